import { plain, seen, wrapped } from "./wrapped.ts";

/** A row of a table: indent, the name with its aliases, and from the next column on what is said of it. */
// oxlint-disable-next-line no-control-regex
const row =
  /^((?:\u001b\[[\d;]*m| )*(?:-\w(?:\u001b\[[\d;]*m| )+)?[^\s\u001b].*?)((?:\u001b\[[\d;]*m)* {2,}(?:\u001b\[[\d;]*m| )*)(\S.*)$/;
/** Below that many columns a text beside a name is harder to read than one under it. */
const narrow = 28;

/** What has to stay one line: of somebody's file or log behind a bar; a command to copy, which is indented and no `word: text`. */
const whole = /^ {0,40}(?:\d{1,9} {0,40})?\||^ {6}(?! {6})|^ {1,5}(?! |[a-z ]+: |\S.* {2})/;
const finding = /^(?:error|warning|info|failure)\[/;

/**
 * Lines that fit a terminal and end between words: the text of a row goes on in its own column, or under the name where too little
 * room is left beside it; a finding goes on behind its own start.
 * @param width columns; Infinity where nobody looks at a terminal.
 */
export function fitted(text: string, width: number): string {
  return text
    .split("\n")
    .flatMap((line) => (seen(line) <= width || whole.test(plain(line)) ? [line] : linesOf(line, width)))
    .join("\n");
}

function linesOf(line: string, width: number): readonly string[] {
  const [, name = "", gap = "", text = ""] = row.exec(line) ?? [];
  const indent = /^ */.exec(line)?.[0] ?? "";
  // A finding, a help under it, or a sentence.
  if (name === "") {
    const deeper =
      indent.length >= 12 ? indent : indent !== "" ? `${indent}    ` : finding.test(plain(line)) ? "  " : "";
    return wrapped(line.trim(), width - deeper.length).map((each, at) => `${at === 0 ? indent : deeper}${each}`);
  }
  const beside = seen(name) + seen(gap);
  const words = text.replaceAll(/ {2,}/g, " ");
  if (width - beside >= narrow) {
    const [first = "", ...more] = wrapped(words, width - beside);
    return [`${name}${gap}${first}`, ...more.map((each) => `${" ".repeat(beside)}${each}`)];
  }
  const under = " ".repeat(9);
  return [name, ...wrapped(words, width - under.length).map((each) => `${under}${each}`)];
}
