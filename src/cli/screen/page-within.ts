import { fitted } from "./fitted.ts";

/** A line of a page that goes on with the one before it: no title, row, item or code. */
const prose = /^[^#|\s-]/;

/**
 * A page in lines that fit a terminal: paragraphs are joined and broken anew, blocks of code stay as they are.
 * @param page Markdown, as docs/ has it.
 * @param width columns; undefined where the terminal does not say.
 */
export function pageWithin(page: string, width: number | undefined): string {
  if (width === undefined) return page;
  let inCode = false;
  const lines: string[] = [];
  let open = false;
  for (const line of page.split("\n")) {
    const fence = line.startsWith("```");
    const goesOn = !fence && !inCode && prose.test(line);
    if (goesOn && open) lines.push(`${lines.pop()} ${line}`);
    else lines.push(line);
    open = goesOn;
    if (fence) inCode = !inCode;
  }
  let within = false;
  return lines
    .map((line) => {
      if (line.startsWith("```")) within = !within;
      return within ? line : fitted(line, width);
    })
    .join("\n");
}
