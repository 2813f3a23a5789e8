import type { AskedVersion, Library } from "../library.ts";
import { compareVersions } from "../nif/nif-versions.ts";
import { type Policy, libcUnder } from "../policies.ts";
import { describeBuild } from "./common.ts";
import { type Reason, some } from "./reason.ts";

/**
 * Judges a library by what a system is known to bring; nothing of the machine is looked at.
 * @param bundled names of libraries that lie where the library's own $ORIGIN or @loader_path leads.
 */
export function judgeBySystem(library: Library, policy: Policy, bundled: ReadonlySet<string>): Reason[] {
  const { builtFor } = library;
  if (builtFor.system !== policy.system || !policy.machines.includes(builtFor.machine)) {
    const wants = `${policy.system} on ${policy.machines.join(", ")}`;
    return [
      {
        code: "library-other-machine",
        brief: `for ${builtFor.system} on ${builtFor.machine}`,
        args: { built: describeBuild(library), wants },
        effect: "refused",
      },
    ];
  }
  const libc = libcUnder(policy, builtFor);
  if (libc !== undefined && builtFor.libc !== null && builtFor.libc !== libc) {
    return libc === "musl" ? [glibcOnMusl(library)] : [otherLibc("musl", "glibc", "libc.so")];
  }
  return [...missingLibraries(library, policy, bundled), ...(libc === "musl" ? [] : missingVersions(library, policy))];
}

function missingLibraries(library: Library, policy: Policy, bundled: ReadonlySet<string>): Reason[] {
  return library.needed
    .filter(({ name, weak }) => !weak && !bundled.has(name) && !policy.libraries.some((known) => known.test(name)))
    .map(({ name }) => ({
      code: "library-needs-library",
      brief: `${name} is not there`,
      args: { needed: name, where: "" },
      effect: "refused",
    }));
}

function missingVersions(library: Library, { versions = {} }: Policy): Reason[] {
  const missing = library.versions.filter((asked) => !asked.weak && isAbove(asked, versions));
  // One reason for each family: the highest version that is missing, with the symbols of all that are.
  const families = new Map<string, AskedVersion[]>();
  for (const asked of missing) {
    const family = asked.family ?? asked.name;
    const same = families.get(family);
    if (same === undefined) families.set(family, [asked]);
    else same.push(asked);
  }
  return [...families].map(([family, asked]) => versionReason(asked, versions[family] ?? "none"));
}

/** GLIBC_ABI_DT_RELR stands for what glibc 2.36 brought; GLIBC_PRIVATE is for glibc's own parts. */
function isAbove({ name, family, version }: AskedVersion, has: Readonly<Record<string, string>>): boolean {
  if (name === "GLIBC_ABI_DT_RELR") return compareVersions("2.36", has["GLIBC"] ?? "0") > 0;
  const highest = family === null ? undefined : has[family];
  return highest !== undefined && version !== null && compareVersions(version, highest) > 0;
}

/** @param has the version that is there, or "none". */
export function versionReason(asked: readonly AskedVersion[], has: string): Reason {
  const byVersion = asked.toSorted((a, b) => compareVersions(b.version ?? "0", a.version ?? "0"));
  const highest = byVersion[0] as AskedVersion;
  const symbols = byVersion.flatMap((version) => version.symbols);
  return {
    code: "library-needs-version",
    brief: symbols.length === 0 ? highest.name : `${highest.name} (${some(symbols)})`,
    args: {
      version: highest.name,
      needed: highest.library,
      symbols: symbols.length === 0 ? "the library itself" : some(symbols, 6),
      has,
    },
    effect: "refused",
  };
}

/** Why a library bound to one C library does not load with the other. */
export function otherLibc(built: "glibc" | "musl", has: "glibc" | "musl", sign: string): Reason {
  return {
    code: "library-other-libc",
    brief: `${built} (${sign})`,
    args: { built, has, sign },
    effect: "refused",
  };
}

/**
 * musl's loader serves the name libc.so.6 itself, so that plain C may load; not so the loader's own name, which Rust's
 * libraries need, nor the checked forms of functions that _FORTIFY_SOURCE takes (run with musl 1.2.5).
 */
export function glibcOnMusl(library: Library): Reason {
  const loader = library.needed.find(({ name }) => /^ld-linux|^ld(?:64)?\.so/.test(name));
  if (loader !== undefined) return otherLibc("glibc", "musl", loader.name);
  const checked = library.imports.filter(({ name, weak }) => !weak && /^__\w+_chk$|^__isoc\d+_/.test(name));
  if (checked.length > 0) return otherLibc("glibc", "musl", some(checked.map(({ name }) => name)));
  return { ...otherLibc("glibc", "musl", "libc.so.6"), effect: "unknown" };
}
