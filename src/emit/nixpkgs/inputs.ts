import type { Binding } from "../../nix/ast.ts";
import { bind, list, str } from "../../nix/build.ts";
import type { EnvValue } from "../../recipes/recipe.ts";
import { isProgram, unless } from "../inputs.ts";
import type { PackageArguments } from "./names.ts";

interface Inputs {
  readonly nativeBuildInputs: readonly string[];
  readonly buildInputs: readonly string[];
}

/** Packages that a build is given. */
export function inputsOf({ nativeBuildInputs, buildInputs }: Inputs, args: PackageArguments): readonly Binding[] {
  return Object.entries({ nativeBuildInputs, buildInputs }).flatMap(([name, paths]) =>
    unless(paths.length === 0, bind(name, list(paths.map((path) => args.use(path))))),
  );
}

/** Environment variables with text or the path of a program; others were refused. */
export function environmentOf(env: Readonly<Record<string, EnvValue>>, args: PackageArguments): readonly Binding[] {
  return Object.entries(env).flatMap(([name, value]) =>
    typeof value === "string"
      ? [bind([name], str(value))]
      : "package" in value
        ? [
            bind(
              [name],
              str(args.use(isProgram(value.path) ? `buildPackages.${value.package}` : value.package), value.path),
            ),
          ]
        : [],
  );
}

/** Attributes that leave the phases to the package's own build where a program among the inputs would put others in their place. */
export function withoutHooks({ nativeBuildInputs }: Pick<Inputs, "nativeBuildInputs">): readonly string[] {
  const hooks: Readonly<Record<string, readonly string[]>> = {
    cmake: ["dontUseCmakeConfigure"],
    meson: ["dontUseMesonConfigure"],
    ninja: ["dontUseNinjaBuild", "dontUseNinjaCheck", "dontUseNinjaInstall"],
  };
  return nativeBuildInputs.flatMap((name) => (Object.hasOwn(hooks, name) ? (hooks[name] ?? []) : []));
}
