import type { Evaluator } from "../../elixir/eval/api.ts";
import { str } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { PublishedFile } from "../../model/make.ts";
import { joinPath } from "../../model/paths.ts";
import { packageRecipes } from "../../recipes/package-recipes.ts";
import type { SourceTree } from "../sources/source-tree.ts";
import { readChecksumFile } from "./checksums.ts";

/**
 * The archives that a package with a recipe downloads: names and addresses from its own function, hashes from the file that
 * it ships. Those of which one is not known are left out.
 */
export function publishedFiles(app: string, tree: SourceTree, evaluator: () => Evaluator): readonly PublishedFile[] {
  const archive = packageRecipes.find((recipe) => recipe.archive && recipe.detects.apps?.includes(app))?.archive;
  if (archive === undefined) return [];
  const checksums = archive.checksums.endsWith(".exs")
    ? new Map(Object.entries(readChecksumFile(tree, archive.checksums) ?? {}))
    : checksumLines(tree.fs.readText(joinPath(tree.folder, archive.checksums)) ?? "");
  if (checksums.size === 0) return [];
  const own = evaluator();
  own.evalFile(joinPath(tree.folder, archive.list.file));
  const listed = own.call(
    `Elixir.${archive.list.module}`,
    archive.list.function,
    (archive.list.arguments ?? []).map(str),
  );
  return (listed.t === "list" ? listed.items : []).flatMap((item): PublishedFile[] => {
    const address = textOf(item);
    const [name, url] = item.t === "tuple" ? item.items.map(textOf) : [address?.split("/").at(-1), address];
    const sha256 = name === undefined ? undefined : checksums.get(name);
    return name === undefined || url === undefined || sha256 === undefined ? [] : [{ name, url, sha256 }];
  });
}

const textOf = (value: Value): string | undefined => (value.t === "str" ? value.v : undefined);

/** Lines of `sha256  name`, as sha256sum prints them. */
function checksumLines(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^(?<sha256>[0-9a-f]{64}) [ *](?<name>[\w.+-]+)$/gm)].map(({ groups }) => [
      groups?.["name"] as string,
      groups?.["sha256"] as string,
    ]),
  );
}
