/** What git tracks, by path relative to the work tree. */
export interface GitIndex {
  /** Files, and folders of which the index has no more than the name (a sparse checkout). */
  readonly files: ReadonlySet<string>;
  /** Folders of submodules. */
  readonly submodules: readonly string[];
  /** Symbolic links. */
  readonly links: readonly string[];
}

/** Modes of entries: a commit of another repository, a folder that is not spelled out, a symbolic link. */
const SUBMODULE = 0o160000;
const FOLDER = 0o040000;
const LINK = 0o120000;

/**
 * Reads .git/index of version 2, 3 or 4 (git Documentation/gitformat-index.adoc). Undefined for what is none, and for a
 * split index, whose larger half lies in another file.
 * @param hashSize bytes of an object's name: 20, or 32 in a repository of SHA-256.
 */
export function readGitIndex(bytes: Uint8Array, hashSize: 20 | 32): GitIndex | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 + hashSize || view.getUint32(0) !== 0x44495243) return undefined;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return undefined;
  const files = new Set<string>();
  const submodules: string[] = [];
  const links: string[] = [];
  let at = 12;
  let path: Uint8Array = new Uint8Array();
  for (let left = view.getUint32(8); left > 0; left--) {
    const start = at;
    if (start + 42 + hashSize > bytes.length) return undefined;
    const mode = view.getUint32(start + 24);
    const flags = view.getUint16(start + 40 + hashSize);
    at = start + 42 + hashSize + ((flags & 0x4000) === 0 ? 0 : 2);
    let kept = 0;
    if (version === 4) {
      const dropped = variableLength(bytes, at);
      if (dropped === undefined || dropped.value > path.length) return undefined;
      kept = path.length - dropped.value;
      at = dropped.next;
    }
    const end = bytes.indexOf(0, at);
    if (end === -1) return undefined;
    const name = new Uint8Array(kept + end - at);
    name.set(path.subarray(0, kept));
    name.set(bytes.subarray(at, end), kept);
    path = name;
    // Up to version 3 an entry ends with one to eight NULs, so that its length is a multiple of eight.
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    const text = Buffer.from(path).toString("utf8");
    if (mode === LINK) links.push(text);
    if (mode === SUBMODULE) submodules.push(text);
    else files.add(mode === FOLDER ? text.replace(/\/$/, "") : text);
  }
  return isSplit(bytes, view, at, bytes.length - hashSize) ? undefined : { files, submodules, links };
}

/** An offset as in packs: seven bits a byte, each further byte counts one more. */
function variableLength(bytes: Uint8Array, start: number): { value: number; next: number } | undefined {
  let at = start;
  let byte = bytes[at++];
  if (byte === undefined) return undefined;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = bytes[at++];
    if (byte === undefined || value > 0xffffff) return undefined;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at };
}

/** Whether one of the extensions behind the entries is "link". */
function isSplit(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
  for (let at = start; at + 8 <= end;) {
    if (Buffer.from(bytes.subarray(at, at + 4)).toString("latin1") === "link") return true;
    at += 8 + view.getUint32(at + 4);
  }
  return false;
}
