import type { OutputFile } from "../../emit/output-file.ts";

/**
 * Lines of .gitattributes with which a forge folds generated files in reviews and leaves them out of its statistics; those that
 * belong to the user stay as they are. Source: github-linguist docs/overrides.md, "Generated code"; gitattributes(5).
 */
export function generatedAttributes(files: readonly OutputFile[]): readonly string[] {
  const generated = files.filter(({ ownership }) => ownership === "generated").map(({ path }) => path);
  const patterns = [...new Set(generated.map(patternOf))];
  const owned = files
    .filter(({ path, ownership }) => ownership === "user" && patterns.includes(patternOf(path)))
    .map(({ path }) => path);
  return [
    ...patterns.map((pattern) => `${pattern} linguist-generated`),
    ...owned.map((path) => `${path} -linguist-generated`),
  ];
}

/** `nix/deps.nix` -> `nix/*.nix`, `nix/locks/a/b.lock` -> `nix/locks/**`. */
function patternOf(path: string): string {
  const [top = "", folder = "", ...deeper] = path.split("/");
  if (deeper.length > 0) return `${top}/${folder}/**`;
  return path.endsWith(".nix") ? `${path.slice(0, path.lastIndexOf("/") + 1)}*.nix` : path;
}
