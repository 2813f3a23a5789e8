import type { Node, Parse } from "../../elixir/parse/tree.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { codeNeeds } from "./code-needs.ts";

/**
 * What a task of Mix calls (`my_app.build`), from the first folder that defines it, in its file; undefined where none does.
 * @param folders absolute, of Mix projects.
 * @param options with the absolute folder from which files are named: a tree is kept by its file's name.
 */
export function taskOf(
  task: string,
  folders: readonly string[],
  { project, fs, parse }: { readonly project: string; readonly fs: ReadFileSystem; readonly parse: Parse },
): { readonly folder: string; readonly programs: readonly string[]; readonly tree: Node } | undefined {
  const module = task.replaceAll(/(?:^|_|(?<=\.))([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const defines = (text: string): boolean =>
    [...text.matchAll(/\bdefmodule\s+Mix\.Tasks\.([\w.]+)/g)].some(([, name]) => name === module);
  for (const folder of folders) {
    for (const path of taskFiles(folder, fs)) {
      const text = fs.readText(path);
      if (text === undefined || !defines(text)) continue;
      const tree = parse(new SourceFile(relativePath(project, path), text)).root;
      const needs = codeNeeds(tree, { mixEnv: "prod", script: false });
      const programs = needs.filter(({ kind }) => kind === "program").map(({ name }) => name);
      const network = /:httpc\.request|\bReq\.get|\bHTTPoison\.|\bFinch\./.test(text) ? ["the network"] : [];
      return { folder, programs: [...new Set([...programs, ...network])], tree };
    }
  }
  return undefined;
}

/** mix.exs and scripts beside it, and what lies where Mix's tasks do. */
function taskFiles(folder: string, fs: ReadFileSystem): readonly string[] {
  const files: string[] = [];
  const walk = (path: string, depth: number): void => {
    for (const { name, directory } of fs.list(path)) {
      if (directory && depth > 0) walk(joinPath(path, name), depth - 1);
      else if (/\.exs?$/.test(name)) files.push(joinPath(path, name));
    }
  };
  walk(folder, 0);
  walk(joinPath(folder, "lib/mix"), 4);
  return files;
}
