import { wrapped } from "./wrapped.ts";

// oxlint-disable-next-line no-control-regex
const escapes = /\u001b\[[\d;]*m/g;
/** A row of a table: indent, the name with its aliases, and from the next column on what is said of it. */
// oxlint-disable-next-line no-control-regex
const row = /^( *(?:(?:\u001b\[[\d;]*m)*-\w(?:\u001b\[[\d;]*m)* {2})?\S.*?)( {2,})(\S.*)$/;
/** Below that many columns a text beside a name is harder to read than one under it. */
const narrow = 28;

/**
 * A page of help in lines that end between words: the text of a row goes on in its own column, or under the name where too little room
 * is left beside it.
 * @param width columns; Infinity where nobody looks at a terminal.
 */
export function wrappedHelp(help: string, width: number): string {
  return help
    .split("\n")
    .flatMap((line) => (seen(line) <= width ? [line] : linesOf(line, width)))
    .join("\n");
}

function linesOf(line: string, width: number): readonly string[] {
  const [, name = "", gap = "", text = ""] = row.exec(line) ?? [];
  const indent = /^ */.exec(line)?.[0] ?? "";
  // A usage or a sentence: what follows stands deeper than a usage's start.
  if (name === "") {
    const deeper = indent === "" ? "" : `${indent}    `;
    return toWidth(line.trim(), width - deeper.length).map((each, at) => `${at === 0 ? indent : deeper}${each}`);
  }
  const beside = seen(name) + gap.length;
  const words = text.replaceAll(/ {2,}/g, " ");
  if (width - beside >= narrow) {
    const [first = "", ...more] = toWidth(words, width - beside);
    return [`${name}${gap}${first}`, ...more.map((each) => `${" ".repeat(beside)}${each}`)];
  }
  const under = " ".repeat(9);
  return [name, ...toWidth(words, width - under.length).map((each) => `${under}${each}`)];
}

/** Words that colours stand around are as long as what is seen of them. */
function toWidth(text: string, width: number): readonly string[] {
  const found = text.match(escapes) ?? [];
  if (found.length === 0) return wrapped(text, width);
  const plain = wrapped(text.replaceAll(escapes, ""), width);
  const words = text.split(" ");
  let at = 0;
  return plain.map((line) => words.slice(at, (at += line.split(" ").length)).join(" "));
}

function seen(text: string): number {
  return text.replaceAll(escapes, "").length;
}
