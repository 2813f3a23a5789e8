import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** Reports releases that Distillery's file defines (hexdocs.pm/distillery, "Configuring releases"): `mix release` does not read it. */
export function reportDistillery(
  project: string,
  { fs, diagnostics }: { readonly fs: ReadFileSystem; readonly diagnostics: DiagnosticSink },
): void {
  const path = joinPath(project, "rel/config.exs");
  const text = fs.readText(path);
  const found = /^[ \t]{0,200}use (?:Distillery|Mix)\.Releases\.Config\b/m.exec(text ?? "");
  if (text === undefined || found === null) return;
  const file = new SourceFile(relativePath(project, path), text);
  diagnostics.report("distillery-release", file.place(found.index + found[0].indexOf("use")), { file: file.path });
}
