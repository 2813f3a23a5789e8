import { parseVersion } from "../../elixir/version/version.ts";
import type { HexLockEntry, LockRequirement } from "../../model/lock.ts";
import type { Cursor } from "./cursor.ts";

/*
 * Nearly every line of a lock is written by a Hex of 2020 or later, in one and the same way. Three patterns read it in a tenth
 * of the time that the general reader needs, which decides how fast the whole tool starts on a large lock. They accept less
 * than that reader and nothing else; what does not fit exactly is left to it.
 */
const name = "(?!nil\\b)[A-Za-z_]\\w{0,99}";
const checksum = "[0-9a-f]{64}";
const head = new RegExp(
  `"(${name})": \\{:hex, :(${name}), "([\\w.+-]{5,99})", "(${checksum})", \\[(:${name}(?:, :${name})*)?\\], \\[`,
  "y",
);
const requirement = new RegExp(
  `\\{:(${name}), "([ !#-\\[\\]-~]*)", \\[hex: :(${name}), repo: "(${name})", optional: (true|false)\\]\\}(?:, )?`,
  "y",
);
const tail = new RegExp(`\\], "(${name})", "(${checksum})"\\}`, "y");

/** Reads a key and its value where they are written in the usual way; undefined, and the cursor unmoved, otherwise. */
export function readUsualEntry(cursor: Cursor): HexLockEntry | undefined {
  if (!cursor.plain) return undefined;
  const { text, at: start, file } = cursor;
  head.lastIndex = start;
  const first = head.exec(text);
  if (first === null) return undefined;
  // By index: taking a match apart makes an iterator and an object for each part, for all of a large lock.
  const app = first[1] as string;
  const version = first[3] as string;
  const managers = first[5];
  requirement.lastIndex = head.lastIndex;
  const requires: LockRequirement[] = [];
  let at = head.lastIndex;
  for (let found = requirement.exec(text); found !== null; found = requirement.exec(text)) {
    requires.push({
      app: found[1] as string,
      requirement: found[2] as string,
      package: found[3] as string,
      repo: found[4] as string,
      optional: found[5] === "true",
    });
    at = requirement.lastIndex;
  }
  tail.lastIndex = at;
  const last = tail.exec(text);
  if (last === null || parseVersion(version) === undefined) return undefined;
  cursor.at = tail.lastIndex;
  const value = start + app.length + 4;
  return {
    kind: "hex",
    app,
    package: first[2] as string,
    version,
    innerChecksum: first[4] as string,
    outerChecksum: last[2] as string,
    managers: managers === undefined ? [] : managers.slice(1).split(", :"),
    requires,
    repo: last[1] as string,
    place: file.place(value),
  };
}
