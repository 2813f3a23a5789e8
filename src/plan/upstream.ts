/** Where a package of nixpkgs has its sources from: what `--src` says, taken apart. */
export type SourceAddress =
  | {
      readonly kind: "forge";
      readonly forge: Forge;
      readonly owner: string;
      readonly repo: string;
      readonly ref: SourceRef | null;
    }
  | { readonly kind: "git"; readonly url: string; readonly ref: SourceRef | null }
  /** A tarball. */
  | { readonly kind: "file"; readonly url: string };

export type Forge = "github" | "gitlab" | "codeberg";

export type SourceRef =
  | { readonly kind: "tag"; readonly name: string }
  /** A full commit id. */
  | { readonly kind: "commit"; readonly name: string };

/** The same with what was found out of it. */
export interface UpstreamPlan {
  readonly address: SourceAddress;
  /** The folder of mix.exs in the sources. */
  readonly folder: string;
  /** Null for a tarball. */
  readonly ref: SourceRef | null;
  /** Of what the fetcher gives, in SRI form; null = not known here. */
  readonly hash: string | null;
  /** Whether the repository has submodules, which the fetcher is told to take. */
  readonly submodules: boolean;
  /** Of the commit, YYYY-MM-DD; null for a tag or a file, and where it is not known. */
  readonly date: string | null;
  /** Of the crates that a crate is built from, by the attribute of the crate; those that are not known are absent. */
  readonly cargoHashes: Readonly<Record<string, string>>;
}

/** The forms of `--src`, for people. */
export const SOURCE_FORMS =
  "github:OWNER/REPO, gitlab:OWNER/REPO or codeberg:OWNER/REPO, each with /TAG or /COMMIT behind it or without; git+https://HOST/PATH?tag=TAG or ?rev=COMMIT; https://HOST/FILE.tar.gz";

const forges: readonly Forge[] = ["github", "gitlab", "codeberg"];

const hosts: Readonly<Record<Forge, string>> = {
  github: "github.com",
  gitlab: "gitlab.com",
  codeberg: "codeberg.org",
};

const forgePattern = /^(?<forge>[a-z]+):(?<owner>[\w.-]+(?:\/[\w.-]+)*?)\/(?<repo>[\w.-]+)$/;
const addressPattern = /^https?:\/\/[\w.-]+(?::\d+)?\/[\w./~%+,@=-]+$/;
/** What git takes for the name of a tag, of plain characters (git-check-ref-format). */
const tagPattern = /^(?![-/.])(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)|[./]$))[\w./+-]+$/;

/** Takes `--src` apart; undefined for what is none of its forms. */
export function readSource(text: string): SourceAddress | undefined {
  if (text.startsWith("git+")) return gitAddress(text.slice("git+".length));
  if (/^https?:/.test(text)) return addressPattern.test(text) ? { kind: "file", url: text } : undefined;
  const [forge] = text.split(":");
  if (!forges.some((each) => each === forge)) return undefined;
  // Owner and repository are two words, what follows is a tag, in which slashes may be. Groups of gitlab have no form here.
  const words = text.slice(`${forge}:`.length).split("/");
  const groups = forgePattern.exec(`${forge}:${words.slice(0, 2).join("/")}`)?.groups;
  const ref = words.length > 2 ? readRef(words.slice(2).join("/")) : null;
  if (groups === undefined || ref === undefined) return undefined;
  return { kind: "forge", forge: forge as Forge, owner: groups["owner"] ?? "", repo: groups["repo"] ?? "", ref };
}

function gitAddress(text: string): SourceAddress | undefined {
  const [url = "", query, ...more] = text.split("?");
  if (!addressPattern.test(url) || more.length > 0) return undefined;
  if (query === undefined) return { kind: "git", url, ref: null };
  const [, kind, name = ""] = /^(tag|rev)=(.+)$/.exec(query) ?? [];
  const ref = readRef(name);
  return ref === undefined || (kind === "rev") !== (ref.kind === "commit") ? undefined : { kind: "git", url, ref };
}

const readRef = (name: string): SourceRef | undefined =>
  /^[0-9a-f]{40}$/.test(name) ? { kind: "commit", name } : tagPattern.test(name) ? { kind: "tag", name } : undefined;

/** The address that git fetches; null for a file. */
export function repositoryOf(address: SourceAddress): string | null {
  if (address.kind === "file") return null;
  return address.kind === "git" ? address.url : `https://${hosts[address.forge]}/${address.owner}/${address.repo}`;
}

/** The form of `--src` that names another tag of the same sources. */
export function withTag(address: Exclude<SourceAddress, { kind: "file" }>, tag: string): string {
  return address.kind === "git"
    ? `git+${address.url}?tag=${tag}`
    : `${address.forge}:${address.owner}/${address.repo}/${tag}`;
}

/** Where the sources of a tag or commit are when none was named: as most projects tag their versions. */
export const defaultRef = (version: string): SourceRef => ({ kind: "tag", name: `v${version}` });
