import { type Known, unknown } from "../../model/unknown.ts";
import { type CargoContext, placeOfText } from "./cargo-context.ts";
import { type Manifest, type PackageManifest, packageName } from "./manifest.ts";
import { string, table } from "./toml.ts";

/** A string of `[package]`, or that of the workspace where it says `key.workspace = true`; undefined where there is none. */
export function inheritedText({ manifest, root }: PackageManifest, key: string): string | undefined {
  const value = manifest.package?.[key];
  return string(isInherited(value) ? table(root?.workspace?.["package"])?.[key] : value);
}

const isInherited = (value: unknown): boolean => table(value)?.["workspace"] === true;

/** "name version", as locks tell packages of folders apart. */
export const nameAndVersion = (found: PackageManifest): string =>
  `${packageName(found.manifest)} ${inheritedText(found, "version") ?? "0.0.0"}`;

/** The same text; what the workspace was to set and does not is reported, and not known. */
export function packageField(
  context: CargoContext,
  manifest: Manifest,
  root: Manifest | undefined,
  key: string,
): Known<string> | undefined {
  const text = inheritedText({ manifest, root }, key);
  if (text !== undefined || !isInherited(manifest.package?.[key])) return text;
  context.diagnostics.report("workspace-field-missing", placeOfText(manifest.source, key), { field: key });
  return unknown(`takes ${key} from a workspace that does not set it`);
}
