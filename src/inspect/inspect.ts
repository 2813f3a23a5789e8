import { Malformed } from "../model/malformed.ts";
import { machineName } from "./elf/machines.ts";
import { type Candidate, findLibraries, releaseOf } from "./find-libraries.ts";
import { judgeItself } from "./judge/common.ts";
import { judgeByBeam } from "./judge/judge-by-beam.ts";
import { type Reason, type Verdict, verdictOf } from "./judge/reason.ts";
import { judgeBySystem } from "./judge/system.ts";
import { type Library, isNif } from "./library.ts";
import { bundledLibraries } from "./loader/bundled.ts";
import { type Beam, findBeam } from "./loader/find-beam.ts";
import { Loader } from "./loader/loader.ts";
import type { MachineFiles } from "./loader/machine.ts";
import { type LoadedObject, readObject } from "./loader/object.ts";
import {
  type LoadingModule,
  ebinOf,
  ebinsBeside,
  judgeByModule,
  judgeUnclaimed,
  loadingModules,
  moduleFor,
  namesItsModule,
} from "./modules.ts";
import { type Policy, policies } from "./policies.ts";
import { BEAM_POLICY } from "./policy-names.ts";
import { readLibraries } from "./read-library.ts";
import { compilersAmong, storeReferences } from "./store-references.ts";

/** What is asked. */
export interface InspectOptions {
  readonly files: MachineFiles;
  /** Names of policies to judge by, all where none are named; see src/inspect/policies.ts. */
  readonly policies?: readonly string[];
  /** A VM to judge by; where none is given, that of the release in which a library lies. */
  readonly beam?: Beam;
}

/** A library and what becomes of it. */
export interface InspectedLibrary {
  /** As the path was given. */
  readonly file: string;
  readonly library: Library;
  /** Where each needed library is, in the order of `library.needed`. */
  readonly needed: readonly ResolvedNeed[];
  /** The module that loads it, where its .beam lies in the same release. */
  readonly module: string | null;
  /** Store paths of compilers that the file names; null where it was not looked through. */
  readonly compilers: readonly string[] | null;
  readonly verdicts: readonly Verdict[];
  /** What is wrong with it and does not keep it from loading. */
  readonly remarks: readonly Reason[];
}

export interface ResolvedNeed {
  readonly name: string;
  readonly how: "loaded by the BEAM" | "beside it" | "default folder" | "not found" | "no library" | "not looked for";
  readonly path: string | null;
}

export interface Inspection {
  readonly libraries: readonly InspectedLibrary[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** The VM that was judged by. */
  readonly beam: Beam | null;
}

/**
 * Inspects what lies at a path: a library, a folder such as a release or a store path, an archive, a Hex package.
 * Nothing is run, and nothing outside is asked. Reads are bounded: of each library only the tables that are needed.
 * @param path absolute; `shown` is the path as the user wrote it, for the files of the result.
 */
export function inspectPath(path: string, shown: string, options: InspectOptions): Inspection {
  const { files } = options;
  let candidates: readonly Candidate[];
  try {
    candidates = findLibraries(path, shown, files);
  } catch (error) {
    return { libraries: [], unreadable: [{ file: shown, reason: reasonOf(error) }], beam: null };
  }
  const beam = options.beam ?? beamAt(path, files);
  const unreadable: { file: string; reason: string }[] = [];
  const read = candidates.flatMap((candidate) => {
    try {
      return readCandidate(candidate);
    } catch (error) {
      unreadable.push({ file: candidate.shown, reason: reasonOf(error) });
      return [];
    }
  });
  const claims = claimModules(read);
  const libraries = read.map((each) => inspectRead(each, claims.get(each), beam, options));
  return { libraries, unreadable, beam: beam ?? null };
}

function beamAt(path: string, files: MachineFiles): Beam | undefined {
  const release = releaseOf(path, files);
  return release === undefined ? undefined : findBeam(release, files);
}

function reasonOf(error: unknown): string {
  if (error instanceof Malformed) return error.message;
  throw error;
}

interface Read {
  readonly candidate: Candidate;
  readonly library: Library;
  /** As a loader sees it; undefined where it is no ELF file. */
  readonly object: LoadedObject | undefined;
  readonly compilers: readonly string[] | null;
}

function readCandidate(candidate: Candidate): Read[] {
  const { path, files } = candidate;
  const real = files.realPath(path);
  const read = files.open(path, (bytes): Read[] =>
    readLibraries(bytes).map((library) => ({
      candidate,
      library,
      object: library.format === "ELF" ? readObject(real, bytes) : undefined,
      compilers: real.startsWith("/nix/store/") ? compilersAmong(storeReferences(bytes)) : null,
    })),
  );
  if (read === undefined) throw new Malformed("it is no file that can be read");
  return read;
}

/** Which module a library belongs to, or that modules wait and none is its own. */
type Claim = { readonly module: LoadingModule } | { readonly waiting: readonly LoadingModule[] };

function claimModules(read: readonly Read[]): ReadonlyMap<Read, Claim> {
  const claims = new Map<Read, Claim>();
  const modulesOf = new Map<string, readonly LoadingModule[]>();
  const modulesIn = (ebin: string, files: MachineFiles): readonly LoadingModule[] => {
    const known = modulesOf.get(ebin) ?? loadingModules(ebin, files);
    modulesOf.set(ebin, known);
    return known;
  };
  const unclaimed: { readonly each: Read; readonly own: readonly LoadingModule[] }[] = [];
  const taken = new Set<LoadingModule>();
  for (const each of read) {
    const { candidate, library } = each;
    const ebin = isNif(library) || candidate.asked ? ebinOf(candidate.path, candidate.files) : undefined;
    if (ebin === undefined) continue;
    const own = modulesIn(ebin, candidate.files);
    const elsewhere = (): LoadingModule | undefined => {
      if (!namesItsModule(library)) return undefined;
      const all = ebinsBeside(ebin, candidate.files).flatMap((folder) => modulesIn(folder, candidate.files));
      return moduleFor(library, all);
    };
    const module = moduleFor(library, own) ?? elsewhere();
    if (module === undefined) unclaimed.push({ each, own });
    else {
      taken.add(module);
      claims.set(each, { module });
    }
  }
  for (const { each, own } of unclaimed) {
    const waiting = own.filter((module) => !taken.has(module));
    if (waiting.length > 0 && namesItsModule(each.library)) claims.set(each, { waiting });
  }
  return claims;
}

function inspectRead(
  read: Read,
  claim: Claim | undefined,
  beam: Beam | undefined,
  options: InspectOptions,
): InspectedLibrary {
  const { candidate, library, object, compilers } = read;
  const module = claim !== undefined && "module" in claim ? claim.module : undefined;
  const byModule = module === undefined ? { verdict: [], remarks: [] } : judgeByModule(library, module);
  const itself = [
    ...judgeItself(library, candidate.asked || claim !== undefined),
    ...(claim !== undefined && "waiting" in claim ? [judgeUnclaimed(library, claim.waiting)] : []),
    ...byModule.verdict,
  ];
  const wanted = (name: string): boolean => options.policies?.includes(name) ?? true;
  const bundled = bundledLibraries(library, candidate.path, candidate.files);
  const bySystem = (policy: Policy): Verdict =>
    verdictOf(policy.name, judge(judgeBySystem(library, policy, bundled), itself));
  const byBeam =
    beam !== undefined && wanted(BEAM_POLICY)
      ? [verdictOf(BEAM_POLICY, judge(judgeByBeam(library, object, beam), itself))]
      : [];
  return {
    file: candidate.shown,
    library,
    needed: resolve(read, beam),
    module: module?.name ?? null,
    compilers,
    verdicts: [...byBeam, ...policies.filter(({ name }) => wanted(name)).map(bySystem)],
    remarks: [...byModule.remarks, ...keepsCompilers(compilers)],
  };
}

/** What is wrong everywhere says little where the file is for another machine. */
function judge(there: readonly Reason[], itself: readonly Reason[]): readonly Reason[] {
  return there.some(({ code }) => code === "library-other-machine") ? there : [...itself, ...there];
}

function keepsCompilers(compilers: readonly string[] | null): Reason[] {
  if (compilers === null || compilers.length === 0) return [];
  const references = compilers.join(", ");
  return [{ code: "library-keeps-compiler", brief: `keeps ${references}`, args: { references }, effect: "wrong" }];
}

/** Where the needed libraries are: by the VM's loader; without one by this machine's, if the library is for it. */
function resolve({ candidate, library, object }: Read, beam: Beam | undefined): ResolvedNeed[] {
  const host = { x64: "x86_64", arm64: "aarch64", arm: "arm", ia32: "i386", riscv64: "riscv64" }[
    process.arch as string
  ];
  const own = object !== undefined && process.platform === "linux" && machineName(object.machine.machine) === host;
  const ownLoader = own && !candidate.inArchive && library.needed.length > 0;
  const needs =
    object === undefined
      ? undefined
      : (beam?.loader.load(object).needs ?? (ownLoader ? new Loader(candidate.files, object).needs : undefined));
  if (needs === undefined) return library.needed.map(({ name }) => ({ name, how: "not looked for", path: null }));
  return needs
    .filter(({ by }) => by === object)
    .map(({ name, result }) => ({
      name,
      how: result.how === "nowhere" ? "not found" : result.how === "loaded already" ? "loaded by the BEAM" : result.how,
      path: "object" in result ? result.object.path : "path" in result ? result.path : null,
    }));
}
