import { joinPath } from "../../model/paths.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import { binary, bind, call, id, list, select, set, str } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import { packageAt, packages, unless } from "../inputs.ts";
import { toolchainExpression } from "../toolchain-expression.ts";

/**
 * The shell of `nix develop`, in which the project is worked on as it always was: Mix and cargo compile, web assets are built
 * by the tools of the package set. `release` and `beamPackages` are functions of `pkgs` that are in scope.
 */
export function devShell(plan: BuildPlan): Expr {
  const rust = plan.crates.length > 0;
  const natives = [...plan.natives.map(({ inputs }) => inputs), ...(plan.make === null ? [] : [plan.make.inputs])];
  const tools = unique(natives.flatMap(({ nativeBuildInputs }) => nativeBuildInputs));
  const libraries = unique(natives.flatMap(({ buildInputs }) => buildInputs));
  const programs = list([
    ...["elixir", "erlang"].map((name) => select(call(id("beamPackages"), id("pkgs")), name)),
    ...(rust ? [...rustOf(plan), packageAt("rust-analyzer")] : []),
    ...nodeOf(plan).map(packageAt),
    ...tools.map(packageAt),
  ]);
  const env = [
    ...(rust && plan.package.toolchain === null
      ? [bind("RUST_SRC_PATH", packageAt("rustPlatform.rustLibSrc"), "For rust-analyzer.")]
      : []),
    ...assetTools(plan),
  ];
  return call(
    packageAt("mkShell"),
    set([
      ...unless(
        !rust,
        bind(
          "inputsFrom",
          call(select(id("builtins"), "attrValues"), select(call(id("release"), id("pkgs")), "crates")),
          "What the crates are built with.",
        ),
      ),
      bind("packages", plan.linuxShell.length === 0 ? programs : binary("++", programs, onLinux(plan.linuxShell))),
      ...packages("buildInputs", libraries),
      ...environmentOf(env),
    ]),
  );
}

/** `env.NAME` where there is one. */
function environmentOf(env: readonly Binding[]): readonly Binding[] {
  const [only, ...others] = env;
  if (only === undefined) return [];
  if (others.length > 0 || only.kind !== "bind") return [bind("env", set(env))];
  return [{ ...only, path: ["env", ...only.path] }];
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

function onLinux(names: readonly string[]): Expr {
  return call(packageAt("lib.optionals"), packageAt("stdenv.hostPlatform.isLinux"), list(names.map(packageAt)));
}

/** As the toolchain file says, which is read anew each time; else that of nixpkgs. */
function rustOf({ package: { toolchain, toolchainFile } }: BuildPlan): readonly Expr[] {
  const rustBin = call(id("rustBin"), id("pkgs"));
  if (toolchainFile !== null) {
    return [call(select(rustBin, "fromRustupToolchainFile"), { kind: "path", path: joinPath("./.", toolchainFile) })];
  }
  if (toolchain !== null) return [call(select(rustBin, "fromRustupToolchain"), toolchainExpression(toolchain))];
  return ["cargo", "rustc", "rustfmt", "clippy"].map(packageAt);
}

/** npm comes with Node. */
function nodeOf({ node }: BuildPlan): readonly string[] {
  return node === null ? [] : [node.package, ...node.managers];
}

/**
 * esbuild, tailwind and dart_sass take a program from `config :APP, path:`; so that no configuration needs an edit, Erlang
 * gives it: `-APP KEY VALUE` among its flags wins over configuration when the application is loaded. With the version of the
 * program in place of the configured one they neither warn of it nor install another.
 */
function assetTools({ assets }: BuildPlan) {
  const tools = new Map(assets.flatMap((each) => each.tools.map((tool) => [tool.app, tool] as const)));
  if (tools.size === 0) return [];
  const flags = [...tools.values()].flatMap((tool, index) => [
    `${index === 0 ? "" : " "}-${tool.app} path '<<"`,
    packageAt(tool.package),
    `${tool.path}">>' version '<<"`,
    select(packageAt(tool.package), "version"),
    `">>'`,
  ]);
  return [bind("ERL_ZFLAGS", str(...flags), "The programs that Mix would download.")];
}
