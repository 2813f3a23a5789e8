import type { NodeSystems } from "../../../model/assets.ts";

const oses = new Set("aix android darwin freebsd linux netbsd openbsd openharmony sunos win32".split(" "));
const cpus = new Set("arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64".split(" "));
const libcs: Readonly<Record<string, string>> = { gnu: "glibc", glibc: "glibc", musl: "musl" };

/**
 * The system that an optional package is for by its name, where a lock does not keep `os` and `cpu` (yarn.lock, npm before 7):
 * @esbuild/linux-x64, lightningcss-linux-arm64-musl. Only names with both words in Node's own spelling count; null otherwise, and the
 * package's own package.json decides in the build.
 */
export function systemsByName(name: string): NodeSystems | null {
  const words = name.split(/[/_.-]/);
  const os = words.filter((word) => oses.has(word));
  const cpu = words.filter((word) => cpus.has(word));
  if (os.length !== 1 || cpu.length !== 1) return null;
  return { os, cpu, libc: words.flatMap((word) => (Object.hasOwn(libcs, word) ? [libcs[word] as string] : [])) };
}
