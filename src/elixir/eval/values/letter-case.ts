const isUpper = (character: string): boolean => character >= "A" && character <= "Z";
const isDigit = (character: string): boolean => character >= "0" && character <= "9";
/** Only ASCII letters have a case here. */
const lower = (character: string): string => (isUpper(character) ? character.toLowerCase() : character);

const upper = (character: string): string =>
  character >= "a" && character <= "z" ? character.toUpperCase() : character;

/** Macro.underscore/1 (lib/elixir/lib/macro.ex): "FooBar.Baz" -> "foo_bar/baz". */
export function underscore(text: string): string {
  let out = "";
  let previous = "";
  for (let i = 0; i < text.length; i++) {
    const [here, next] = [text[i] as string, text[i + 1] ?? ""];
    if (previous === "") out += lower(here);
    else if (here === ".") out += "/";
    else {
      const starts = next !== "" && !isUpper(next) && !isDigit(next) && next !== "." && next !== "_";
      const word = isUpper(here) && (starts || (!isUpper(previous) && previous !== "_"));
      out += (word ? "_" : "") + lower(here);
      if (word && starts) out += lower((i++, next));
    }
    // After a dot a new name begins.
    previous = here === "." && previous !== "" ? "" : (text[i] as string);
  }
  return out;
}

/** Macro.camelize/1: "foo_bar/baz" -> "FooBar.Baz". */
export function camelize(text: string): string {
  let out = "";
  let starts = true;
  for (let i = 0; i < text.length; i++) {
    const [here, next] = [text[i] as string, text[i + 1]];
    if (starts) {
      if (here === "_") continue;
      out += upper(here);
      starts = false;
    } else if (here === "/") {
      out += ".";
      starts = true;
    } else if (here !== "_") out += here;
    else if (next !== undefined && next !== "_" && (upper(next) !== next || isDigit(next))) {
      out += upper(next);
      i++;
    } else if (next !== undefined && next !== "_") out += here;
  }
  return out;
}
