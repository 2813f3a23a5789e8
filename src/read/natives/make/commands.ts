/** The commands of a shell line, each as its words; quotes are taken off, redirections and variables are left as they stand. */
export function shellCommands(line: string): readonly (readonly string[])[] {
  return line
    .split(/&&|\|\||[;|\n]|\$\(|`|(?<=^|\s)\(|(?<=\S)\)(?=\s|$)/)
    .map((part) => words(part))
    .filter((part) => part.length > 0);
}

/** Without what stands before a program's name: make's own signs, the shell's words, variables set for it. */
function words(part: string): readonly string[] {
  const all = (part.trim().match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? []).map((word) => word.replaceAll(/["']/g, ""));
  const start = all.findIndex((word) => {
    const name = word.replace(/^[@+-]+/, "");
    return name !== "" && !/^[A-Za-z_]\w*=/.test(name) && !shellWords.has(name);
  });
  if (start === -1) return [];
  return [(all[start] as string).replace(/^[@+-]+/, ""), ...all.slice(start + 1)];
}

const shellWords: ReadonlySet<string> = new Set([
  "!",
  "do",
  "else",
  "env",
  "exec",
  "if",
  "then",
  "until",
  "while",
  "{",
]);
