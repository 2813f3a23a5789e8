import type { SourceFile } from "../../model/source.ts";
import { withoutMisreadings, withoutStumblingBlocks } from "./convert/misread.ts";
import { fileConverter } from "./convert/whole-file.ts";
import { loadRuntime, type ParserWasm } from "./tree-sitter.ts";
import type { Parse, ParsedFile } from "./tree.ts";

/** Longer files are not parsed: one error stands for all of it. In UTF-16 code units. */
export const MAX_LENGTH = 4 * 1024 * 1024;

/** What is nested deeper is an error, so that nobody who recurses over a tree runs out of stack. */
export const MAX_DEPTH = 500;

/**
 * Bounds the time that hostile input takes to some seconds, in hundreds of the parser's operations. Real files take
 * about 7 for each 1000 characters.
 */
const MAX_STEPS = 10_000;

/** How often a file is parsed anew because the grammar misread a place in it. */
const MAX_ROUNDS = 10;

/** Loads the parser of Elixir. */
export async function loadParser(wasm: ParserWasm): Promise<Parse> {
  const parseConcrete = await loadRuntime(wasm, MAX_DEPTH);
  const convert = fileConverter();

  /** Undefined where it takes too long. */
  function parseText(source: string, file: SourceFile): ParsedFile | undefined {
    let text = source;
    let steps = 0;
    const goesOn = (): boolean => (steps += 1) <= MAX_STEPS;
    for (let round = 1; ; round += 1) {
      const concrete = parseConcrete(text, goesOn);
      if (!concrete) return undefined;
      const { root, errors, misreadings } = convert(concrete, file);
      if (misreadings.length === 0 || round === MAX_ROUNDS) return { root, errors };
      text = withoutMisreadings(text, misreadings);
    }
  }

  return (file) => {
    if (file.text.length > MAX_LENGTH) return unparsed(file, { characters: MAX_LENGTH });
    const parsed = parseText(file.text, file) ?? unparsed(file, "too much work");
    if (parsed.errors.length === 0) return parsed;
    const mended = withoutStumblingBlocks(file.text);
    const again = mended === file.text ? undefined : parseText(mended, file);
    return again && again.errors.length < parsed.errors.length ? again : parsed;
  };
}

/** One error for the whole file. */
function unparsed(file: SourceFile, refused: NonNullable<ParsedFile["refused"]>): ParsedFile {
  const span = { start: 0, end: file.text.length };
  return { root: { kind: "block", span, body: [{ kind: "error", span, text: file.text }] }, errors: [span], refused };
}
