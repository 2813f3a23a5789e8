/**
 * Whether source may hold `use` of one of the modules: a quick look before parsing, which says yes too often (for
 * comments, strings, other calls) but never no to `use Rustler`, however it is written: with parentheses, a line
 * break, `Elixir.` before the name, or through an alias, which has to name the module too.
 *
 * @param names as written in code: "Rustler"
 */
export function mentionsUse(text: string, names: readonly string[]): boolean {
  return text.includes("use") && names.some((name) => hasWord(text, name));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isNameCharacter(text.charCodeAt(at - 1)) && !isNameCharacter(text.charCodeAt(at + word.length))) return true;
  }
  return false;
}

/** A letter, digit or underscore; NaN, which stands before and after the text, is none. */
function isNameCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
