/**
 * A text without these characters at its end. Not by `/x+$/`, which goes over each run of them in the text once for each of its characters.
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}
