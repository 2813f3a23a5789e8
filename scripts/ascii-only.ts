import type { Rolldown } from "tsdown";

/**
 * Writes what is not ASCII as escapes: one such character makes V8 keep a file of half a megabyte with two bytes for each
 * character, and Node read it the slow way. All of it stands in strings, templates and regular expressions, where an escape
 * means the same; a template that is read raw would differ, and test/cli/package.test.ts runs what was built.
 */
export function asciiOnly(): Rolldown.Plugin {
  return {
    name: "ascii-only",
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") chunk.code = escaped(chunk.code);
    },
  };
}

function escaped(code: string): string {
  // UTF-16 code units: characters beyond the first plane become two escapes, as JavaScript has them.
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
