/** Text as one word of a shell, between quotes. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word that a shell reads as it is, quoted where it has to be, as lib.escapeShellArg writes it. */
export function shellWord(text: string): string {
  return /^[\w,._+:@%/=-]+$/.test(text) ? text : shellQuoted(text);
}
