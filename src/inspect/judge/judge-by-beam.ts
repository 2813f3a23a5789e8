import { isUnknown } from "../../model/unknown.ts";
import type { AskedVersion, Library } from "../library.ts";
import type { Beam } from "../loader/find-beam.ts";
import type { Need } from "../loader/loader.ts";
import { type LoadedObject, sameMachine } from "../loader/object.ts";
import { compareVersions, newestNifVersion, otpOf } from "../nif/nif-versions.ts";
import { describeBuild } from "./common.ts";
import { type Effect, type Reason, some } from "./reason.ts";
import { glibcOnMusl, otherLibc, versionReason } from "./system.ts";

/**
 * Judges a library by a VM and the machine that it lies on: the libraries that are there, their versions and symbols, and
 * the functions that the VM exports.
 * @param object the library as a loader knows it; undefined where it is no ELF file.
 */
export function judgeByBeam(library: Library, object: LoadedObject | undefined, beam: Beam): Reason[] {
  if (object === undefined || !sameMachine(object.machine, beam.object.machine)) {
    return [
      {
        code: "library-other-machine",
        brief: `for ${library.builtFor.system} on ${library.builtFor.machine}`,
        args: { built: describeBuild(library), wants: `Linux on ${beam.machine}` },
        effect: "refused",
      },
    ];
  }
  const { needs, objects } = beam.loader.load(object);
  // Where the VM's own libraries are not there, this is not its machine, and nothing can be said of what is missing.
  const missing: Effect = beam.loader.missing.length === 0 ? "refused" : "unknown";
  const reasons = [
    ...missingLibraries(object, needs, beam, missing),
    ...(beam.loader.musl ? [] : missingVersions(library, needs)),
  ];
  if (reasons.length === 0 && missing === "refused") {
    reasons.push(...undefinedSymbols(library, [...beam.loader.objects, ...objects], beam));
  } else if (missing === "unknown" && beam.loader.musl && library.builtFor.libc === "glibc") {
    reasons.push(glibcOnMusl(library));
  }
  return [...reasons, ...nifVersion(library, beam)];
}

function missingLibraries(
  object: LoadedObject,
  needs: readonly Need[],
  { loader, libc }: Beam,
  missing: Effect,
): Reason[] {
  return needs.flatMap(({ name, by, result }): Reason[] => {
    if ("object" in result) return [];
    const musl = name === "libc.so" || /^(?:ld-musl-|libc\.musl-)/.test(name);
    if (libc === "glibc" && musl) return [otherLibc("musl", "glibc", name)];
    if (libc === "musl" && /^ld-linux|^ld64\.so/.test(name)) return [otherLibc("glibc", "musl", name)];
    if (missing === "unknown" && loader.missing.includes(name)) return [];
    return [
      {
        code: "library-needs-library",
        brief: result.how === "no library" ? `${name} is no library` : `${name} is not found`,
        args: { needed: name, where: by === object ? "" : ` (by ${by.path})` },
        effect: missing,
      },
    ];
  });
}

/** Held against what the libraries that were found define, not against a table. */
function missingVersions(library: Library, needs: readonly Need[]): Reason[] {
  const byName = new Map(needs.flatMap(({ name, result }) => ("object" in result ? [[name, result.object]] : [])));
  const asked = new Map<string, AskedVersion[]>();
  for (const version of library.versions) {
    const from = byName.get(version.library);
    // A library without any versions satisfies every one (with a warning).
    if (version.weak || from === undefined || from.versions.size === 0 || from.versions.has(version.name)) continue;
    const key = `${version.library} ${version.family ?? version.name}`;
    asked.set(key, [...(asked.get(key) ?? []), version]);
  }
  return [...asked.values()].map((versions) => {
    const { library: name, family } = versions[0] as AskedVersion;
    return versionReason(versions, highest(byName.get(name), family) ?? "none");
  });
}

function highest(object: LoadedObject | undefined, family: string | null): string | undefined {
  return [...(object?.versions ?? [])]
    .flatMap((name) => (family !== null && name.startsWith(`${family}_`) ? name.slice(family.length + 1) : []))
    .filter((version) => /^[\d.]+$/.test(version))
    .sort(compareVersions)
    .at(-1);
}

/** The VM wants all symbols when it loads a library (RTLD_NOW): one that nothing defines is refused. */
function undefinedSymbols(library: Library, objects: readonly LoadedObject[], beam: Beam): Reason[] {
  const unknown = library.imports
    .filter(({ weak, version }) => !weak && (version === null || beam.loader.musl))
    .filter(({ name }) => !objects.some((object) => object.defines(name)))
    .map(({ name }) => name);
  const [enif, others] = [unknown.filter(isEnif), unknown.filter((name) => !isEnif(name))];
  const reasons: Reason[] = [];
  if (enif.length > 0) reasons.push(newerNif(enif, beam, "refused"));
  if (others.length > 0) {
    reasons.push({
      code: "library-undefined-symbol",
      brief: `${some(others)} ${others.length === 1 ? "is" : "are"} defined nowhere`,
      args: { symbols: some(others, 6) },
      effect: "refused",
    });
  }
  return reasons;
}

const isEnif = (name: string): boolean => name.startsWith("enif_");

function otpText(version: string | undefined): string {
  const otp = otpOf(version ?? "");
  return otp === undefined ? "a later Erlang/OTP" : `Erlang/OTP ${otp} or later`;
}

/** Functions of the VM that this one does not have. */
function newerNif(enif: readonly string[], beam: Beam, effect: Effect): Reason {
  const version = newestNifVersion(enif);
  return {
    code: "library-nif-version",
    brief: `NIF ${version ?? "version that is not known"} (${some(enif)})`,
    args: {
      version: version === undefined ? "functions that no known NIF version has" : `NIF version ${version}`,
      why: some(enif, 6),
      has: beam.nifVersion === undefined ? "older ones" : `NIF version ${beam.nifVersion}`,
      otp: otpText(version),
      what: effect === "kills" ? "stops when it loads the library" : "refuses the library",
    },
    effect,
  };
}

function nifVersion(library: Library, beam: Beam): Reason[] {
  const { nif } = library;
  if (nif.asksByName) {
    const missing = nif.enif.filter((name) => !beam.object.defines(name));
    return missing.length === 0 ? [] : [newerNif(missing, beam, "kills")];
  }
  if (isUnknown(nif.version) || nif.version === null || beam.nifVersion === undefined) return [];
  if (compareVersions(nif.version, beam.nifVersion) <= 0) return [];
  return [
    {
      code: "library-nif-version",
      brief: `NIF ${nif.version}`,
      args: {
        version: `NIF version ${nif.version}`,
        why: "its ErlNifEntry",
        has: `NIF version ${beam.nifVersion}`,
        otp: otpText(nif.version),
        what: "refuses the library",
      },
      effect: "refused",
    },
  ];
}
