import { Malformed } from "../model/malformed.ts";
import { gunzip } from "../ports/gunzip.ts";
import { type Bytes, bytesOf } from "../ports/random-access.ts";
import { type Archive, archiveAt } from "../read/sources/archive.ts";
import { readTar } from "../read/sources/tar.ts";
import type { MachineFiles } from "./loader/machine.ts";

/** Precompiled archives of machine learning have 400 MB. */
const packedLimit = 1 << 29;
const unpackedLimit = 1 << 30;
/** Nobody's folder: what seems to lie there lies in the archive. */
const root = "/nif2nix-archive";

/** Whether a file begins like a tar archive, packed by gzip or not. */
export function isArchive(bytes: Bytes): boolean {
  const head = bytes.read(0, 512);
  return isGzip(head) || head.toString("latin1", 257, 262) === "ustar";
}

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * The files of an archive as if they lay in a folder: an artifact of RustlerPrecompiled or elixir_make, or a Hex package,
 * whose own files are in contents.tar.gz. Links in it are left out. Throws Malformed.
 */
export function archiveFiles(
  bytes: Bytes,
  machine: MachineFiles,
): { readonly folder: string; readonly files: MachineFiles } {
  if (bytes.size > packedLimit) throw new Malformed("it is too large for an archive of libraries");
  const data = bytes.read(0, bytes.size);
  let contents = readTar(isGzip(data) ? unpacked(data) : data);
  const inner = contents.find(({ path }) => path === "contents.tar.gz");
  if (inner !== undefined) contents = readTar(unpacked(inner.data));
  return { folder: root, files: overlay(archiveAt(root, contents), machine) };
}

function unpacked(data: Uint8Array): Buffer {
  const contents = gunzip(data, unpackedLimit);
  if (contents === undefined) throw new Malformed("it cannot be unpacked, or is too large once it is");
  return contents;
}

/** The archive in its own folder, the machine everywhere else: a loader looks for libraries in both. */
function overlay(archive: Archive, machine: MachineFiles): MachineFiles {
  const at = (path: string): Archive | MachineFiles =>
    path === root || path.startsWith(`${root}/`) ? archive : machine;
  return {
    open(path, use) {
      if (at(path) === machine) return machine.open(path, use);
      const data = archive.readBytes(path);
      return data && use(bytesOf(data));
    },
    readText: (path) => at(path).readText(path),
    exists: (path) => at(path).exists(path),
    isDirectory: (path) => at(path).isDirectory(path),
    list: (path) => at(path).list(path),
    realPath: (path) => at(path).realPath(path),
  };
}
