import { type Known, unknown } from "../../model/unknown.ts";
import { type CargoContext, placeOfText } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";
import { string, table } from "./toml.ts";

/** A string of `[package]`, or that of the workspace where it says `key.workspace = true`; undefined where it is not set. */
export function packageField(
  context: CargoContext,
  manifest: Manifest,
  root: Manifest | undefined,
  key: string,
): Known<string> | undefined {
  const value = manifest.package?.[key];
  if (table(value)?.["workspace"] !== true) return string(value);
  const inherited = string(table(root?.workspace?.["package"])?.[key]);
  if (inherited !== undefined) return inherited;
  context.diagnostics.report("workspace-field-missing", placeOfText(manifest.source, key), { field: key });
  return unknown(`takes ${key} from a workspace that does not set it`);
}
