/** What a derivation is, in the words of a project. */
export interface Label {
  readonly kind: string;
  readonly name: string;
}

/**
 * What tells kinds of derivations apart: variables that builders of nixpkgs and crane give them, as they stand in the .drv
 * file (with structured attributes inside of a text, so that the quotes differ). The first that is there counts.
 */
const KINDS: readonly (readonly [string, readonly string[]])[] = [
  ["dependency", ["beamModuleName"]],
  ["release", ["mixNixDeps", "mixReleaseName", "mixFodDeps", "removeCookie"]],
  ["crate", ["cargoVendorDir", "cargoDeps", "cargoArtifacts"]],
  ["source", ["outputHashMode"]],
];

/**
 * The words for a derivation: `crate my_nif 0.1.0`, `dependency jason 1.4.4`, `release my_app 0.1.0`.
 * @param path /nix/store/<hash>-<name>.drv
 * @param text what is in that file; undefined where it cannot be read.
 */
export function labelOf(path: string, text: string | undefined): Label {
  const name = path
    .replace(/^.*\//, "")
    .replace(/^[a-z0-9]{32}-/, "")
    .replace(/\.drv$/, "");
  const own = ownKind(name);
  if (own !== undefined) return own;
  const kind = KINDS.find(
    ([, variables]) => text !== undefined && variables.some((variable) => names(text, variable)),
  )?.[0];
  if (kind === "dependency") return { kind, name: spaced(name.replace(/^erlang[\d.]{1,12}-/, "")) };
  if (kind === "crate" && /-deps-\d/.test(name))
    return { kind: "libraries of crate", name: spaced(name.replace(/-deps-(?=\d)/, "-")) };
  return kind === undefined ? { kind: "", name } : { kind, name: spaced(name) };
}

function names(text: string, variable: string): boolean {
  return text.includes(`"${variable}"`) || text.includes(`"${variable}\\"`);
}

/** Names that say themselves what they are: nif2nix's own derivations, and sources by how they are fetched. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/^(.{1,200})-nif-load-check$/, "load check of"],
  [/^(?:cargo-src|crate)-(.{1,200}?)(?:\.tar\.gz)?$/, "source of crate"],
  [/^cargo-package-(.{1,200})$/, "source of crate"],
  [/^hex-source-(.{1,200})$/, "source of dependency"],
  [/^(.{1,200})\.tar$/, "source of dependency"],
];

function ownKind(name: string): Label | undefined {
  for (const [pattern, kind] of OWN) {
    const found = pattern.exec(name)?.[1];
    if (found !== undefined) return { kind, name: spaced(found) };
  }
  return undefined;
}

/** `jason-1.4.4` -> `jason 1.4.4`: a version begins at the first hyphen before a digit. */
function spaced(name: string): string {
  return name.replace(/-(?=\d)/, " ");
}

/** A label as it is read. */
export function labelText({ kind, name }: Label): string {
  return kind === "" ? name : `${kind} ${name}`;
}
