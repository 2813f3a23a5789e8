import type { Binding, Expr } from "../nix/ast.ts";
import { bind, id, list, select, selectOr, set, str } from "../nix/build.ts";
import type { EnvValue, FilesByTarget, PackagePath } from "../recipes/recipe.ts";
import { lookUp } from "../text/look-up.ts";

/** Bindings for what a build is given: packages of nixpkgs and environment variables. Empty ones are left out. */

export const unless = (absent: boolean, binding: Binding): readonly Binding[] => (absent ? [] : [binding]);

export function record(name: string, values: Readonly<Record<string, string>>): readonly Binding[] {
  const entries = Object.entries(values);
  return unless(entries.length === 0, bind(name, set(entries.map(([key, value]) => bind([key], str(value))))));
}

export function environment(values: Readonly<Record<string, EnvValue>>): readonly Binding[] {
  return unless(Object.keys(values).length === 0, bind("env", environmentSet(values)));
}

export const environmentSet = (values: Readonly<Record<string, EnvValue>>): Expr =>
  set(Object.entries(values).map(([key, value]) => bind([key], envValue(value))));

function envValue(value: EnvValue): Expr {
  if (typeof value === "string") return str(value);
  if ("package" in value) return pathIn(value);
  // inputs.nix makes the folder below $TMPDIR, and fetches the file that belongs to the host.
  if ("buildFolder" in value) return set([bind("buildFolder", str(value.buildFolder))]);
  if ("files" in value) return set([bind("files", filesByTarget(value.files))]);
  return set([bind("url", str(value.url)), bind("hash", str(value.hash))]);
}

export const filesByTarget = (files: FilesByTarget): Expr => set(Object.entries(files).map(fileOfTarget));

function fileOfTarget([target, { url, sha256 }]: readonly [string, { url: string; sha256: string }]): Binding {
  return bind([target], set([bind("url", str(url)), bind("sha256", str(sha256))]));
}

export function packages(name: string, attributes: readonly string[]): readonly Binding[] {
  return unless(attributes.length === 0, bind(name, list(attributes.map(packageAt))));
}

/** What an attribute was called in nixpkgs 25.11, which has no other name for it; the old one is an alias since, and may be forbidden. */
const formerNames: Readonly<Record<string, string>> = { libx11: "xorg.libX11", libxcb: "xorg.libxcb" };

/** `pkgs.a.b` */
export function packageAt(path: string): Expr {
  const former = lookUp(formerNames, path);
  if (former === undefined) return select(id("pkgs"), ...path.split("."));
  return selectOr(id("pkgs"), path.split("."), select(id("pkgs"), ...former.split(".")));
}

/** A program that a build runs, wherever it is named: the build machine's, since no list of inputs says so. */
export const buildPackageAt = (path: string): Expr => packageAt(`buildPackages.${path}`);

export const isProgram = (path: string): boolean => path.startsWith("/bin/");

/** A file of a package in a build: a program is run there, all else is for the host. */
export function pathIn({ package: name, path }: PackagePath): Expr {
  return str((isProgram(path) ? buildPackageAt : packageAt)(name), path);
}
