import type { Code } from "../code-entry.ts";

/** NN1xx: mix.lock. */
export const lockCodes = {
  "lock-conflict": {
    number: "NN101",
    severity: "error",
    message: "the lock holds a merge conflict ({marker})",
    help: "Resolve the conflict, then run mix deps.get so that the lock is consistent.",
  },
  "lock-syntax": {
    number: "NN102",
    severity: "error",
    message: "the lock cannot be read: {problem}",
    help: "Restore the file from version control, or delete it and run mix deps.get.",
  },
  "lock-not-data": {
    number: "NN103",
    severity: "error",
    message: "the lock holds {what} where only plain data may stand",
    help: "A lock is data; nif2nix never runs code from it. Restore the file from version control, or run mix deps.get.",
  },
  "lock-too-deep": {
    number: "NN104",
    severity: "error",
    message: "the lock is nested more than {limit} levels deep",
    help: "No lock that Mix writes is. Restore the file from version control.",
  },
  "lock-root": {
    number: "NN105",
    severity: "error",
    message: "the lock is {what}, not a map of dependencies",
    help: 'A lock looks like %{"name": {:hex, ...}}. Restore the file from version control, or run mix deps.get.',
  },
  "lock-duplicate": {
    number: "NN106",
    severity: "warning",
    message: "{app} is locked twice, here and in line {line}, column {column}; this, the last one, counts",
    help: "Most often this is left over from a merge. Remove one of the two, or run mix deps.get.",
  },
  "lock-key": {
    number: "NN107",
    severity: "error",
    message: "the key is {what}, not the name of an application",
    help: 'Keys are written "name": {...}. Run mix deps.get to have the entry written again.',
  },
  "lock-entry-shape": {
    number: "NN108",
    severity: "error",
    message: "the entry of {app} is not understood: {problem}",
    help: "Run mix deps.get to have it written again. If Mix accepts it as it is, please report it.",
  },
  "lock-entry-refused": {
    number: "NN109",
    severity: "error",
    message: "the entry of {app} is refused: {problem}",
    help: "Neither Mix nor Hex writes such a value. Find out where it comes from before you go on.",
  },
  "lock-newer-hex": {
    number: "NN110",
    severity: "warning",
    message: "the entry of {app} has {count} fields, more than is known; the first eight are read",
    help: "The lock was written by a newer Hex. Update nif2nix if there is a newer version.",
  },
  "lock-git-option": {
    number: "NN111",
    severity: "warning",
    message: "the git entry of {app} has the unknown option {option}; it is ignored",
    help: "If the option changes what is checked out, the build may see other sources than Mix does.",
  },
} as const satisfies Record<string, Code>;
