import { readErlangBinary } from "../../erlang/external-format.ts";
import { decodeText, itemsOf, pairsOf, textOf, type ErlangTerm } from "../../erlang/term.ts";
import type { HexLockEntry } from "../../model/lock.ts";
import { Malformed } from "../../model/malformed.ts";

/** The file `.hex` that Hex leaves in deps/<app>: which package lies there. */
export interface HexManifest {
  readonly name: string;
  readonly version: string;
  readonly innerChecksum: string | undefined;
  readonly outerChecksum: string | undefined;
  readonly repo: string;
  readonly managers: readonly string[];
}

/**
 * Reads `.hex`: `{{hex, 1 or 2, _}, map}` as an Erlang binary; before 2019 lines of text, "name,version,checksum,repo"
 * and the managers. After hex lib/hex/scm.ex `parse_manifest/1`. Throws Malformed for anything else.
 */
export function readHexManifest(bytes: Uint8Array): HexManifest {
  return bytes[0] === 131 ? fromTerm(readErlangBinary(bytes)) : fromText(decodeText(bytes));
}

function fromTerm(term: ErlangTerm): HexManifest {
  const [tag, map] = term.kind === "tuple" && term.items.length === 2 ? term.items : [];
  const [name, format] = tag?.kind === "tuple" ? tag.items : [];
  const known = format?.kind === "integer" && (format.value === 1n || format.value === 2n);
  if (textOf(name) !== "hex" || !known || map?.kind !== "map") throw new Malformed("no manifest of a known format");
  const fields = pairsOf(map);
  return manifest({
    name: textOf(fields.get("name")),
    version: textOf(fields.get("version")),
    innerChecksum: textOf(fields.get("inner_checksum")) ?? textOf(fields.get("checksum")),
    outerChecksum: textOf(fields.get("outer_checksum")),
    repo: textOf(fields.get("repo")),
    managers: itemsOf(fields.get("managers")).map((manager) => textOf(manager) ?? ""),
  });
}

function fromText(text: string): HexManifest {
  const [first = "", managers = "", ...more] = text.trim().split("\n");
  const [name, version, innerChecksum, repo] = first.split(",");
  if (more.length > 0) throw new Malformed("no manifest: it has more than two lines");
  return manifest({ name, version, innerChecksum, repo, managers: managers === "" ? [] : managers.trim().split(",") });
}

/** The fields as a file has them. */
type Written = Pick<HexManifest, "managers"> & {
  readonly [Field in Exclude<keyof HexManifest, "managers">]?: string | undefined;
};

function manifest({ name, version, innerChecksum, outerChecksum, repo, managers }: Written): HexManifest {
  if (!name || !version) throw new Malformed("no manifest: it names no package or no version");
  return {
    name,
    version: version.trim(),
    innerChecksum: innerChecksum?.trim().toLowerCase(),
    outerChecksum: outerChecksum?.toLowerCase(),
    repo: repo?.trim() || "hexpm",
    managers,
  };
}

/** Whether the package of a manifest is the locked one: Hex's own test (lib/hex/scm.ex `lock_status`). */
export function manifestMatches(manifest: HexManifest, entry: HexLockEntry): boolean {
  return (
    manifest.name === entry.package &&
    manifest.version === entry.version &&
    manifest.repo === entry.repo &&
    (manifest.innerChecksum ?? null) === entry.innerChecksum &&
    (manifest.outerChecksum === undefined ||
      entry.outerChecksum === null ||
      manifest.outerChecksum === entry.outerChecksum)
  );
}
