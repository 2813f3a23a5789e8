import { hasWord } from "../../text/words.ts";

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
