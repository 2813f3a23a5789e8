import { joinPath, parentPath } from "../../model/paths.ts";
import { onSystem, perSystem } from "../../model/systems.ts";
import type { Expr } from "../../nix/ast.ts";
import { binary, bind, bool, call, id, inheritFrom, lines, select, set, str, strings } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import type { CrateDerivation } from "../../plan/crate-derivation.ts";
import type { UpstreamPlan } from "../../plan/upstream.ts";
import { unless } from "../inputs.ts";
import { boolOn, type HostPlatform, isEmpty, listOn, textOn, withEnvOn } from "../on-systems.ts";
import { environmentOf, inputsOf } from "./inputs.ts";
import type { PackageArguments } from "./names.ts";
import { hashOr } from "./source.ts";

/** A derivation for each of some crates, by rustPlatform. */
export function cratesSet(
  crates: readonly CrateDerivation[],
  plan: BuildPlan,
  upstream: UpstreamPlan,
  pname: string,
  args: PackageArguments,
): Expr {
  return set(crates.map((crate) => bind([crate.attr], crateExpression(crate, plan, upstream, pname, args))));
}

function crateExpression(
  crate: CrateDerivation,
  plan: BuildPlan,
  upstream: UpstreamPlan,
  pname: string,
  args: PackageArguments,
): Expr {
  const workspace = workspaceOf(crate, upstream.folder);
  const folder = joinPath(workspace, parentPath(crate.manifest));
  const home = plan.natives.find(({ modules }) => modules.some((each) => each.crate === crate.attr));
  const configured = crate.configs.length > 0;
  const host: HostPlatform = (attribute) => args.use(`stdenv.hostPlatform.${attribute}`);
  const without = perSystem((system) => !onSystem(crate.defaultFeatures, system));
  return call(
    args.use("rustPlatform.buildRustPackage"),
    set(
      [
        bind("pname", str(`${pname}-${crate.attr}`)),
        ...(crate.source.kind === "dependency" && home !== undefined
          ? [inheritFrom(select(id("prev"), home.app), "version", "src")]
          : [inheritFrom(id("finalAttrs"), "version", "src")]),
        ...unless(workspace === ".", bind("cargoRoot", str(workspace))),
        ...unless(folder === ".", bind("buildAndTestSubdir", str(folder))),
        bind("cargoHash", hashOr(upstream.cargoHashes[crate.attr])),
        bind("cargoBuildFlags", strings(["--lib"])),
        ...unless(crate.defaultFeatures === true, bind("buildNoDefaultFeatures", boolOn(without, host))),
        ...unless(isEmpty(crate.features), bind("buildFeatures", listOn(crate.features, host))),
        ...unless(crate.mode === "release", bind("buildType", textOn(crate.mode, host))),
        ...inputsOf(crate, args),
        environment(crate, configured, args, host),
        ...unless(!configured, bind("preBuild", lines(keepFlags), "The crate's own flags for rustc count.")),
        bind("doCheck", bool(false), "Its tests want a BEAM that calls them."),
      ].flat(),
    ),
  );
}

/** The folder of Cargo.lock in the sources. */
function workspaceOf({ source, workspace }: CrateDerivation, folder: string): string {
  return source.kind === "dependency" ? workspace : joinPath(folder, "nix", source.rootFromNix, workspace);
}

/** An empty RUSTFLAGS, and what nixpkgs writes above the sources, would take the place of those in configuration files of the crate. */
const keepFlags = `[ -n "\${RUSTFLAGS-}" ] || unset RUSTFLAGS
sed -i '/^ *"rustflags" *= *\\[.*\\] *$/d' "$NIX_BUILD_TOP/.cargo/config.toml"
`;

/** On Darwin symbols of the BEAM are found when the library is loaded. */
const dynamicLookup = "-C link-arg=-undefined -C link-arg=dynamic_lookup";

function environment(crate: CrateDerivation, configured: boolean, args: PackageArguments, host: HostPlatform) {
  const darwin = call(
    select(id("lib"), "optionalString"),
    args.use("stdenv.hostPlatform.isDarwin"),
    str(dynamicLookup),
  );
  const { RUSTFLAGS: flags, ...others } = crate.env;
  const own = environmentOf(others, args);
  // Cargo reads one kind of flags, and the crate's configuration has its own for Darwin.
  const joined = typeof flags === "string" ? binary("+", str(`${flags} `), darwin) : darwin;
  const hides = configured && flags === undefined;
  const always = own.length === 0 && hides ? null : set([...own, ...(hides ? [] : [bind("RUSTFLAGS", joined)])]);
  if (crate.envOn !== null) return [bind("env", withEnvOn(always, crate.envOn, host))];
  return always === null ? [] : [bind("env", always)];
}
