import type { NodePackage, NodeSystems } from "../model/assets.ts";
import type { Project } from "../model/project.ts";
import type { System } from "../model/systems.ts";
import { type Part, part } from "./bill.ts";
import { gitPurl, npmPurl } from "./purls.ts";

/** The packages of the project's lock files that are laid out on a system, each once. */
export function nodeParts(project: Project, system: System): readonly Part[] {
  const found = new Map<string, Part>();
  for (const { nodeModules } of [...project.assets, ...project.frontEnds]) {
    for (const { packages } of nodeModules) {
      for (const each of packages) {
        if (each.systems !== null && !isFor(each.systems, system)) continue;
        const made = nodePart(each);
        found.set(made.ref, found.get(made.ref) ?? made);
      }
    }
  }
  return [...found.values()];
}

function nodePart({ name, version, source, license }: NodePackage): Part {
  const [, scope, own = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const common = {
    ...part(`npm:${name}@${version}`, "library", own),
    group: scope,
    version: version === "" ? undefined : version,
    licenses: license == null ? [] : [license],
  };
  if (source.kind === "git") {
    const { url, rev } = source;
    return {
      ...common,
      purl: gitPurl(name, url, rev),
      addresses: [["vcs", url]],
      properties: [["nif2nix:commit", rev]],
    };
  }
  if (source.kind === "file") return { ...common, properties: [["nif2nix:file", source.path]] };
  return {
    ...common,
    purl: npmPurl(name, version, source.url),
    hashes: hashOf(source.hash),
    addresses: [["distribution", source.url]],
  };
}

const algorithms = { sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" } as const;

/** Of subresource integrity. */
function hashOf(integrity: string): Part["hashes"] {
  const [, name = "", digest = ""] = /^(sha\d+)-([A-Za-z0-9+/]+=*)$/.exec(integrity) ?? [];
  const algorithm = algorithms[name as keyof typeof algorithms];
  return algorithm === undefined ? [] : [[algorithm, Buffer.from(digest, "base64").toString("hex")]];
}

/** As npm reads `os`, `cpu` and `libc`: any where there is none, "!" before what is left out. */
function isFor({ os, cpu, libc }: NodeSystems, system: System): boolean {
  const [machine, kernel] = system.split("-") as [string, string];
  const allows = (names: readonly string[], own: string): boolean => {
    if (names.includes(`!${own}`)) return false;
    const wanted = names.filter((name) => !name.startsWith("!"));
    return wanted.length === 0 || wanted.includes(own) || wanted.includes("any");
  };
  return (
    allows(os, kernel) &&
    allows(cpu, machine === "x86_64" ? "x64" : "arm64") &&
    (kernel !== "linux" || allows(libc, "glibc"))
  );
}
