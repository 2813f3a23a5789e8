import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Parse, ParsedFile } from "../../elixir/parse/tree.ts";
import type { SourceFile } from "../../model/source.ts";

/**
 * A parser that keeps what it parsed, by path and text, and reports what Elixir or we do not take, once for each file.
 * @param spend told of what each file took, in steps.
 * @param invalidAt the offset in a file's text where it is not UTF-8; undefined where all of it is.
 */
export function reportingParse(
  parse: Parse,
  diagnostics: DiagnosticSink,
  spend: (steps: number, file: SourceFile) => void,
  invalidAt: (file: SourceFile) => number | undefined,
): Parse {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedFile }>();
  return (file) => {
    const before = known.get(file.path);
    if (before?.text === file.text) return before.parsed;
    const parsed = parse(file);
    spend(parsed.steps, file);
    known.set(file.path, { text: file.text, parsed });
    report(file, parsed, diagnostics, invalidAt);
    return parsed;
  };
}

function report(
  file: SourceFile,
  { errors, refused }: ParsedFile,
  diagnostics: DiagnosticSink,
  invalidAt: (file: SourceFile) => number | undefined,
): void {
  // What cannot be decoded became U+FFFD; where there is none, nobody has to look at the bytes.
  const invalid = file.text.includes(String.fromCharCode(0xfffd)) ? invalidAt(file) : undefined;
  if (invalid !== undefined) {
    diagnostics.report("elixir-encoding", file.place(invalid), { file: file.path });
  } else if (refused !== undefined) {
    const length = String(file.text.length);
    const limit = refused === "too much work" ? "" : `, more than the ${refused.characters} that are read`;
    const why = `${length} characters${limit || ", too intricate to be read in reasonable time"}`;
    diagnostics.report("elixir-too-large", file.place(0), { file: file.path, why });
  } else if (errors[0] !== undefined) {
    diagnostics.report("elixir-syntax", file.place(errors[0].start), { file: file.path });
  }
}
