import type { Expr } from "../../nix/ast.ts";
import { id, select } from "../../nix/build.ts";
import type { CrateDerivation } from "../../plan/crate-derivation.ts";
import type { ArtifactNames, NifPlacement } from "../../plan/nif-placement.ts";
import type { PackageArguments } from "./names.ts";

/** Whole lines of shell, with expressions of Nix between. The plan has been checked: names stand as they are. */
export type Shell = readonly (string | Expr)[];

/** A crate of the project is in passthru; one of a dependency is bound where that is overridden, since it is made of its sources. */
const crateOf = ({ attr, source }: CrateDerivation): Expr =>
  source.kind === "dependency" ? select(id("crates"), attr) : select(id("finalAttrs"), "passthru", "crates", attr);

/** The library of a crate. */
function libraryOf(crate: CrateDerivation, args: PackageArguments): Shell {
  return [crateOf(crate), `/lib/lib${crate.libName}`, args.use("stdenv.hostPlatform.extensions.sharedLibrary")];
}

/** Puts a library where `load_from` looks for it. The BEAM loads .so on Darwin, too. */
export function placeLibrary(crate: CrateDerivation, target: string, args: PackageArguments): Shell {
  const folder = target.split("/").slice(0, -1).join("/");
  return [`mkdir -p ${folder}\ncp --no-preserve=mode `, ...libraryOf(crate, args), ` ${target}.so\n`];
}

/** Lines of configuration behind those that are there; nothing where there are none. */
export function configure(file: string, lines: readonly string[]): Shell {
  if (lines.length === 0) return [];
  return [`cat >> ${file} <<'EOF'\n\n${lines.map((line) => `${line}\n`).join("")}EOF\n`];
}

/** What keeps Rustler from compiling and names the library (Rustler.Compiler.Config), for each module that is configured. */
export const moduleLines = (
  modules: readonly Pick<NifPlacement, "module" | "configApp" | "loadApp" | "library">[],
): readonly string[] =>
  modules.flatMap(({ module, configApp, loadApp, library }) =>
    configApp === null
      ? []
      : [
          `Config.config(:${configApp}, ${/^[A-Z]/.test(module) ? module : `:${module}`},`,
          `  skip_compilation?: true${library === null ? "" : ","}`,
          ...(library === null ? [] : [`  load_from: {:${loadApp}, "${library}"}`]),
          ")",
        ],
  );

/** What has elixir_make compile for some applications; nothing where there are none. */
export const forceLines = (apps: readonly string[]): readonly string[] =>
  apps.length === 0
    ? []
    : [`Config.config(:elixir_make, :force_build, [${apps.map((app) => `{:${app}, true}`).join(", ")}])`];

/**
 * A library as the archives that RustlerPrecompiled would download, of every name that it may ask for, and the checksum file for
 * them: neither rustler nor configuration is needed.
 */
export function repack(
  module: string,
  artifact: ArtifactNames,
  crate: CrateDerivation,
  directory: string,
  args: PackageArguments,
): Shell {
  const name = /^[A-Z]/.test(module) ? `Elixir.${module}` : module;
  const file = `${directory === "." ? "" : `${directory}/`}checksum-${name}.exs`;
  return [
    `echo '%{' > ${file}\nfor version in ${artifact.nifVersions.join(" ")}; do\n`,
    `  name="lib${artifact.basename}-v${artifact.version}-nif-$version-`,
    args.use("stdenv.hostPlatform.rust.rustcTarget"),
    '.so"\n  cp --no-preserve=mode ',
    ...libraryOf(crate, args),
    ' "$TMPDIR/$name"\n',
    '  tar -C "$TMPDIR" --sort=name --mtime=@1 --owner=0 --group=0 -czf "$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH/$name.tar.gz" "$name"\n',
    `  echo "\\"$name.tar.gz\\" => \\"sha256:$(sha256sum "$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH/$name.tar.gz" | cut -d' ' -f1)\\"," >> ${file}\n`,
    `done\necho '}' >> ${file}\n`,
  ];
}

/** The cache in which RustlerPrecompiled finds what it would download; the last two serve versions before 0.7.2. */
export const precompiledCache: Shell = [
  'export HOME="$TMPDIR" MIX_XDG=1 XDG_CACHE_HOME="$TMPDIR/cache"\n',
  'export RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH="$XDG_CACHE_HOME/rustler_precompiled/precompiled_nifs"\n',
  'mkdir -p "$RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH"\n',
];
