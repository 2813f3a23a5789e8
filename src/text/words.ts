/**
 * Whether a text has a word in it, with no letter, digit or underscore before or after it. Not by a regular expression: the word may come
 * from a project, and no text takes longer than it is long.
 */
export function hasWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isNameCharacter(text.charCodeAt(at - 1)) && !isNameCharacter(text.charCodeAt(at + word.length))) return true;
  }
  return false;
}

/** The words of a text: letters, digits and underscores. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\w+/g));
}

/** A letter, digit or underscore; NaN, which stands before and after the text, is none. */
function isNameCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
