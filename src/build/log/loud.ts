/** How programs say that they stop: at the start of a line, but for white space. */
const LOUD_STARTS = [
  "error:",
  "error[",
  "Error:",
  "** (",
  "== Compilation error",
  "ERROR!",
  "fatal:",
  "make: ***",
  "FAILED",
  "panicked at",
];
/** The same in the middle of a line. */
const LOUD_PARTS = [": error: ", ": fatal error: ", "' panicked at ", " ERROR ", ": *** "];

/** Where a module whose library did not load is called: what follows from that, and no failure of its own. */
const FOLLOWS = [
  "is not available)",
  "on_load_failure",
  ":nif_not_loaded",
  "nif_not_loaded",
  "function not_loaded",
  "The on_load function for module",
];

/** What Nix says when a builder ended; the reason stands elsewhere. */
const ENDED = [
  "builder for '",
  "build of '",
  "dependencies of derivation",
  "Cannot build '",
  "some errors were encountered",
];

/** Whether a line says that something stopped. */
export function isLoud(line: string): boolean {
  const text = line.trimStart();
  const rest = text.startsWith("error: ") ? text.slice(7) : "";
  if (ENDED.some((start) => rest.startsWith(start) || rest.includes(` ${start}`))) return false;
  return LOUD_STARTS.some((start) => text.startsWith(start)) || LOUD_PARTS.some((part) => line.includes(part));
}

/**
 * The first line after `at` that says that something else stopped; undefined where there is none. What follows from a library
 * that did not load is nothing else, be it in the line itself or in the one below `== Compilation error in file ... ==`.
 */
export function afterwards(lines: readonly string[], at: number): number | undefined {
  for (let line = at + 1; line < lines.length; line++) {
    const text = lines[line] as string;
    if (!isLoud(text)) continue;
    const below = `${text} ${lines[line + 1] ?? ""}`;
    if (!FOLLOWS.some((follows) => below.includes(follows))) return line;
  }
  return undefined;
}
