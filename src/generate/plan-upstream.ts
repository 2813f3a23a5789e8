import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import { Diagnostics } from "../diagnostics/diagnostic.ts";
import { joinPath, relativePath } from "../model/paths.ts";
import type { Place } from "../model/source.ts";
import { SourceFile } from "../model/source.ts";
import { narHash } from "../nix/nar.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import type { CrateDerivation } from "../plan/crate-derivation.ts";
import {
  defaultRef,
  readSource,
  repositoryOf,
  SOURCE_FORMS,
  type SourceAddress,
  type UpstreamPlan,
} from "../plan/upstream.ts";
import { GitFault, type GitNames } from "../ports/git.ts";
import { nodeByteFiles } from "../ports/node-byte-files.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { nodeGit } from "../ports/node-git.ts";
import { withGitCache } from "../ports/private-cache.ts";
import { repositoryOf as repositoryFolder } from "../ports/repository.ts";
import { cargoHome } from "../ports/user-folders.ts";
import { readCargoLock } from "../read/cargo/cargo-lock.ts";
import { loadToml } from "../read/cargo/toml.ts";
import { type CrateStore, type Got, vendorHash } from "../read/cargo/vendor-hash.ts";
import { gitFiles, tarballHash } from "../read/sources/git-hash.ts";
import { type GitWorld, whereKept } from "../read/sources/git-source.ts";
import { crateStore, fetchFile } from "./crate-store.ts";
import type { Run } from "./run.ts";

/** The world of git, with what it says of names. */
type World = GitWorld & { readonly git: GitNames };

/**
 * Where a package of nixpkgs has its sources from, with the hashes of all that its build fetches. What this machine and the
 * network do not give is reported, and stays open in what is written.
 * @throws FatalDiagnostic where `--src` names no sources.
 */
export async function planUpstream(
  run: Run,
  plan: BuildPlan,
  place: Place,
  diagnostics: DiagnosticSink,
): Promise<UpstreamPlan> {
  const address = run.src === undefined ? undefined : readSource(run.src);
  if (address === undefined) {
    const what = run.src === undefined ? "--src does not say where" : `--src ${run.src} is none of the forms of where`;
    throw new FatalDiagnostic("source-unknown", place, { what, forms: SOURCE_FORMS });
  }
  const { version } = plan.package.releases[0] ?? { version: "" };
  const env = run.env ?? process.env;
  return withGitCache(env, run.project, async (cachePath) => {
    const world: World = { git: nodeGit(env), cachePath, mayFetch: run.offline !== true };
    const found = await sources(address, version, run, world);
    if (found.ref?.kind === "tag" && /\d/.test(found.ref.name) && !found.ref.name.includes(version))
      diagnostics.report("tag-of-other-version", place, { tag: found.ref.name, version });
    if (found.hash === null)
      diagnostics.report("upstream-hash-unknown", place, { what: "the sources", why: found.why });
    const cargoHashes = await hashesOfCrates(plan.crates, run, world, (crate, why) =>
      diagnostics.report("upstream-hash-unknown", place, { what: `the crates of ${crate}`, why }),
    );
    const folder = relativePath(repositoryFolder(run.project, fs) ?? run.project, run.project);
    return { ...found, address, folder, cargoHashes };
  });
}

type Sources = Pick<UpstreamPlan, "ref" | "hash" | "submodules" | "date"> & { readonly why: string };

const unhashed = { hash: null, submodules: false, date: null };

/** What the fetcher of nixpkgs would have, as far as it can be known. */
async function sources(address: SourceAddress, version: string, run: Run, world: World): Promise<Sources> {
  if (address.kind === "file") {
    if (!world.mayFetch) return { ...unhashed, ref: null, why: "downloads are not allowed" };
    const file = await fetchFile(address.url, run);
    if ("missing" in file) return { ...unhashed, ref: null, why: file.missing };
    const found = await tarballHash(file.got);
    return found === undefined
      ? { ...unhashed, ref: null, why: "it is no tarball of one folder, compressed by gzip" }
      : { ...unhashed, ref: null, hash: found, why: "" };
  }
  const ref = address.ref ?? defaultRef(version);
  const url = repositoryOf(address) ?? "";
  if (!world.mayFetch) return { ...unhashed, ref, why: "downloads are not allowed" };
  try {
    const { cache } = whereKept(url, world);
    const rev = ref.kind === "commit" ? ref.name : await world.git.commitOf({ url, name: ref.name, cache });
    const found = await gitFiles({ url, rev, ref: ref.kind === "tag" ? `refs/tags/${ref.name}` : null }, world);
    if ("missing" in found) return { ...unhashed, ref, why: found.missing };
    const date = ref.kind === "commit" ? await world.git.dayOf({ rev, cache }) : null;
    const common = { ref, date };
    const { entries } = found.files;
    if (entries.has(".gitmodules")) return { ...common, hash: null, submodules: true, why: "it has submodules" };
    // A forge gives an archive, from which these leave files out, or in which they fill something in.
    if (address.kind === "forge" && hasExportRules(entries.get(".gitattributes")))
      return { ...common, hash: null, submodules: false, why: "its .gitattributes change what an archive holds" };
    return { ...common, hash: narHash(found.files), submodules: false, why: "" };
  } catch (error) {
    if (!(error instanceof GitFault)) throw error;
    return { ...unhashed, ref, why: error.message };
  }
}

function hasExportRules(node: unknown): boolean {
  const data = (node as { readonly data?: Uint8Array } | undefined)?.data;
  return data !== undefined && /\bexport-(?:ignore|subst)\b/.test(Buffer.from(data).toString("utf8"));
}

/** `cargoHash` of each crate, once for each lock. */
async function hashesOfCrates(
  crates: readonly CrateDerivation[],
  run: Run,
  world: World,
  report: (crate: string, why: string) => void,
): Promise<Readonly<Record<string, string>>> {
  if (crates.length === 0) return {};
  const parse = await loadToml();
  const store: CrateStore = {
    ...crateStore(run, cargoHome(run.env ?? process.env)),
    async checkout({ url, rev }) {
      const found = await gitFiles({ url, rev, ref: null }, world);
      if ("missing" in found) return found;
      return found.files.entries.has(".gitmodules") ? { missing: "it has submodules" } : { got: found.files };
    },
  };
  const known = new Map<string, Promise<Got<string>>>();
  const hashes: Record<string, string> = {};
  for (const crate of crates) {
    const lock = lockOf(crate, run.project);
    const key = lock?.toString("latin1") ?? "";
    const hash = known.get(key) ?? ofLock(lock);
    known.set(key, hash);
    const found = await hash;
    if ("got" in found) hashes[crate.attr] = found.got;
    else report(crate.pname, found.missing);
  }
  return hashes;

  async function ofLock(bytes: Buffer | undefined): Promise<Got<string>> {
    if (bytes === undefined) return { missing: "its Cargo.lock cannot be read" };
    const read = readCargoLock(parse, new SourceFile("Cargo.lock", bytes.toString("utf8")), new Diagnostics());
    return read === undefined ? { missing: "its Cargo.lock cannot be read" } : vendorHash(bytes, read.packages, store);
  }
}

/** Bytes that no lock has. */
const lockLimit = 16 << 20;

function lockOf({ cargoLockText, cargoLockFromNix }: CrateDerivation, project: string): Buffer | undefined {
  if (cargoLockText !== null) return Buffer.from(cargoLockText, "utf8");
  const bytes = nodeByteFiles.read(fs.realPath(joinPath(project, "nix", cargoLockFromNix)) ?? "", lockLimit);
  return bytes === undefined ? undefined : Buffer.from(bytes);
}
