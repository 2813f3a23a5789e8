import type { Evaluator } from "../../elixir/eval/api.ts";
import { str } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath } from "../../model/paths.ts";
import { lookUp } from "../../text/look-up.ts";

type Checksums = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Addresses of the artifacts of modules whose `base_url` is {Module, :function}: the function is evaluated for each
 * artifact that the checksum file names. A module for which one address is not known is left out.
 * @param folder absolute: the dependency's folder.
 */
export function artifactUrls(
  nifs: readonly NifModule[],
  checksums: Checksums,
  folder: string,
  evaluator: () => Evaluator,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const found = nifs.flatMap((nif) => {
    const names = Object.keys(lookUp(checksums, nif.module) ?? {});
    const [module, name] = nif.baseUrlFunction ?? [];
    if (module === undefined || name === undefined || names.length === 0) return [];
    const own = evaluator();
    own.onMissingModule((wanted) => conventionalFile(folder, wanted));
    own.evalFile(joinPath(folder, nif.file));
    const urls = names.map((file) => [file, address(own.call(module, name, [str(file)]))] as const);
    const complete = urls.every((pair): pair is readonly [string, string] => pair[1] !== undefined);
    return complete ? [[nif.module, Object.fromEntries(urls)] as const] : [];
  });
  return Object.fromEntries(found) as Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A URL, or a pair of it and no headers; fetchurl sends none. */
function address(value: Value): string | undefined {
  if (value.t === "str") return value.v;
  if (value.t !== "tuple" || value.items.length !== 2) return undefined;
  const [url, headers] = value.items;
  return url?.t === "str" && headers?.t === "list" && headers.items.length === 0 ? url.v : undefined;
}

/** "Elixir.MyApp.HTTPUrls" -> lib/my_app/http_urls.ex, as `mix new` and Macro.underscore/1 have it. */
function conventionalFile(folder: string, module: string): string {
  const parts = module.replace(/^Elixir\./, "").split(".");
  const words = parts.map((part) =>
    part
      .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
      .replace(/([a-z\d])([A-Z])/g, "$1_$2")
      .toLowerCase(),
  );
  return joinPath(folder, "lib", `${words.join("/")}.ex`);
}
