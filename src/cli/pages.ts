import { TOPICS } from "../build/failures/failure.ts";
import { knownFailures } from "../build/failures/table.ts";
import type { Code } from "../diagnostics/code-entry.ts";
import { codes } from "../diagnostics/codes.ts";
import { nodeFileSystem } from "../ports/node-file-system.ts";
import { resource } from "../ports/resource.ts";

const table: readonly (readonly [string, Code])[] = Object.entries(codes);

/** The page of a code (`NN001`, `nn1`, `001`, `not-a-mix-project`) or of a known failure (`hash-mismatch`). */
export function pageOf(asked: string): string | undefined {
  const name = asked.toLowerCase();
  const digits = /^(?:nn)?(\d{1,3})$/.exec(name)?.[1];
  const wanted = digits === undefined ? undefined : `NN${digits.padStart(3, "0")}`;
  const number = table.find(([own, code]) => code.number === wanted || own === name)?.[1].number;
  if (number !== undefined) return nodeFileSystem.readText(resource(`codes/${number}.md`));
  const failure = knownFailures.find((known) => known.name === name);
  return failure === undefined ? undefined : nodeFileSystem.readText(resource(`failures/${failure.name}.md`));
}

/** What `explain` can be asked for. */
export function namesOfPages(): { readonly codes: readonly string[]; readonly names: readonly string[] } {
  return {
    codes: table.map(([, { number }]) => number).toSorted(),
    names: [...knownFailures.map(({ name }) => name), ...table.map(([name]) => name)],
  };
}

/** The families of codes, by their first digit. */
const FAMILIES: Readonly<Record<string, string>> = {
  "0": "The project and its files",
  "1": "mix.lock",
  "2": "mix.exs and configuration",
  "3": "Modules with NIFs",
  "4": "Cargo",
  "5": "nif2nix deps",
  "6": "Written files",
  "7": "Settings in nif2nix.toml",
  "8": "What cannot be built as it was read",
  "9": "Rust toolchains",
};

/** Everything that has a page, by topic: failures by what they print, codes by what they say. */
export function listOfPages(): string {
  const failures = Object.entries(TOPICS).flatMap(([topic, title]) => {
    const own = knownFailures.filter((failure) => failure.topic === topic);
    const width = Math.max(...own.map(({ name }) => name.length));
    return [`  ${title}`, ...own.map(({ name, symptom }) => `    ${name.padEnd(width)}  ${symptom}`), ""];
  });
  const families = [...new Set(table.map(([, { number }]) => number[2] as string))].toSorted();
  const findings = families.flatMap((digit) => [
    `  ${FAMILIES[digit] ?? `NN${digit}xx`}`,
    ...table
      .filter(([, { number }]) => number[2] === digit)
      .toSorted(([, one], [, other]) => one.number.localeCompare(other.number))
      .map(([name, { number }]) => `    ${number}  ${name}`),
    "",
  ]);
  return [
    "Print a page:            nif2nix explain NN403, nif2nix explain hash-mismatch",
    "Ask why a build failed:  nif2nix explain --log build.log, nix build -L 2>&1 | nif2nix explain --log -",
    "",
    "Failures of builds, by what they print",
    "",
    ...failures,
    "Findings of nif2nix",
    "",
    ...findings,
  ].join("\n");
}
