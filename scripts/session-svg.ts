/**
 * Draws a terminal session: what a block of `console` in a page shows, as an SVG that plays once. Nothing is added to it: what the block
 * says is held against a real run where the page is carried out.
 */

const columns = 100;
const glyph = { width: 8.4, height: 20 };
const margin = 20;
/** Seconds: from a command to its output, and from line to line. */
const pace = { command: 1.2, line: 0.12 };

const colours = {
  ground: "#1b1b26",
  text: "#d5d5e0",
  dim: "#8a8a9c",
  prompt: "#b9a6ec",
  good: "#8fd18f",
};

const escaped = (text: string): string => text.replace(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`);

/**
 * @param lines of a block: commands after `$ `, what they say below them, `...` where something is left out.
 * @returns an SVG document.
 */
export function sessionSvg(lines: readonly string[]): string {
  let time = 0;
  const rows = lines.flatMap((line) => {
    const command = line.startsWith("$ ");
    time += command ? pace.command : pace.line;
    const at = time.toFixed(2);
    if (command) time += pace.command / 2;
    return folded(line).map((part) => ({ part, at }));
  });
  const width = Math.round(columns * glyph.width + 2 * margin);
  const height = rows.length * glyph.height + 2 * margin;
  const texts = rows.map(
    ({ part, at }, index) =>
      `  <text x="${margin}" y="${margin + (index + 0.75) * glyph.height}" style="animation-delay: ${at}s">${painted(part)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
  <title>nif2nix init, nif2nix build, and the answer of the NIF in the release that came out</title>
  <style>
    text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: ${colours.text}; white-space: pre; animation: appear 0.01s both }
    .dim { fill: ${colours.dim} }
    .prompt { fill: ${colours.prompt}; font-weight: bold }
    .good { fill: ${colours.good} }
    @keyframes appear { from { opacity: 0 } to { opacity: 1 } }
    @media (prefers-reduced-motion: reduce) { text { animation: none } }
  </style>
  <rect width="100%" height="100%" rx="8" fill="${colours.ground}"/>
${texts.join("\n")}
</svg>
`;
}

/** A line as a terminal of that many columns breaks it. */
function folded(line: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at === 0 || at < line.length; at += columns) parts.push(line.slice(at, at + columns));
  return parts;
}

function painted(line: string): string {
  if (line.startsWith("$ ")) return `<tspan class="prompt">$</tspan> ${escaped(line.slice(2))}`;
  if (line.trim() === "...") return `<tspan class="dim">...</tspan>`;
  const built = /^built /.exec(line);
  if (built !== null) return `<tspan class="good">built</tspan> ${escaped(line.slice(built[0].length))}`;
  return escaped(line);
}
