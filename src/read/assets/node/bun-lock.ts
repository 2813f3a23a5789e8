import type { NodeSource } from "../../../model/assets.ts";
import { expandPath, joinPath } from "../../../model/paths.ts";
import { gitSource, tarballUrl } from "./address.ts";
import { usableHash } from "./integrity.ts";
import { type LockText, LockError } from "./lock-text.ts";
import { registryOf, type TarballAddress } from "./package-registry.ts";
import { parseJson } from "./parse-json.ts";
import { fields, text, texts } from "./record.ts";
import { systemsOf } from "./systems.ts";

/**
 * bun.lock, the text form: packages by the path that they have in node_modules (`a/b` is b in a), each a list that begins with
 * `name@version`. Source: bun's documentation of its lockfile, and locks that it writes.
 */
export function readBunLock({ file, folder, absolute, fs, tree }: LockText): void {
  const lock = fields(parseJson(file.text));
  if (lock["lockfileVersion"] !== 0 && lock["lockfileVersion"] !== 1) {
    throw new LockError(
      `its version, ${String(lock["lockfileVersion"])}, is not known`,
      file.text.indexOf("lockfileVersion"),
    );
  }
  const registry = registryOf([absolute], fs);
  const packages = Object.entries(fields(lock["packages"]));
  const own = new Map<string, string>();
  for (const [path, entry] of packages) {
    const at = text(listed(entry)[0])?.match(/^(?:@[^/]+\/)?[^@/]+@workspace:(.*)$/)?.[1];
    if (at !== undefined) own.set(path, at);
  }
  for (const name of texts(lock["trustedDependencies"])) tree.hasScripts(name, []);
  for (const [path, value] of packages) {
    const key = `${JSON.stringify(path)}: [`;
    const entry = listed(value);
    const names = segments(path);
    const workspace = own.get(names[0] as string);
    const at = workspace !== undefined && names.length > 1 ? [workspace, ...names.slice(1)] : [".", ...names];
    const place = at.slice(1).reduce((above, name) => joinPath(above, "node_modules", name), at[0] as string);
    if (own.has(path)) tree.link(place, own.get(path) as string, key);
    else readEntry(place, entry, key);
  }

  function readEntry(place: string, entry: readonly unknown[], key: string): void {
    const [, name, version] = /^((?:@[^/]+\/)?[^@/]+)@(.*)$/.exec(text(entry[0]) ?? "") ?? [];
    if (name === undefined || version === undefined) return;
    const info = fields(entry.find((each) => typeof each === "object" && each !== null));
    if (info["bundled"] === true) return;
    const [, kind, target = ""] = /^(file|link|root):(.*)$/.exec(version) ?? [];
    if (kind !== undefined && !/\.(?:tgz|tar\.gz)$/.test(target)) {
      return kind === "file" ? tree.copy(place, target, key) : tree.link(place, target || ".", key);
    }
    const systems = systemsOf(info);
    tree.package(place, {
      name,
      version,
      source: sourceOf(name, version, entry, registry, folder),
      systems,
      optional: systems !== null,
      key,
    });
  }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** `@a/b/c` are `@a/b` and c. */
const segments = (path: string): readonly string[] => path.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [path];

function sourceOf(
  name: string,
  version: string,
  entry: readonly unknown[],
  registry: TarballAddress,
  folder: string,
): NodeSource | undefined {
  if (version.startsWith("file:")) return { kind: "file", path: expandPath(version.slice("file:".length), folder) };
  const hash = entry.map(usableHash).find((each) => each !== undefined);
  const url = tarballUrl(version) ?? tarballUrl(entry[1]) ?? registry(name, version);
  if (/^(?:github:|git[+:])/.test(version)) return gitSource(version);
  return hash === undefined ? undefined : { kind: "tarball", url, hash };
}
