import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { downloadOnce } from "../../support/download.ts";
import { usesStandIn } from "./machine.ts";
import type { Project } from "./project.ts";
import { run } from "./run.ts";
import { type Workplace, repository } from "./workplace.ts";

interface Tarball {
  readonly url: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/**
 * Downloads what the builds of a project fetch from npm's registry and puts it into the store: the packages that nix/ names for this
 * system, and the package managers of the stand-in. The real nixpkgs fetches all that itself.
 */
export function placePackages(workplace: Workplace, project: Project): void {
  if (!usesStandIn) return;
  const folder = join(workplace.folder, "tarballs");
  mkdirSync(folder, { recursive: true });
  for (const url of [...packagesOf(project), ...managers()]) {
    const cached = join(repository, ".cache/npm-by-name", basename(url));
    downloadOnce(url, cached);
    run("cp", [cached, folder]);
  }
  workplace.placeNpm(folder);
}

function packagesOf(project: Project): readonly string[] {
  const file = join(project.folder, "nix/node-packages.nix");
  const expression = `builtins.concatMap (tree: map (package: removeAttrs package [ "source" ]) tree.packages) (import ${file})`;
  const packages = JSON.parse(
    run("nix-instantiate", ["--eval", "--strict", "--json", "--expr", expression]),
  ) as Tarball[];
  const here = { os: process.platform as string, cpu: process.arch as string, libc: "glibc" };
  return packages
    .filter((each) => (["os", "cpu", "libc"] as const).every((kind) => each[kind]?.includes(here[kind]) ?? true))
    .map((each) => each.url);
}

/** The addresses in test/pkgs/programs.nix. */
function managers(): readonly string[] {
  const programs = readFileSync(join(repository, "test/pkgs/programs.nix"), "utf8");
  return [...programs.matchAll(/url = "(https:[^"]+)"/g)].map((match) => match[1] as string);
}
