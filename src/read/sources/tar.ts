import { Malformed } from "../../model/malformed.ts";

/** A regular file of a tar archive. */
export interface TarFile {
  /** Relative, `/`-separated, no `.` or `..` in it. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** The same with what a checkout would make of it. */
export interface TarCheckoutFile extends TarFile {
  readonly executable: boolean;
}

const block = 512;
const fileLimit = 100_000;

/** A symbolic link of a tar archive. */
export interface TarLink {
  readonly path: string;
  /** As it stands there; it may lead anywhere. */
  readonly target: string;
}

/**
 * The regular files of a tar archive: ustar with prefixes, pax headers, GNU's long names (all of which Erlang's and others' tar write).
 * Links, devices and folders are left out. Throws Malformed for an archive that is cut off or has a path that leads out of its folder.
 */
export function readTar(archive: Uint8Array): TarFile[] {
  return [...tarEntries(archive)].flatMap((entry) => ("data" in entry ? [{ path: entry.path, data: entry.data }] : []));
}

/** The same with symbolic links. */
export function* tarEntries(archive: Uint8Array): Generator<TarCheckoutFile | TarLink> {
  let files = 0;
  let longPath: string | undefined;
  let longTarget: string | undefined;
  let longSize: number | undefined;
  for (let at = 0; at + block <= archive.length;) {
    const header = archive.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    if (!hasChecksum(header)) throw new Malformed("no tar archive: a header's checksum is wrong");
    const type = header[156] === 0 ? "0" : String.fromCharCode(header[156] as number);
    const size = type === "x" || type === "L" ? readOctal(header, 124, 12) : (longSize ?? readOctal(header, 124, 12));
    const data = archive.subarray(at + block, at + block + size);
    if (data.length < size) throw new Malformed("no tar archive: it is cut off");
    at += block + Math.ceil(size / block) * block;
    if (type === "x") {
      const records = readPax(data);
      longPath = records.get("path") ?? longPath;
      longTarget = records.get("linkpath") ?? longTarget;
      longSize = records.has("size") ? readDecimal(records.get("size") as string) : longSize;
      continue;
    }
    if (type === "L") {
      longPath = decode(data);
      continue;
    }
    if (type === "K") longTarget = decode(data);
    // What describes the archive or the target of a link leaves the name for the next file alone.
    if (type === "g" || type === "K") continue;
    const path = longPath ?? shortPath(header);
    if (type === "0" || type === "7") {
      yield { path: safePath(path), executable: (readOctal(header, 100, 8) & 0o100) !== 0, data };
    } else if (type === "2") {
      yield { path: safePath(path), target: longTarget ?? decode(header.subarray(157, 257)) };
    }
    if (++files > fileLimit) throw new Malformed(`the archive has more than ${fileLimit} files`);
    longPath = undefined;
    longTarget = undefined;
    longSize = undefined;
  }
}

function hasChecksum(header: Uint8Array): boolean {
  let sum = 8 * 0x20;
  for (let index = 0; index < block; index++) if (index < 148 || index >= 156) sum += header[index] as number;
  return sum === readOctal(header, 148, 8);
}

function shortPath(header: Uint8Array): string {
  const name = decode(header.subarray(0, 100));
  const prefix = decode(header.subarray(257, 263)).startsWith("ustar") ? decode(header.subarray(345, 500)) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function readOctal(header: Uint8Array, start: number, size: number): number {
  const digits = decode(header.subarray(start, start + size)).trim();
  if (!/^[0-7]*$/.test(digits)) throw new Malformed("no tar archive: a number is wrong");
  return Number.parseInt(digits || "0", 8);
}

/** A size in a pax header: digits and nothing else (POSIX, pax); a negative one would have the reader go back. */
function readDecimal(digits: string): number {
  const size = /^\d{1,15}$/.test(digits) ? Number(digits) : -1;
  if (size < 0) throw new Malformed("no tar archive: a wrong size");
  return size;
}

/** "LENGTH KEY=VALUE\n" records; the length counts itself. */
function readPax(data: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at);
    if (space === -1) break;
    const length = Number(decode(data.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > data.length) break;
    const record = decode(data.subarray(space + 1, at + length - 1));
    const equals = record.indexOf("=");
    if (equals !== -1) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

function decode(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString("utf8");
}

function safePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (path.startsWith("/") || parts.includes("..") || parts.length === 0) {
    throw new Malformed(`the archive has the unsafe path ${JSON.stringify(path.slice(0, 200))}`);
  }
  return parts.join("/");
}
