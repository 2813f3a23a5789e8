/** The newest version of Cargo.lock there is: cargo 1.78. */
export const NEWEST_LOCK = 4;

/** A git source of Cargo.lock taken apart. */
export interface GitSource {
  readonly url: string;
  /** The full commit id. */
  readonly rev: string;
  /** What the manifest asked for: a branch, a tag, or a revision. */
  readonly reference: { readonly kind: "branch" | "tag" | "rev"; readonly name: string } | null;
}

/**
 * `git+URL?branch=NAME#COMMIT`; undefined for other sources.
 * From version 4 of the lock on names in the query are percent-encoded, before that they are as written
 * (cargo's src/cargo/core/source_id.rs): `+` and `%` then stand for themselves. Address and commit are alike in all.
 */
export function gitSource(source: string, lockVersion = NEWEST_LOCK): GitSource | undefined {
  const match = /^git\+([^?#]+)(?:\?(.*))?#([0-9a-f]{40}|[0-9a-f]{64})$/.exec(source);
  if (match === null) return undefined;
  const [, url = "", query = "", rev = ""] = match;
  const reference = /^(branch|tag|rev|ref)=(.*)$/s.exec(query);
  if (reference === null) return { url, rev, reference: null };
  const kind = reference[1] === "ref" ? "rev" : (reference[1] as "branch" | "tag" | "rev");
  const name = reference[2] ?? "";
  return { url, rev, reference: { kind, name: lockVersion >= 4 ? decoded(name) : name } };
}

/** As form data: `+` is a space. What is no valid encoding stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
