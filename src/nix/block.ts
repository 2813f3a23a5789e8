/** Text laid out over lines; each line's indentation is counted from where the block stands. */
export type Block = readonly Line[];

export interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Columns of a line that nixfmt fills; its indentation does not count. */
export const lineWidth = 100;

/** Columns as nixfmt counts them: one for each code point. */
export function width(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff) count--;
  }
  return count;
}

export const line = (text: string): Block => [{ indent: 0, text }];

export const indented = (block: Block): Block => block.map(({ indent, text }) => ({ indent: indent + 2, text }));

/** One after the other on the same line; what follows keeps its indentation relative to that line's. */
export function join(...blocks: readonly (Block | string)[]): Block {
  const out: Line[] = [];
  for (const each of blocks) {
    const block = typeof each === "string" ? line(each) : each;
    const last = out.pop();
    if (last === undefined) {
      out.push(...block);
      continue;
    }
    const [first, ...rest] = block;
    out.push({ indent: last.indent, text: last.text + (first?.text ?? "") });
    for (const more of rest) out.push({ indent: last.indent + more.indent, text: more.text });
  }
  return out;
}

/** One below the other. */
export const stack = (...blocks: readonly Block[]): Block => blocks.flat();

/** The column after a block that began at `column`. */
export function endColumn(block: Block, column: number): number {
  const last = width(block.at(-1)?.text ?? "");
  return block.length > 1 ? last : column + last;
}

export function print(block: Block): string {
  return block.map(({ indent, text }) => (text === "" ? "\n" : `${" ".repeat(indent)}${text}\n`)).join("");
}
