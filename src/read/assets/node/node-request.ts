import type { NodeRequest } from "../../../model/assets.ts";
import { foldersAbove, joinPath, relativePath } from "../../../model/paths.ts";
import { SourceFile } from "../../../model/source.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import type { ParseToml } from "../../cargo/toml.ts";
import { toolFiles } from "../../mix/tool-files.ts";
import { JsonError, parseJson } from "./parse-json.ts";
import { fields } from "./record.ts";

/**
 * The Node that a folder asks for: the files of its version managers (nvm, nodenv, fnm, mise, asdf), then package.json (`volta`, and
 * `engines`, a range). Looks from `folder` up to `top`, both absolute; the nearest file decides.
 * @param project absolute: the place is seen from there.
 */
export async function readNodeRequest(
  folder: string,
  { project, top }: { readonly project: string; readonly top: string },
  fs: ReadFileSystem,
  loadToml: () => Promise<ParseToml>,
): Promise<NodeRequest | null> {
  for (const at of foldersAbove(folder, top)) {
    for (const name of [".nvmrc", ".node-version"]) {
      const path = joinPath(at, name);
      const lines = (fs.readText(path) ?? "").split(/\r?\n/).map(withoutComment);
      const index = lines.findIndex((line) => line !== "");
      const text = lines[index];
      if (text !== undefined) return { text, place: { file: relativePath(project, path), line: index + 1, column: 1 } };
    }
    for (const [name, read] of toolFiles) {
      const path = joinPath(at, name);
      const text = fs.readText(path);
      if (text === undefined) continue;
      const found = await read(text, loadToml);
      const asked = found["node"] ?? found["nodejs"];
      if (asked !== undefined)
        return { text: asked.text, place: { file: relativePath(project, path), line: asked.line, column: 1 } };
    }
    const manifest = inManifest(joinPath(at, "package.json"), project, fs);
    if (manifest !== null) return manifest;
  }
  return null;
}

const withoutComment = (line: string): string => line.replace(/#.*/, "").trim();

function inManifest(path: string, project: string, fs: ReadFileSystem): NodeRequest | null {
  const text = fs.readText(path);
  if (text === undefined) return null;
  const source = new SourceFile(relativePath(project, path), text);
  try {
    const manifest = fields(parseJson(text));
    for (const key of ["volta", "engines"]) {
      const asked = fields(manifest[key])["node"];
      if (typeof asked !== "string") continue;
      const at = text.indexOf('"node"', Math.max(0, text.indexOf(`"${key}"`)));
      return { text: asked, place: source.place(Math.max(0, at)) };
    }
  } catch (error) {
    // npm says what is wrong with it; the stack's end comes by nesting.
    if (!(error instanceof JsonError || error instanceof RangeError)) throw error;
  }
  return null;
}
