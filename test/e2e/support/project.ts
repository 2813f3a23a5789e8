import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { cli } from "./cli.ts";
import { type Ran, attempt, run } from "./run.ts";
import { type Workplace, repository } from "./workplace.ts";

/** A copy of an example in a git repository of its own, with everything committed. */
export interface Project {
  /** The folder of the repository. */
  readonly repository: string;
  /** The folder of mix.exs. */
  readonly folder: string;
  /** Runs nif2nix in the Mix project and lets git know of the files that it wrote, which flakes need. */
  readonly nif2nix: (...args: readonly string[]) => Ran;
  /** `git status --porcelain` */
  readonly status: () => string;
  /** Rewrites a file below the Mix project; the change must change something. */
  readonly edit: (file: string, change: (text: string) => string) => void;
  /** Adds a file below the Mix project, its folder too. */
  readonly write: (file: string, text: string) => void;
  /** Builds an attribute of the flake; the path in the store. */
  readonly build: (attribute: string) => string;
  readonly tryBuild: (attribute: string) => Ran;
  /** What an attribute's last build printed. That of a build is empty where the store holds the result already. */
  readonly logOf: (attribute: string) => string;
  /** `nix flake check` */
  readonly check: () => Ran;
  /** Evaluates an attribute of the flake to a string. */
  readonly evaluate: (attribute: string) => string;
}

/** Checks an example (or a fixture, by its path in the repository) out into the workplace. `mix` is the folder of mix.exs in it. */
export function checkOut(workplace: Workplace, example: string, mix = "."): Project {
  const source = example.includes("/") ? join(repository, example) : join(repository, "examples", example);
  const target = join(workplace.folder, basename(example));
  // What is left of development in the example's folder is not part of it.
  const leftover = new Set(["_build", "deps", "target"]);
  cpSync(source, target, { recursive: true, filter: (path) => !leftover.has(path.split("/").at(-1) ?? "") });
  return projectIn(workplace, target, mix);
}

/**
 * Makes a git repository of a folder.
 * @param env environment variables of nif2nix.
 */
export function projectIn(
  workplace: Workplace,
  target: string,
  mix = ".",
  env: Readonly<Record<string, string>> = {},
): Project {
  workplace.placeCrates(cargoLocks(target));
  const git = (...args: readonly string[]): string =>
    run("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], { cwd: target });
  git("init", "--quiet", ".");
  git("add", "--all");
  git("commit", "--quiet", "--message", "The project as its author left it");

  const folder = join(target, mix);
  const inProject = { cwd: folder };
  return {
    repository: target,
    folder,
    nif2nix: (...args) => {
      const ran = attempt(process.execPath, [cli(), ...args], { ...inProject, env });
      git("add", "--intent-to-add", ".");
      return ran;
    },
    status: () => git("status", "--porcelain", "--untracked-files=all"),
    edit: (file, change) => {
      const path = join(folder, file);
      const before = readFileSync(path, "utf8");
      const after = change(before);
      if (after === before) throw new Error(`${file} is as it was`);
      writeFileSync(path, after);
    },
    write: (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    build: (attribute) => {
      const built = workplace.nix(["build", "--no-link", "--json", `.#${attribute}`], inProject);
      const [first] = JSON.parse(built) as { outputs: { out: string } }[];
      if (first === undefined) throw new Error(`nothing was built of ${attribute}`);
      return first.outputs.out;
    },
    tryBuild: (attribute) =>
      workplace.tryNix(["build", "--no-link", "--print-build-logs", `.#${attribute}`], inProject),
    logOf: (attribute) => workplace.nix(["log", `.#${attribute}`], inProject),
    check: () => workplace.tryNix(["flake", "check", "."], inProject),
    evaluate: (attribute) => workplace.nix(["eval", "--raw", `.#${attribute}`], inProject),
  };
}

/** Every Cargo.lock below a folder. */
export function cargoLocks(folder: string): string[] {
  if (existsSync(join(folder, "Cargo.lock"))) return [join(folder, "Cargo.lock")];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => cargoLocks(join(folder, entry.name)));
}

/** Nix's name of this machine's system. */
export function currentSystem(workplace: Workplace): string {
  return workplace.nix(["eval", "--impure", "--raw", "--expr", "builtins.currentSystem"]);
}

/** Runs an expression in a built release; what it prints. */
export function evalInRelease(
  release: string,
  name: string,
  expression: string,
  env: Record<string, string> = {},
): string {
  return run(join(release, "bin", name), ["eval", expression], { env: { RELEASE_COOKIE: "test", ...env } }).trim();
}
