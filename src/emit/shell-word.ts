/** A word that a shell reads as it is, as lib.escapeShellArg writes it. */
export function shellWord(text: string): string {
  return /^[\w,._+:@%/=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
