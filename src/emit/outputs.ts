import type { Binding, Expr } from "../nix/ast.ts";
import { binary, bind, call, fn, formals, id, list, path, select, set, str } from "../nix/build.ts";
import { printNix } from "../nix/print.ts";
import type { BuildPlan, ReleasePlan } from "../plan/build-plan.ts";
import type { OutputName } from "../settings/settings.ts";

/** How an output that is asked for stands in flake.nix; `release` and `forSystems` are bound there. */
export interface FlakeOutput {
  readonly name: OutputName;
  /** In a flake.nix that offers it. */
  readonly pattern: RegExp;
  /** An attribute of its own, or what is joined to `packages` of each system. */
  readonly binding: ((plan: BuildPlan) => Binding) | null;
  readonly packages: ((plan: BuildPlan) => Expr) | null;
}

const pkgs = id("pkgs");
const lib = select(id("nixpkgs"), "lib");
const release = call(id("release"), pkgs);
const pnameOf = (plan: BuildPlan): string => (plan.package.releases[0] as ReleasePlan).pname;
const forSystems = (body: Expr): Expr => call(id("forSystems"), fn("pkgs", body));

/** In the order in which they stand in flake.nix. */
export const flakeOutputs: readonly FlakeOutput[] = [
  {
    name: "crates",
    pattern: /\)\.crates\s*\/\/|\/\/\s*\([^()]*\)\.crates\b/,
    binding: null,
    packages: () => select(release, "crates"),
  },
  {
    name: "artifacts",
    pattern: /nix\/artifacts\.nix/,
    binding: null,
    packages: () =>
      call(
        select(lib, "optionalAttrs"),
        select(pkgs, "stdenv", "hostPlatform", "isLinux"),
        set([
          bind(
            "artifacts",
            call(select(pkgs, "callPackage"), path("./nix/artifacts.nix"), set([bind("release", release)])),
          ),
        ]),
      ),
  },
  {
    name: "image",
    pattern: /nix\/image\.nix/,
    binding: null,
    packages: () =>
      call(
        select(lib, "optionalAttrs"),
        select(pkgs, "stdenv", "hostPlatform", "isLinux"),
        set([
          bind("image", call(select(pkgs, "callPackage"), path("./nix/image.nix"), set([bind("release", release)]))),
        ]),
      ),
  },
  {
    name: "musl",
    pattern: /\bpkgsMusl\b/,
    binding: null,
    packages: () =>
      call(
        select(lib, "optionalAttrs"),
        select(pkgs, "stdenv", "hostPlatform", "isLinux"),
        set([
          bind("musl", call(id("release"), select(pkgs, "pkgsMusl")), "The BEAM and what it loads, all with musl."),
        ]),
      ),
  },
  {
    name: "apps",
    pattern: /\bapps\b/,
    packages: null,
    binding: () =>
      bind(
        "apps",
        forSystems(
          set([
            bind("default", set([bind("type", str("app")), bind("program", call(select(lib, "getExe"), release))])),
          ]),
        ),
        "nix run . -- start",
      ),
  },
  {
    name: "overlay",
    pattern: /\boverlays\b/,
    packages: null,
    binding: (plan) =>
      bind(
        ["overlays", "default"],
        fn("final", fn("_", set([bind([pnameOf(plan)], call(id("release"), id("final")))]))),
      ),
  },
  {
    name: "module",
    pattern: /nix\/module\.nix/,
    packages: null,
    binding: (plan) =>
      bind(
        ["nixosModules", "default"],
        fn(
          formals(["lib", "pkgs"], { open: true }),
          set([
            bind("imports", list([path("./nix/module.nix")])),
            bind(["services", pnameOf(plan), "package"], call(select(id("lib"), "mkDefault"), release)),
          ]),
        ),
        `services.${pnameOf(plan)}.enable = true; in a configuration of NixOS.`,
      ),
  },
  {
    name: "formatter",
    pattern: /\bformatter\b/,
    packages: null,
    binding: () => bind("formatter", forSystems(select(pkgs, "nixfmt-tree"))),
  },
];

/** The attributes of their own that a plan's outputs have. */
export const ownBindings = (plan: BuildPlan): readonly Binding[] =>
  wanted(plan).flatMap(({ binding }) => (binding === null ? [] : [binding(plan)]));

/** `packages` of one system: what is asked for besides comes first, so that no name hides a release. */
export const withPackages = (plan: BuildPlan, releases: Expr): Expr =>
  wanted(plan)
    .flatMap(({ packages }) => (packages === null ? [] : [packages(plan)]))
    .reduceRight((all, each) => binary("//", each, all), releases);

/** One line that puts an output into a flake.nix that was made before. */
export function additionOf(output: FlakeOutput, plan: BuildPlan): string {
  if (output.packages !== null) return `to the packages of a system: // ${oneLine(output.packages(plan))}`;
  return `to what outputs gives: ${oneLine(set(output.binding === null ? [] : [output.binding(plan)])).slice(2, -2)}`;
}

const oneLine = (body: Expr): string =>
  printNix({ header: [], body })
    .replaceAll(/^[ \t]*#.*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();

const wanted = ({ outputs }: BuildPlan): readonly FlakeOutput[] =>
  flakeOutputs.filter(({ name }) => outputs.includes(name));
