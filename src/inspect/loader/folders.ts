import { dirname } from "node:path";
import type { MachineFiles } from "./machine.ts";

/** Each needed library is looked for in all of them. */
const folderLimit = 128;

/** The folders of glibc's search path, with what stands for the library's own folder put in. Source: ld.so(8). */
export function expandFolders(path: string | undefined, library: string): string[] {
  const origin = dirname(library);
  return (path ?? "")
    .split(":")
    .filter((folder) => folder !== "")
    .slice(0, folderLimit)
    .map((folder) => folder.replaceAll(/\$(?:ORIGIN|\{ORIGIN\})/g, origin).replaceAll(/\$(?:LIB|\{LIB\})/g, "lib"))
    .map((folder) => (folder.startsWith("/") ? folder : `${origin}/${folder}`));
}

/** Where Debian's and others' glibc look by themselves, besides ld.so.conf. */
const multiarch = [
  "x86_64-linux-gnu",
  "aarch64-linux-gnu",
  "arm-linux-gnueabihf",
  "i386-linux-gnu",
  "riscv64-linux-gnu",
];
const usual = ["/lib64", "/usr/lib64", "/lib", "/usr/lib"];

/**
 * Folders that a loader looks in where nothing else is said. A loader in the Nix store looks beside itself and nowhere else;
 * musl's reads /etc/ld-musl-MACHINE.path; glibc's takes the folders of /etc/ld.so.conf (by way of its cache) and its own.
 */
export function defaultFolders(interpreter: string | undefined, files: MachineFiles): readonly string[] {
  if (interpreter?.startsWith("/nix/store/")) return [dirname(interpreter)];
  const musl = /ld-musl-([\w-]+)\.so/.exec(interpreter ?? "")?.[1];
  if (musl !== undefined) {
    const text = files.readText(`/etc/ld-musl-${musl}.path`);
    return text?.split(/[:\n]/).filter((folder) => folder !== "") ?? ["/lib", "/usr/local/lib", "/usr/lib"];
  }
  return [
    ...configured("/etc/ld.so.conf", files, 0),
    ...multiarch.flatMap((name) => [`/lib/${name}`, `/usr/lib/${name}`]),
    ...usual,
  ];
}

/** Lines of ld.so.conf: a folder, or `include` with a pattern in the last part of the path. */
function configured(path: string, files: MachineFiles, depth: number): string[] {
  if (depth > 3) return [];
  return (files.readText(path) ?? "").split("\n").flatMap((line) => {
    const text = line.replace(/#.*/, "").trim();
    const pattern = /^include\s+(\S+)$/.exec(text)?.[1];
    if (pattern === undefined) return text.startsWith("/") ? [text] : [];
    const absolute = pattern.startsWith("/") ? pattern : `${dirname(path)}/${pattern}`;
    const suffix = /^\*(\.\w+)$/.exec(absolute.slice(dirname(absolute).length + 1))?.[1];
    if (suffix === undefined) return configured(absolute, files, depth + 1);
    return files
      .list(dirname(absolute))
      .filter(({ name, directory }) => !directory && name.endsWith(suffix))
      .flatMap(({ name }) => configured(`${dirname(absolute)}/${name}`, files, depth + 1));
  });
}
