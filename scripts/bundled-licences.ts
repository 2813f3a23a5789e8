import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Rolldown } from "tsdown";

/** Name of the file in dist/. */
const FILE = "THIRD-PARTY-LICENCES.txt";

/**
 * Writes the licence of every package that is bundled: their licences ask for it, and a list kept by hand would go stale.
 * A package that ships none gets the standard text of the licence that it names, from scripts/licences/; without that, the build fails.
 */
export function bundledLicences(): Rolldown.Plugin {
  return {
    name: "bundled-licences",
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const id of chunk.moduleIds) {
          const folder = packageFolder(id);
          if (folder !== undefined && !id.endsWith(".d.ts")) folders.add(folder);
        }
      }
      if (folders.size === 0) return;
      const texts = [...folders].map(licence).sort();
      this.emitFile({ type: "asset", fileName: FILE, source: texts.join(`\n${"-".repeat(80)}\n\n`) });
    },
  };
}

function packageFolder(id: string): string | undefined {
  const marker = `${sep}node_modules${sep}`;
  const at = id.lastIndexOf(marker);
  if (at === -1 || id.startsWith("\0")) return undefined;
  const [scope = "", name = ""] = id.slice(at + marker.length).split(sep);
  return join(id.slice(0, at + marker.length), scope, scope.startsWith("@") ? name : "");
}

function licence(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  const title = `${manifest["name"]} ${manifest["version"]} (${manifest["license"]})`;
  const text = file === undefined ? standardText(manifest["license"] ?? "none") : join(folder, file);
  return `${title}\n\n${readFileSync(text, "utf8").trim()}\n`;
}

function standardText(licenceName: string): string {
  return fileURLToPath(new URL(`./licences/${licenceName}.txt`, import.meta.url));
}
