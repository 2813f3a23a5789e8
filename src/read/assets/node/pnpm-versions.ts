/** How one version of pnpm's lock writes the paths of packages. */
export interface PnpmForm {
  /** What an instance depends on stands apart from what the package is. */
  readonly hasSnapshots: boolean;
  readonly nameAndVersion: (path: string) => readonly [name: string, version: string];
  /** The path that a reference of a dependency means. */
  readonly pathOf: (name: string, reference: string) => string;
  readonly withoutPeers: (path: string) => string;
  readonly isPatched: (path: string) => boolean;
}

/** `name@version` with an optional scope. */
function splitAt(path: string): readonly [string, string] {
  const at = path.indexOf("@", 1);
  return at === -1 ? [path, ""] : [path.slice(0, at), path.slice(at + 1)];
}

/** Peers, and the hash of a patch, stand in brackets behind the path. */
function withoutBrackets(path: string): string {
  const bracket = path.indexOf("(");
  return bracket === -1 ? path : path.slice(0, bracket);
}

const isPatched = (path: string): boolean => path.includes("(patch_hash=");

/** `name@1.0.0(peer@2.0.0)` */
const nine: PnpmForm = {
  hasSnapshots: true,
  nameAndVersion: (path) => splitAt(withoutBrackets(path)),
  pathOf: (name, reference) => {
    const bare = withoutBrackets(reference);
    const at = bare.indexOf("@", 1);
    const colon = bare.indexOf(":");
    return at !== -1 && (colon === -1 || at < colon) ? reference : `${name}@${reference}`;
  },
  withoutPeers: withoutBrackets,
  isPatched,
};

/** `/name@1.0.0(peer@2.0.0)`, `file:folder`, `github.com/owner/name/commit` */
const six: PnpmForm = {
  hasSnapshots: false,
  nameAndVersion: (path) => splitAt(withoutBrackets(path).replace(/^\//, "")),
  pathOf: (name, reference) =>
    reference.startsWith("file:") || withoutBrackets(reference).includes("/") ? reference : `/${name}@${reference}`,
  withoutPeers: withoutBrackets,
  isPatched,
};

/** `/name/1.0.0_peer@2.0.0` */
const five: PnpmForm = {
  hasSnapshots: false,
  nameAndVersion: (path) => {
    const [, name = path, version = ""] = /^\/((?:@[^/]+\/)?[^/]+)\/([^/_]+)/.exec(path) ?? [];
    return [name, version];
  },
  pathOf: (name, reference) =>
    reference.includes("/") || reference.startsWith("file:") ? reference : `/${name}/${reference}`,
  withoutPeers: (path) => path.replace(/_.*$/, ""),
  // The hash is not marked as one: whatever a patch is named for is patched.
  isPatched: () => true,
};

/** Undefined for versions that are not known. */
export function pnpmForm(version: string): PnpmForm | undefined {
  const major = /^(\d+)(?:\.\d+)?(?:-\w+)*$/.exec(version)?.[1];
  return major === "9"
    ? nine
    : major === "6"
      ? six
      : version.startsWith("5.") && Number.parseFloat(version) >= 5.3
        ? five
        : undefined;
}
