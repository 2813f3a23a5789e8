/** Calls of which glibc has a form for large files that Rust's standard library takes there; musl has only the plain one. */
const calls = ["open", "stat", "fstat", "lstat", "lseek", "ftruncate", "readdir", "mmap", "pread", "pwrite"];

/**
 * The sign of Rust's standard library for musl in a library that names glibc: the target was musl, and the linker the host's
 * `cc`. Only plain calls are asked for, none of those that Rust takes on glibc. Seen: it loads, and `std::env::args()` is empty.
 */
export function muslStdSign(imports: readonly string[]): boolean {
  const names = new Set(imports);
  return calls.some((call) => names.has(call)) && !calls.some((call) => names.has(`${call}64`));
}
