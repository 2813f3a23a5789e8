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

/** What an operation hundredfold is worth in steps of the evaluator. */
const WORTH = 100;

/**
 * For some texts (`& , & , `) each operation goes over all that came before, and nothing that the parser tells shows it: where an
 * operation hundredfold takes five times what is usual, its time counts. In microseconds of the processor.
 */
const USUAL = 65;
const SLOW = 5 * USUAL;
const PATIENCE = 1_000_000;
/** Times below are not counted: the same file costs the same in every run. */
const NOTICED = 100_000;
/** How many times as much an operation costs in what does not parse, where the parser tries many ways at once. */
const ASTRAY = 20;

/** How often a file is parsed anew because the grammar misread a place in it. */
const MAX_ROUNDS = 10;

/** Loads the parser of Elixir. */
export async function loadParser(wasm: ParserWasm): Promise<Parse> {
  const parseConcrete = await loadRuntime(wasm, MAX_DEPTH);
  const convert = fileConverter();

  function parseText(source: string, file: SourceFile): ParsedFile {
    let text = source;
    let steps = 0;
    // Asked for only where there is much to do: the call itself takes as long as parsing a line.
    let started: NodeJS.CpuUsage | undefined;
    const time = (): number => (started === undefined ? 0 : process.cpuUsage(started).user);
    const goesOn = (): boolean => {
      started ??= process.cpuUsage();
      return (steps += 1) <= MAX_STEPS && time() < Math.max(PATIENCE, steps * SLOW);
    };
    const cost = (strays: boolean): number => {
      const took = time();
      const counted = Math.max(NOTICED, steps * SLOW) > took ? steps * (strays ? ASTRAY : 1) : took / USUAL;
      return Math.round(WORTH * counted);
    };
    for (let round = 1; ; round += 1) {
      const concrete = parseConcrete(text, goesOn);
      if (!concrete) return unparsed(file, "too much work", cost(true));
      const { root, errors, misreadings } = convert(concrete, file);
      if (misreadings.length === 0 || round === MAX_ROUNDS) return { root, errors, steps: cost(errors.length > 0) };
      text = withoutMisreadings(text, misreadings);
    }
  }

  return (file) => {
    if (file.text.length > MAX_LENGTH) return unparsed(file, { characters: MAX_LENGTH }, 0);
    const parsed = parseText(file.text, file);
    if (parsed.errors.length === 0 || parsed.refused !== undefined) return parsed;
    const mended = withoutStumblingBlocks(file.text);
    if (mended === file.text) return parsed;
    const again = parseText(mended, file);
    const better = again.refused === undefined && again.errors.length < parsed.errors.length;
    return { ...(better ? again : parsed), steps: parsed.steps + again.steps };
  };
}

/** One error for the whole file. */
function unparsed(file: SourceFile, refused: NonNullable<ParsedFile["refused"]>, steps: number): ParsedFile {
  const span = { start: 0, end: file.text.length };
  return {
    root: { kind: "block", span, body: [{ kind: "error", span, text: file.text }] },
    errors: [span],
    refused,
    steps,
  };
}
