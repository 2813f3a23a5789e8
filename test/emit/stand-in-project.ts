import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "../../src/index.ts";
import type { Style } from "../../src/settings/settings.ts";

const standIn = fileURLToPath(new URL("../pkgs", import.meta.url));
const example = fileURLToPath(new URL("../../examples/hello_nif", import.meta.url));
const machine = {
  release: "unstable",
  tools: "none",
  erlang: { version: "27", root: "/usr/lib/erlang" },
  elixir: { version: "1.18.4", root: "/usr/lib/elixir" },
  node: { root: "/usr" },
  rust: { version: "1.90.0", toolchain: "/usr" },
};

/** The generated files of examples/hello_nif with the stand-in for nixpkgs, to be evaluated by real Nix; nothing is built. */
export interface StandInProject {
  /**
   * @param set the arguments of the package set, `{ system = ...; }`.
   * @param of what is taken of it, `.pkgsMusl`.
   * @param expression of `pkgs` and `release`; what it comes to.
   */
  readonly evaluate: (set: string, of: string, expression: string) => unknown;
  /** What default.nix gives, with the stand-ins in the place of pins. */
  readonly evaluateDefault: (expression: string) => unknown;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
}

/** @param style whether a flake calls it, or default.nix. */
export async function standInProject(style: Style = "flake"): Promise<StandInProject> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-stand-in-")));
  cpSync(standIn, join(folder, "pkgs"), { recursive: true });
  writeFileSync(join(folder, "pkgs/machine.json"), JSON.stringify(machine));
  const project = join(folder, "project");
  const leftover = new Set(["_build", "deps", "target"]);
  cpSync(example, project, { recursive: true, filter: (path) => !leftover.has(basename(path)) });
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  };
  const { files } = await generate({ project, style, offline: true, env: {} });
  for (const { path, text } of files) write(path, text);
  const evaluate = (set: string, of: string, expression: string): unknown => {
    const whole = `
      let
        pkgs = (import ${folder}/pkgs ${set})${of};
        release = pkgs.callPackage ${project}/nix/package.nix {
          craneLib = import ${folder}/pkgs/crane/lib.nix { inherit pkgs; };
        };
      in ${expression}`;
    return instantiate(whole);
  };
  const instantiate = (whole: string): unknown => {
    const options = { encoding: "utf8", env: { ...process.env, NIX_PATH: "" }, stdio: "pipe" } as const;
    const argv = ["--eval", "--strict", "--json", "--read-write-mode", "-E", whole];
    return JSON.parse(execFileSync("nix-instantiate", argv, options)) as unknown;
  };
  return {
    evaluate,
    evaluateDefault: (expression) =>
      instantiate(`
        let release = import ${project}/default.nix {
          sources = { nixpkgs = ${folder}/pkgs; crane = ${folder}/pkgs/crane; rust-overlay = ${folder}/pkgs/rust-overlay; };
        };
        in ${expression}`),
    read: (file) => readFileSync(join(project, file), "utf8"),
    write,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
