import type { DiagnosticSink } from "../../model/diagnostic.ts";
import type { Parse } from "../elixir/tree.ts";
import type { ParsedFile } from "../elixir/tree.ts";

/**
 * A parser that keeps what it parsed, by path and text, and reports the places that do not parse, once for each file.
 */
export function reportingParse(parse: Parse, diagnostics: DiagnosticSink): Parse {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedFile }>();
  return (file) => {
    const before = known.get(file.path);
    if (before?.text === file.text) return before.parsed;
    const parsed = parse(file);
    known.set(file.path, { text: file.text, parsed });
    const first = parsed.errors[0];
    if (first !== undefined) {
      diagnostics.report("elixir-syntax", file.place(first.start), { file: file.path });
    }
    return parsed;
  };
}
