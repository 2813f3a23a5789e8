/** A command of a CMakeLists.txt, as it is written. */
export interface CmakeCommand {
  /** In lower case: CMake makes no difference. */
  readonly name: string;
  /** Without quotes and escapes; variables stand in them as they are written, and parentheses within are left out. */
  readonly words: readonly string[];
}

const spaces = /\s+/y;
/** A comment or an argument in brackets, to what closes it. */
const bracket = /(#?)\[(=*)\[\n?/y;
const comment = /#[^\n]*/y;
const quoted = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;
const unquoted = /(?:[^\s()#"\\]+|\\[\s\S])+/y;
const opening = /([A-Za-z_]\w*)[ \t]*\(/y;

/**
 * The commands of a CMakeLists.txt, in their order: comments are none, and what stands in quotes or brackets is no command. Behind what CMake
 * itself cannot read nothing is read. Source: https://cmake.org/cmake/help/latest/manual/cmake-language.7.html
 */
export function cmakeCommands(text: string): readonly CmakeCommand[] {
  const commands: CmakeCommand[] = [];
  let at = 0;
  let depth = 0;
  let words: string[] = [];
  const match = (token: RegExp): RegExpExecArray | null => {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found !== null) at = token.lastIndex;
    return found;
  };
  while (at < text.length) {
    if (match(spaces) !== null) continue;
    const inBrackets = match(bracket);
    if (inBrackets !== null) {
      const [, sign, equals = ""] = inBrackets;
      const close = `]${equals}]`;
      const end = text.indexOf(close, at);
      if (end === -1) break;
      if (sign === "") words.push(text.slice(at, end));
      at = end + close.length;
      continue;
    }
    if (match(comment) !== null) continue;
    if (depth === 0) {
      const name = match(opening)?.[1]?.toLowerCase();
      if (name === undefined) break;
      words = [];
      commands.push({ name, words });
      depth = 1;
      continue;
    }
    if (text[at] === "(" || text[at] === ")") {
      depth += text[at] === "(" ? 1 : -1;
      at += 1;
      continue;
    }
    const word = match(quoted)?.[1]?.replaceAll("\\\n", "") ?? match(unquoted)?.[0];
    if (word === undefined) break;
    words.push(word.replaceAll(/\\([^A-Za-z0-9;])/g, "$1"));
  }
  return commands;
}
