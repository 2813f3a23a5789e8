import { foldersAbove, joinPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { ToolchainFile, ToolchainRequest } from "../../model/toolchain.ts";
import { type Known, unknown } from "../../model/unknown.ts";
import { type CargoContext, placeOfFile, placeOfText, shown } from "./cargo-context.ts";
import { string, strings, table } from "./toml.ts";

/** What rustup's toolchains are called: rustup src/dist/mod.rs, `PartialToolchainDesc`. A date of stable is left out: see `dated`. */
const channel = /^(?:stable|beta|nightly|\d+\.\d+(?:\.\d+)?)(?:-\d{4}-\d{2}-\d{2})?$/;
const name = /^[\w.-]+$/;
const profiles: ReadonlySet<string> = new Set(["minimal", "default", "complete"]);

/**
 * The toolchain file that holds in a folder: the nearest on the way up; in one folder `rust-toolchain` wins over
 * `rust-toolchain.toml`. Null where there is none. rustup: doc/user-guide/src/overrides.md.
 * @param folder absolute.
 */
export function toolchainFileFor(context: CargoContext, folder: string): ToolchainFile | null {
  for (const above of foldersAbove(folder, context.limit)) {
    for (const file of ["rust-toolchain", "rust-toolchain.toml"]) {
      const path = joinPath(above, file);
      const text = context.fs.isDirectory(path) ? undefined : context.fs.readText(path);
      if (text === undefined) continue;
      const source = new SourceFile(shown(context, path), text);
      const { asks, at } = readToolchainFile(context, text, file === "rust-toolchain");
      return {
        path: shown(context, path),
        place: at === undefined ? placeOfFile(context, path) : placeOfText(source, at),
        asks,
      };
    }
  }
  return null;
}

interface Read {
  readonly asks: Known<ToolchainRequest>;
  /** What in the text the request is about. */
  readonly at?: string;
}

/** `legacy`: one line of a file without suffix is the toolchain's name, whatever it looks like. */
function readToolchainFile(context: CargoContext, text: string, legacy: boolean): Read {
  const lines = text.split("\n").filter((line, index, all) => index < all.length - 1 || line !== "");
  if (text.trim() === "") return { asks: unknown("it is empty") };
  if (legacy && lines.length === 1) return { asks: named(text.trim(), {}), at: text.trim() };
  let toml;
  try {
    toml = table(context.toml(text)["toolchain"]);
  } catch {
    return { asks: unknown("it is not valid TOML") };
  }
  if (toml === undefined) return { asks: unknown("it has no [toolchain] table") };
  if (toml["path"] !== undefined) {
    return { asks: unknown("`path` is a folder of one machine"), at: string(toml["path"]) ?? "path" };
  }
  const wanted = string(toml["channel"]);
  if (toml["channel"] !== undefined && wanted === undefined) {
    return { asks: unknown("`channel` is no text"), at: "channel" };
  }
  if (wanted !== undefined) return { asks: named(wanted, toml), at: wanted };
  const asks = named(null, toml);
  return { asks: Object.keys(toml).length === 0 ? unknown("its [toolchain] table is empty") : asks, at: "toolchain" };
}

/** What a toolchain's name alone asks for, as `rustup run NAME` takes it. Unknown where nobody else could have it. */
export const toolchainNamed = (wanted: string): Known<ToolchainRequest> => named(wanted, {});

function named(wanted: string | null, toml: Readonly<Record<string, unknown>>): Known<ToolchainRequest> {
  if (wanted !== null && /^\d+\.\d+\.\d+-beta(\.\d+)?$/.test(wanted)) {
    return unknown(`${wanted} is a beta by its number; only its date says which`);
  }
  if (wanted !== null && !channel.test(wanted)) {
    return unknown(`${JSON.stringify(wanted)} is no channel of rustup's but a toolchain of somebody's own`);
  }
  const dated = wanted !== null && /^(stable|\d.*)-\d{4}-\d{2}-\d{2}$/.test(wanted);
  if (dated) return unknown(`${wanted} is a stable release by its date; only its number says which`);
  const components = strings(toml["components"]) ?? [];
  const targets = strings(toml["targets"]) ?? [];
  const profile = string(toml["profile"]) ?? null;
  const odd = [...components, ...targets].find((each) => !name.test(each));
  if (odd !== undefined) return unknown(`${JSON.stringify(odd)} is the name of no component or target`);
  if (profile !== null && !profiles.has(profile))
    return unknown(`${JSON.stringify(profile)} is no profile of rustup's`);
  return { channel: wanted, components, targets, profile };
}
