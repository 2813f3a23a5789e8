import type { WritePlan } from "../../apply/write-plan.ts";
import type { Painter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import type { MachineNeeds } from "../../model/machine.ts";
import { hasWord } from "../../text/words.ts";
import { machineText } from "../results/machine-text.ts";

/** What init knows when everything is written. */
export interface Situation {
  readonly plan: WritePlan;
  /** Whether the release takes crane's functions. */
  readonly crane: boolean;
  readonly machine: MachineNeeds;
  /** What its releases read configuration by, besides config/runtime.exs. */
  readonly configProviders: readonly string[];
  /** Private repositories of Hex that the build fetches from: the variable with the key, and the packages. */
  readonly keys: readonly { readonly variable: string; readonly apps: readonly string[] }[];
  /** Attributes of nixpkgs that the settings add to the release's PATH. */
  readonly path: readonly string[];
  /** The project is in a git repository. */
  readonly inGit: boolean;
  /** What else git has to know before Nix sees it, as `git add` takes it; "." for everything. */
  readonly add: readonly string[];
  /** Something that the build reads lies in a Git submodule. */
  readonly submodules: boolean;
  /** There is a default.nix, as projects without flakes have it. */
  readonly hasDefaultNix: boolean;
  /** Lines that .gitattributes may get; empty where it says something of generated files already. */
  readonly attributes: readonly string[];
  /** There is no .envrc, and none was written. */
  readonly offersDirenv: boolean;
}

/** The commands that come next, and before them what has to be added to a flake.nix or default.nix that is the user's own. */
export function nextSteps(situation: Situation, paint: Painter): string {
  const { plan, crane, inGit, add, submodules, hasDefaultNix, attributes, offersDirenv } = situation;
  const lines: string[] = [];
  const forNixpkgs = plan.entries.find(({ path }) => path.startsWith("pkgs/by-name/"))?.path.split("/")[3];
  if (forNixpkgs !== undefined) return ofPackage(forNixpkgs, paint);
  const flake =
    plan.entries.find(({ path, action }) => path === "flake.nix" && action === "keep-user")?.newText ?? undefined;
  const unused = flake !== undefined && !flake.includes("nix/package.nix");
  if (unused)
    lines.push(
      "",
      "flake.nix is yours and was kept; it does not name the release yet. Add to it:",
      ...additions(flake, crane, asksForToolchain(plan)),
    );
  const withoutFlake = plan.entries.some(({ path }) => path === "default.nix");
  if (hasDefaultNix && !withoutFlake) {
    const given = crane
      ? '{ craneLib = import (fetchTarball "https://github.com/ipetkov/crane/archive/master.tar.gz") { inherit pkgs; }; }'
      : "{ }";
    lines.push("", "without flakes, in default.nix:", `  pkgs.callPackage ./nix/package.nix ${given}`);
  }
  // Offered once: who has the files already has decided.
  const first = plan.entries.every(({ action }) => action === "create" || action === "keep-user");
  if (first && offersDirenv)
    lines.push("", "if direnv should enter the shell of `nix develop`:", "  nif2nix init --direnv");
  if (inGit && attributes.length > 0 && first) {
    const why = "if generated files should be folded in reviews, in .gitattributes:";
    lines.push("", why, ...attributes.map((line) => `  ${line}`));
  }
  // A flake in a git repository sees only files that git knows.
  const written = plan.entries.map(({ path }) => path.split("/")[0] ?? path);
  const files = add.includes(".") ? "." : [...new Set([...written, ...add])].join(" ");
  const build = submodules ? "nix build '.?submodules=1'" : "nix build";
  const commands = withoutFlake
    ? [...pins(plan, crane), "nix-build", "nix-build -A tests.load"]
    : inGit
      ? [`git add ${files}`, build]
      : ["nix build", "nix flake check"];
  lines.push(
    "",
    "where the release runs:",
    ...situation.configProviders.map((provider) => `  ${"configured".padEnd(12)} by ${printable(provider)}`),
    ...machineText(situation.machine, situation.path).map((line) => `  ${line}`),
  );
  if (situation.keys.length > 0)
    lines.push(
      "",
      "where Nix builds, in the environment of its daemon (docs/dependencies.md):",
      ...situation.keys.map(
        ({ variable, apps }) => `  ${printable(variable)}, the key to fetch ${apps.map(printable).join(", ")}`,
      ),
    );
  lines.push("", unused ? "then:" : "next:", ...commands.map((command) => `  ${paint.bold(printable(command))}`));
  return `${lines.join("\n")}\n`;
}

/** What is left to do by a person: nixpkgs asks who maintains a package. */
function ofPackage(pname: string, paint: Painter): string {
  const commands = ["cp -r pkgs /path/to/nixpkgs", `nix-build /path/to/nixpkgs -A ${pname}`];
  const steps = ["", "before it is sent in:", "  name yourself in meta.maintainers", "", "next:"];
  return [...steps, ...commands.map((command) => `  ${paint.bold(command)}`), ""].join("\n");
}

/** What default.nix reads its inputs from. */
function pins(plan: WritePlan, crane: boolean): readonly string[] {
  const added = [...(crane ? ["ipetkov crane"] : []), ...(asksForToolchain(plan) ? ["oxalica rust-overlay"] : [])];
  return ["npins init", ...added.map((name) => `npins add github ${name}`)];
}

/** Whether a crate is built with another Rust than that of nixpkgs, as nix/nifs.nix has it. */
function asksForToolchain({ entries }: WritePlan): boolean {
  return entries.some(({ path }) => path === "nix/lib/toolchain.nix");
}

/** Where `pkgs` is nixpkgs for the system, as flakes call it; the file takes nixpkgs' Rust where it is given no crane. */
function additions(flake: string, crane: boolean, toolchain: boolean): readonly string[] {
  const used = [
    ...(crane ? [{ name: "crane", url: "github:ipetkov/crane", gives: "craneLib = crane.mkLib pkgs;" }] : []),
    ...(toolchain
      ? [
          {
            name: "rust-overlay",
            url: "github:oxalica/rust-overlay",
            gives: "rustToolchain = (rust-overlay.lib.mkRustBin { } pkgs.buildPackages).fromRustupToolchain;",
          },
        ]
      : []),
  ];
  const lacking = used.filter(({ name }) => !hasWord(flake, name));
  return [
    ...lacking.map(({ name, url }) => `  inputs.${name}.url = "${url}";`),
    ...(lacking.length === 0
      ? []
      : [`  outputs = { ${lacking.map(({ name }) => name).join(", ")}, ... }: # beside what it takes already`]),
    `  packages.\${system}.default = pkgs.callPackage ./nix/package.nix {${used.map(({ gives }) => ` ${gives}`).join("")} };`,
    "  checks.${system}.load = self.packages.${system}.default.tests.load;",
  ];
}
