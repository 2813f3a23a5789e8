import { joinPath } from "../../model/paths.ts";
import type { CargoContext } from "./cargo-context.ts";
import { forEachRustFile } from "./outside-files.ts";

const init = /\b(?:rustler::)?(?:init|rustler_export_nifs)!\s*[([{]\s*"([^"\n]+)"/g;

/**
 * The modules that a crate's `rustler::init!` (before 0.22 `rustler_export_nifs!`) names, without `Elixir.`.
 * Empty where none is written as a literal.
 */
export function initModules(context: CargoContext, folder: string): readonly string[] {
  const names = new Set<string>();
  forEachRustFile(context, joinPath(folder, "src"), (path) => {
    const text = context.fs.readText(path) ?? "";
    if (!text.includes("init!") && !text.includes("rustler_export_nifs!")) return;
    for (const match of text.matchAll(init)) names.add((match[1] as string).replace(/^Elixir\./, ""));
  });
  return [...names];
}
