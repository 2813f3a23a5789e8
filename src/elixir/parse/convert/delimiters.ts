/** What closes a sigil or a string, for the openers that are closed by something else than themselves. */
export const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };
