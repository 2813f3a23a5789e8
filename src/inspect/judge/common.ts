import type { Library } from "../library.ts";
import { isNif } from "../library.ts";
import type { Reason } from "./reason.ts";

/** "Linux on x86_64, 64 bit" */
export function describeBuild({ builtFor, format }: Library): string {
  const { system, machine, bits, byteOrder, libc } = builtFor;
  const order = byteOrder === "big" ? ", big endian" : "";
  return `${system} on ${machine} (${format}, ${bits} bit${order}${libc === null ? "" : `, ${libc}`})`;
}

/**
 * What keeps a library from loading anywhere: it is no shared library, or nothing starts its NIFs.
 * @param asNif whether it is meant to be one: named by the user, or loaded by a module.
 */
export function judgeItself(library: Library, asNif: boolean): Reason[] {
  const reasons: Reason[] = [];
  if (library.kind !== "shared library") {
    reasons.push({
      code: "library-not-shared",
      brief: `a ${library.kind}`,
      args: { what: `${/^[aeiou]/.test(library.kind) ? "an" : "a"} ${library.kind}` },
      effect: "refused",
    });
    return reasons;
  }
  const { inits } = library.nif;
  if ((asNif || isNif(library)) && !inits.includes("nif_init")) {
    const others = inits.length === 0 ? "" : `, only ${inits.join(", ")}`;
    reasons.push({ code: "library-no-init", brief: `no nif_init${others}`, args: { others }, effect: "refused" });
  }
  if (library.muslStd) {
    reasons.push({ code: "library-musl-std", brief: "Rust's std of musl bound to glibc", args: {}, effect: "wrong" });
  }
  return reasons;
}
