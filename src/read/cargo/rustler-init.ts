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

/** Anything by which Rust source may define `nif_init`, also in a file that it takes in. */
const mayInit = /\binit!|\brustler_export_nifs!|\bnif_init\b|\binclude!/;

/**
 * Whether something in the sources of a crate (files and folders, absolute) may make it a library that the BEAM loads:
 * `rustler::init!` defines the function `nif_init` that it looks for.
 */
export function mayDefineNifInit(context: CargoContext, sources: readonly string[]): boolean {
  let found = false;
  for (const path of sources) {
    forEachRustFile(context, path, (file) => {
      found ||= mayInit.test(context.fs.readText(file) ?? "");
    });
  }
  return found;
}
