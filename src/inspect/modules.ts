import { basename, dirname } from "node:path";
import { Malformed } from "../model/malformed.ts";
import { type Known, isUnknown } from "../model/unknown.ts";
import { type BeamFile, readBeamFile } from "./beam/beam-file.ts";
import { type DefinedFunction, definedFunctions } from "./beam/functions.ts";
import { some, type Reason } from "./judge/reason.ts";
import type { Library } from "./library.ts";
import type { MachineFiles } from "./loader/machine.ts";

/** A compiled module that calls erlang:load_nif/2. */
export interface LoadingModule {
  readonly name: string;
  /** Every function that it defines, exported or not. */
  readonly functions: Known<readonly DefinedFunction[]>;
}

/** No module is larger; the largest of OTP has 4 MiB. */
const beamLimit = 32 << 20;

/** The modules of a folder of .beam files that load NIFs. What is no BEAM file is passed over: the VM would not load it either. */
export function loadingModules(ebin: string, files: MachineFiles): LoadingModule[] {
  return files.list(ebin).flatMap(({ name }) => {
    if (!name.endsWith(".beam")) return [];
    const beam = files.open(`${ebin}/${name}`, (bytes) =>
      bytes.size > beamLimit ? undefined : readOrUndefined(bytes.read(0, bytes.size)),
    );
    const loads = beam?.imports.some(
      (call) => call.module === "erlang" && call.name === "load_nif" && call.arity === 2,
    );
    return beam !== undefined && loads === true ? [{ name: beam.module, functions: definedFunctions(beam) }] : [];
  });
}

function readOrUndefined(bytes: Buffer): BeamFile | undefined {
  try {
    return readBeamFile(bytes);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** The folder of compiled modules of the application in whose priv/ a library lies; undefined where it lies in none. */
export function ebinOf(library: string, files: MachineFiles): string | undefined {
  for (let folder = dirname(library), up = 0; up < 8 && folder !== "/"; folder = dirname(folder), up++) {
    if (basename(folder) === "priv") {
      const ebin = `${dirname(folder)}/ebin`;
      return files.isDirectory(ebin) ? ebin : undefined;
    }
  }
  return undefined;
}

/** The folders of compiled modules of all applications beside one, as they lie in a release. */
export function ebinsBeside(ebin: string, files: MachineFiles): string[] {
  const applications = dirname(dirname(ebin));
  return files
    .list(applications)
    .filter(({ directory }) => directory)
    .map(({ name }) => `${applications}/${name}/ebin`)
    .filter((folder) => folder !== ebin);
}

/** The module that a library was written for, among those that load NIFs. */
export function moduleFor({ nif }: Library, modules: readonly LoadingModule[]): LoadingModule | undefined {
  if (typeof nif.module === "string") return modules.find(({ name }) => name === nif.module);
  const named = modules.filter(({ name }) => nif.modulesNamed.includes(name));
  return named.length === 1 ? named[0] : undefined;
}

/** Whether it is known for which module a library was written, so that one can miss it. */
export function namesItsModule({ nif }: Library): boolean {
  return typeof nif.module === "string" || nif.modulesNamed.length > 0;
}

/** A library that no module can load: none of those that load NIFs has the name that it was written for. */
export function judgeUnclaimed({ nif }: Library, waiting: readonly LoadingModule[]): Reason {
  const module = typeof nif.module === "string" ? nif.module : some(nif.modulesNamed);
  const names = some(waiting.map(({ name }) => name));
  return {
    code: "library-other-module",
    brief: `for ${module}, not ${names}`,
    args: { module, problem: `no module of that name loads NIFs here, only ${names}` },
    effect: "refused",
  };
}

/** Holds the functions of a library against those of its module. Says nothing where one of the two is not known. */
export function judgeByModule(
  { nif }: Library,
  module: LoadingModule,
): { readonly verdict: Reason[]; readonly remarks: Reason[] } {
  if (isUnknown(nif.functions) || isUnknown(module.functions)) return { verdict: [], remarks: [] };
  const key = ({ name, arity }: { readonly name: string; readonly arity: number }): string => `${name}/${arity}`;
  const defined = new Set(module.functions.map(key));
  const brought = new Set(nif.functions.map(key));
  const unknown = [...brought].filter((name) => !defined.has(name));
  // A stub through which the library's functions go is what the stubs share to raise their error: they wait, and not it.
  const shared = new Set(module.functions.flatMap((each) => (brought.has(key(each)) ? (each.through ?? []) : [])));
  const lacking = module.functions
    .filter((each) => (each.stub && !shared.has(key(each))) || (each.through !== null && shared.has(each.through)))
    .map(key)
    .filter((name) => !brought.has(name));
  const reason = (code: Reason["code"], names: readonly string[], brief: string): Reason[] =>
    names.length === 0
      ? []
      : [{ code, brief, args: { functions: some(names, 6), module: module.name }, effect: "refused" }];
  return {
    verdict: reason("library-unknown-function", unknown, `${some(unknown)} not in ${module.name}`),
    remarks: reason("library-lacks-functions", lacking, `no ${some(lacking)}`),
  };
}
