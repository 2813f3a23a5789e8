import { Malformed } from "../../model/malformed.ts";
import { isElf } from "../elf/elf-file.ts";
import { machineName } from "../elf/machines.ts";
import { newestNifVersion, nifNames } from "../nif/nif-versions.ts";
import { Loader } from "./loader.ts";
import type { MachineFiles } from "./machine.ts";
import { type LoadedObject, readObject } from "./object.ts";

/** A VM that libraries are held against. */
export interface Beam {
  /** Of beam.smp. */
  readonly path: string;
  /** erts-13.1.5, where its folder says so. */
  readonly erts: string | null;
  /** x86_64 */
  readonly machine: string;
  readonly libc: "glibc" | "musl";
  /** The version of the NIF interface, by the functions that it exports; undefined where it exports none. */
  readonly nifVersion: string | undefined;
  readonly object: LoadedObject;
  readonly loader: Loader;
}

/**
 * Reads a VM: the file beam.smp, or a folder that has one in erts-VERSION/bin or bin (a release, an installed Erlang).
 * @returns undefined where there is none, or only one for another system than Linux.
 */
export function findBeam(path: string, files: MachineFiles): Beam | undefined {
  if (!files.isDirectory(path)) return readBeam(path, files);
  for (const folder of [path, `${path}/lib/erlang`]) {
    const erts = files.list(folder).filter(({ name, directory }) => directory && /^erts-\d/.test(name));
    for (const place of [...erts.map(({ name }) => `${folder}/${name}/bin`), `${folder}/bin`]) {
      const beam = readBeam(`${place}/beam.smp`, files);
      if (beam !== undefined) return beam;
    }
  }
  return undefined;
}

function readBeam(path: string, files: MachineFiles): Beam | undefined {
  const object = files.open(path, (bytes) => {
    if (!isElf(bytes.read(0, 4))) return undefined;
    try {
      return readObject(path, bytes);
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  });
  if (object === undefined || !object.defines("enif_alloc")) return undefined;
  const loader = new Loader(files, object);
  return {
    path,
    erts: /\/(erts-[\d.]+)\/bin\/[^/]+$/.exec(path)?.[1] ?? null,
    machine: machineName(object.machine.machine),
    libc: loader.musl ? "musl" : "glibc",
    nifVersion: newestNifVersion(nifNames().filter((name) => object.defines(name))),
    object,
    loader,
  };
}
