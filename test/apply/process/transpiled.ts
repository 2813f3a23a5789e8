import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * A module of this repository and all that it imports, as JavaScript for a process of its own: Node 20 takes no TypeScript.
 * @returns the script's path, and what removes it.
 */
export function transpiled(module: string): { readonly script: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-script-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
  };
  const done = new Set<string>();
  const visit = (file: string): string => {
    const to = join(folder, relative(repository, file)).replace(/\.ts$/, ".js");
    if (done.has(file)) return to;
    done.add(file);
    const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions, fileName: file });
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, outputText);
    for (const [, name] of outputText.matchAll(/from "(\.[^"]+)\.js"/g)) visit(join(dirname(file), `${name}.ts`));
    return to;
  };
  return { script: visit(module), remove: () => rmSync(folder, { recursive: true }) };
}
