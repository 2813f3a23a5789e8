import { Malformed } from "../../model/malformed.ts";
import { isElf } from "../elf/elf-file.ts";
import { defaultFolders, expandFolders } from "./folders.ts";
import type { MachineFiles } from "./machine.ts";
import { type ElfMachine, type LoadedObject, readObject, sameMachine } from "./object.ts";

/** What became of a library that another one needs. */
export type Found =
  | { readonly how: "loaded already" | "beside it" | "default folder"; readonly object: LoadedObject }
  /** A file of this name is there and stops the search: libc.so is a script for the linker where glibc is. */
  | { readonly how: "no library"; readonly path: string }
  | { readonly how: "nowhere" };

/** Names that musl's loader serves itself. Source: ldso/dynlink.c. */
const reserved = /^lib(?:c|pthread|rt|m|dl|util|xnet)\.|^libc\.musl-|^ld-musl-/;

/** More libraries than one needs. */
const objectLimit = 512;

export interface Need {
  readonly name: string;
  readonly by: LoadedObject;
  readonly result: Found;
}

/** The loader of a machine, with a program and its libraries loaded. Nothing is run: it looks where ld.so would look. */
export class Loader {
  readonly #files: MachineFiles;
  readonly #program: LoadedObject;
  readonly #loaded: ReadonlyMap<string, LoadedObject>;
  readonly #folders: readonly string[];
  readonly musl: boolean;
  /** Libraries of the program itself that are not there: then the machine is not the one that it is for. */
  readonly missing: readonly string[];
  /** Everything that is loaded, the program first. */
  readonly objects: readonly LoadedObject[];
  /** What the program and its libraries need. */
  readonly needs: readonly Need[];

  constructor(files: MachineFiles, program: LoadedObject) {
    this.#files = files;
    this.#program = program;
    this.musl = /ld-musl-/.test(program.interpreter ?? "");
    this.#folders = defaultFolders(program.interpreter, files);
    this.#loaded = new Map();
    const loaded = new Map<string, LoadedObject>();
    const { needs, objects } = this.load(program, loaded);
    this.#loaded = loaded;
    this.objects = objects;
    this.needs = needs;
    this.missing = needs.flatMap(({ name, result }) => ("object" in result ? [] : name));
  }

  /**
   * Looks for what an object needs, and what that needs. What is found for one is not there for the next: in which order
   * the VM loads libraries is not known.
   * @param names receives the names under which libraries are loaded.
   * @returns every need, and the objects that are loaded for them, the object itself first.
   */
  load(
    object: LoadedObject,
    names: Map<string, LoadedObject> = new Map(),
  ): { readonly needs: readonly Need[]; readonly objects: readonly LoadedObject[] } {
    const needs: Need[] = [];
    const waiting: { readonly object: LoadedObject; readonly chain: readonly LoadedObject[] }[] = [
      { object, chain: [] },
    ];
    const objects = [object];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const name of next.object.needed) {
        const known = names.get(name);
        const result: Found =
          known === undefined ? this.#find(name, next.object, next.chain) : { how: "loaded already", object: known };
        needs.push({ name, by: next.object, result });
        if (!("object" in result) || result.how === "loaded already" || objects.length > objectLimit) continue;
        names.set(name, result.object);
        if (result.object.soname !== undefined) names.set(result.object.soname, result.object);
        objects.push(result.object);
        waiting.push({ object: result.object, chain: [next.object, ...next.chain] });
      }
    }
    return { needs, objects };
  }

  #find(name: string, by: LoadedObject, chain: readonly LoadedObject[]): Found {
    const loaded = this.#loaded.get(name);
    if (loaded !== undefined) return { how: "loaded already", object: loaded };
    if (name.includes("/")) return this.#open(name, by.machine) ?? { how: "nowhere" };
    if (this.musl && reserved.test(name)) {
      const libc = this.#open(this.#program.interpreter as string, by.machine);
      return libc !== undefined && "object" in libc ? { ...libc, how: "default folder" } : { how: "nowhere" };
    }
    for (const folder of this.#own(by, chain)) {
      const found = this.#open(`${folder}/${name}`, by.machine);
      if (found !== undefined) return found;
    }
    for (const folder of this.#folders) {
      const found = this.#open(`${folder}/${name}`, by.machine);
      if (found !== undefined) return "object" in found ? { ...found, how: "default folder" } : found;
    }
    return { how: "nowhere" };
  }

  /** RUNPATH, or RPATH of the library, of those that need it, and of the program. musl takes either, of all of them. */
  #own(by: LoadedObject, chain: readonly LoadedObject[]): readonly string[] {
    const all = [by, ...chain, this.#program];
    if (this.musl) return all.flatMap(({ path, runpath, rpath }) => expandFolders(runpath ?? rpath, path));
    if (by.runpath !== undefined) return expandFolders(by.runpath, by.path);
    return all.flatMap(({ path, runpath, rpath }) => (runpath === undefined ? expandFolders(rpath, path) : []));
  }

  /** A file of another machine is passed over, as loaders do; what is no ELF file at all ends the search. */
  #open(path: string, machine: ElfMachine): Found | undefined {
    return this.#files.open(path, (bytes): Found | undefined => {
      if (!isElf(bytes.read(0, 4))) return { how: "no library", path };
      try {
        const object = readObject(path, bytes);
        return sameMachine(object.machine, machine) ? { how: "beside it", object } : undefined;
      } catch (error) {
        if (error instanceof Malformed) return { how: "no library", path };
        throw error;
      }
    });
  }
}
