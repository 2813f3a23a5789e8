import type { Binding, Expr } from "../nix/ast.ts";
import { binary, bind, call, fn, formals, id, list, path, select, set, str } from "../nix/build.ts";
import { printNix } from "../nix/print.ts";
import type { BuildPlan, ReleasePlan } from "../plan/build-plan.ts";
import { releaseGivesWay } from "../plan/check-attributes.ts";
import type { OutputName } from "../settings/settings.ts";

/** How an output that is asked for stands in flake.nix; `release` and `forSystems` are bound there. */
export interface FlakeOutput {
  readonly name: OutputName;
  /** In a flake.nix that offers it. */
  readonly pattern: RegExp;
  readonly place: Place;
}

/** An attribute of its own, what is joined to `packages` of each system, or one of the `apps` of each. */
type Place =
  | { readonly kind: "own"; readonly binding: (plan: BuildPlan) => Binding }
  | { readonly kind: "packages"; readonly set: () => Expr }
  /** A package that only Linux has. */
  | { readonly kind: "linux"; readonly binding: Binding }
  | { readonly kind: "app"; readonly app: () => Binding };

const pkgs = id("pkgs");
const lib = select(id("nixpkgs"), "lib");
const release = call(id("release"), pkgs);
const pnameOf = (plan: BuildPlan): string => (plan.package.releases[0] as ReleasePlan).pname;
const forSystems = (body: Expr): Expr => call(id("forSystems"), fn("pkgs", body));

const packages = (set: () => Expr): Place => ({ kind: "packages", set });
const own = (binding: (plan: BuildPlan) => Binding): Place => ({ kind: "own", binding });
const linuxPackage = (binding: Binding): Place => ({ kind: "linux", binding });
const app = (name: string, program: Expr, description: string, comment: string): Place => ({
  kind: "app",
  app: () =>
    bind(
      name,
      set([
        bind("type", str("app")),
        bind("program", call(select(lib, "getExe"), program)),
        bind(["meta", "description"], str(description)),
      ]),
      comment,
    ),
});

/** Only Linux has them. */
const onLinux = (bindings: readonly Binding[]): Expr =>
  call(select(lib, "optionalAttrs"), select(pkgs, "stdenv", "hostPlatform", "isLinux"), set(bindings));

/** What a file in nix/ makes of the release. */
const madeOfRelease = (name: string): Binding =>
  bind(name, call(select(pkgs, "callPackage"), path(`./nix/${name}.nix`), set([bind("release", release)])));

/** In the order in which they stand in flake.nix. */
export const flakeOutputs: readonly FlakeOutput[] = [
  {
    name: "crates",
    pattern: /\)\.crates\s*\/\/|\/\/\s*\([^()]*\)\.crates\b/,
    place: packages(() => select(release, "crates")),
  },
  {
    name: "artifacts",
    pattern: /nix\/artifacts\.nix/,
    place: linuxPackage(madeOfRelease("artifacts")),
  },
  {
    name: "image",
    pattern: /nix\/image\.nix/,
    place: linuxPackage(madeOfRelease("image")),
  },
  {
    name: "musl",
    pattern: /\bpkgsMusl\b/,
    place: linuxPackage(
      bind("musl", call(id("release"), select(pkgs, "pkgsMusl")), "The BEAM and what it loads, all with musl."),
    ),
  },
  {
    name: "apps",
    // Any apps, but for those that `update` alone makes.
    pattern: /\bapps\b(?!\s*=\s*forSystems\s*\(\s*pkgs:\s*\{\s*update\s*=)|\bapps\b[^]*\bprogram\b[^]*\bprogram\b/,
    place: app("default", release, "Starts the release, stops it, and runs code in it", "nix run . -- start"),
  },
  {
    name: "update",
    pattern: /nix\/lib\/update\.nix/,
    place: app(
      "update",
      call(select(pkgs, "callPackage"), path("./nix/lib/update.nix"), set([])),
      "Renews the inputs, the generated files and their hashes",
      "nix run .#update, with nif2nix in PATH",
    ),
  },
  {
    name: "overlay",
    pattern: /\boverlays\b/,
    place: own((plan) =>
      bind(
        ["overlays", "default"],
        fn("final", fn("_", set([bind([pnameOf(plan)], call(id("release"), id("final")))]))),
      ),
    ),
  },
  {
    name: "module",
    pattern: /nix\/module\.nix/,
    place: own((plan) =>
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
    ),
  },
  {
    name: "formatter",
    pattern: /\bformatter\b/,
    place: own(() => bind("formatter", forSystems(select(pkgs, "nixfmt-tree")))),
  },
];

/** The attributes of their own that a plan's outputs have. */
export function ownBindings(plan: BuildPlan): readonly Binding[] {
  const places = wanted(plan);
  const apps = places.flatMap((place) => (place.kind === "app" ? [place.app()] : []));
  const others = places.flatMap((place) => (place.kind === "own" ? [place.binding(plan)] : []));
  return apps.length === 0 ? others : [bind("apps", forSystems(set(apps))), ...others];
}

/** `packages` of one system: what is asked for besides comes first, so that no name hides a release, but for one that is `default` as well. */
export function withPackages(plan: BuildPlan, releases: Expr, byDefault: Expr): Expr {
  const places = wanted(plan);
  const linux = places.flatMap((place) => (place.kind === "linux" ? [place.binding] : []));
  const asked = [
    ...places.flatMap((place) => (place.kind === "packages" ? [place.set()] : [])),
    ...(linux.length === 0 ? [] : [onLinux(linux)]),
  ];
  const all = releaseGivesWay(plan) ? [releases, ...asked] : [...asked, releases];
  return all.reduceRight((rest, each) => binary("//", each, rest), byDefault);
}

/** One line that puts an output into a flake.nix that was made before. */
export function additionOf({ place }: FlakeOutput, plan: BuildPlan): string {
  if (place.kind === "packages") return `to the packages of a system: // ${oneLine(place.set())}`;
  if (place.kind === "linux") return `to the packages of a system: // ${oneLine(onLinux([place.binding]))}`;
  if (place.kind === "own") return `to what outputs gives: ${oneLine(set([place.binding(plan)])).slice(2, -2)}`;
  return `to what outputs gives, or to the apps of a system that it has: ${oneLine(set([bind("apps", forSystems(set([place.app()])))])).slice(2, -2)}`;
}

const oneLine = (body: Expr): string =>
  printNix({ header: [], body })
    .replaceAll(/^[ \t]*#.*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();

const wanted = ({ outputs }: BuildPlan): readonly Place[] =>
  flakeOutputs.filter(({ name }) => outputs.includes(name)).map(({ place }) => place);
