import type { Image } from "../image.ts";

/** What a library's constants name. */
export interface NamedInConstants {
  /** Names of Elixir modules that stand alone: Elixir.MyApp.Native. */
  readonly modules: ReadonlySet<string>;
  /** Functions of the VM: Rustler 0.35 and later ask for them by name when the library is loaded. */
  readonly enif: ReadonlySet<string>;
  /** Whether the compiler of Rust has left its mark. */
  readonly rust: boolean;
}

const elixirName = /^Elixir(?:\.[A-Z][A-Za-z0-9_]*)+$/;
const enifName = /^enif_[a-z0-9_]+$/;
/** Paths of Rust's own sources, which its panics name: /rustc/<commit>/library/... and those of distributions. */
const rustMarks = ["/rustc/", "library/std/src/", "library/core/src/"];

/** Looks through the constants once for each kind of name. Names end with a zero byte, as C wants them. */
export function namedInConstants(image: Image): NamedInConstants {
  const modules = new Set<string>();
  const enif = new Set<string>();
  let rust = false;
  for (const part of image.constants()) {
    collect(part, "Elixir.", elixirName, modules);
    collect(part, "enif_", enifName, enif);
    rust ||= rustMarks.some((mark) => part.includes(mark));
  }
  return { modules, enif, rust };
}

function collect(part: Buffer, start: string, shape: RegExp, into: Set<string>): void {
  for (let at = part.indexOf(start); at !== -1; at = part.indexOf(start, at + start.length)) {
    const end = part.indexOf(0, at);
    if (end === -1) return;
    if (end - at > 255) continue;
    const before = at === 0 ? 0 : (part[at - 1] as number);
    // In the middle of a longer word it is no function; Rust's strings may well touch each other, so of modules all count.
    if (start === "enif_" && ((before >= 97 && before <= 122) || before === 95)) continue;
    const name = part.toString("latin1", at, end);
    if (shape.test(name)) into.add(name);
  }
}
