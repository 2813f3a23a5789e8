import { itemKey } from "../../elixir/eval/values/keyword-list.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { Version } from "../../elixir/version/version.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { keywordGet } from "../mix/keyword-get.ts";
import type { NifContext } from "./nif-context.ts";
import { placeOfNif } from "./place.ts";
import { ownOptions } from "./precompiled-versions.ts";
import { rustupOf } from "./rustler-fields.ts";
import { isAtLeast, oldestUsable, optionUnknownTo, showVersion } from "./rustler-versions.ts";

/** Reports options that the locked Rustler does not take, and those that a Nix build answers in its own way. */
export function checkOptions(
  context: NifContext,
  nif: NifModule,
  layers: readonly (Value | undefined)[],
  rustler: Version | undefined,
): void {
  const place = placeOfNif(nif);
  const { module } = nif;
  const { diagnostics } = context;
  const builds = nif.macro === "Rustler" || nif.forceBuild === true;
  if (builds && rustler !== undefined) {
    const version = showVersion(rustler);
    if (!isAtLeast(rustler, oldestUsable)) {
      diagnostics.report("rustler-too-old", place, { module, version, oldest: oldestUsable });
    } else {
      for (const option of writtenKeys(layers)) {
        if (nif.macro === "RustlerPrecompiled" && ownOptions.has(option)) continue;
        const why = optionUnknownTo(rustler, option);
        if (why !== undefined) diagnostics.report("rustler-option-unknown", place, { module, option, version, why });
      }
    }
  }
  for (const key of ["otp_app", "crate", "path"]) {
    const value = layers.map((layer) => (layer === undefined ? undefined : keywordGet(layer, key))).find((one) => one);
    if (value?.t === "unknown")
      diagnostics.report("nif-value-unknown", value.place, { module, option: key, why: value.why });
  }
  const cargo = layers
    .map((layer) => (layer === undefined ? undefined : keywordGet(layer, "cargo")))
    .find((one) => one);
  if (cargo !== undefined && !(cargo.t === "atom" && cargo.v === "system") && rustupOf(cargo) === null) {
    diagnostics.report("nif-cargo-ignored", place, { module });
  }
}

function writtenKeys(layers: readonly (Value | undefined)[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const layer of layers) {
    if (layer?.t !== "list") continue;
    for (const item of layer.items) {
      const key = itemKey(item);
      if (key !== undefined) keys.add(key);
    }
  }
  return keys;
}
