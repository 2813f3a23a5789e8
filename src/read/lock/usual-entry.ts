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
  const [, app, packageName, version, innerChecksum, managers] = first as unknown as string[];
  requirement.lastIndex = head.lastIndex;
  const requires: LockRequirement[] = [];
  let at = head.lastIndex;
  for (let found = requirement.exec(text); found !== null; found = requirement.exec(text)) {
    const [, required, wanted, requiredPackage, repo, optional] = found as unknown as string[];
    requires.push({
      app: required as string,
      requirement: wanted as string,
      package: requiredPackage as string,
      repo: repo as string,
      optional: optional === "true",
    });
    at = requirement.lastIndex;
  }
  tail.lastIndex = at;
  const last = tail.exec(text);
  if (last === null || parseVersion(version as string) === undefined) return undefined;
  cursor.at = tail.lastIndex;
  const value = start + (app as string).length + 4;
  return {
    kind: "hex",
    app: app as string,
    package: packageName as string,
    version: version as string,
    innerChecksum: innerChecksum as string,
    outerChecksum: last[2] as string,
    managers: managers === undefined ? [] : managers.slice(1).split(", :"),
    requires,
    repo: last[1] as string,
    place: file.place(value),
  };
}
