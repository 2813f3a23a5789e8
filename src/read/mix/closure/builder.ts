import type { Builder } from "../../../model/dependency.ts";
import { joinPath } from "../../../model/paths.ts";
import { type Known, isUnknown, unknown } from "../../../model/unknown.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import type { Resolved } from "./resolve.ts";

/**
 * What builds a dependency, decided as Mix does (lib/mix/dep/loader.ex, load/3): `manager:` of its declaration, the
 * managers that the lock lists, the files in its sources. Unknown where none of them says.
 * @param sourcesOf absolute folder of the sources, if they are at hand; asked only where nothing else says.
 */
export function builderOf(resolved: Resolved, sourcesOf: () => string | undefined, fs: ReadFileSystem): Known<Builder> {
  const declared = resolved.want?.declared;
  if (declared?.compile === false) return "none";
  if (typeof declared?.compile === "string") {
    const command = declared.compile.trim();
    const found = BY_COMMAND.find(([pattern]) => pattern.test(command))?.[1];
    return found ?? unknown(`a shell command compiles it: ${command}`);
  }
  if (declared !== undefined && isUnknown(declared.compile)) return declared.compile;
  const manager = declared?.manager ?? null;
  if (isUnknown(manager)) return manager;
  const named = manager === null ? undefined : BY_MANAGER.get(manager);
  if (named !== undefined) return named;
  const locked = resolved.entry?.kind === "hex" ? byLock(resolved.entry.managers) : undefined;
  if (locked !== undefined) return locked;
  const sources = sourcesOf();
  const found = sources === undefined ? undefined : byFiles(sources, fs);
  return found ?? unknown(sources === undefined ? "its sources are not at hand" : "its sources have no build file");
}

const BY_MANAGER: ReadonlyMap<string, Builder> = new Map([
  ["mix", "mix"],
  ["rebar3", "rebar3"],
  ["rebar", "rebar3"],
  ["erlang.mk", "erlang.mk"],
  ["make", "make"],
]);

/** Commands that do what a builder does. */
const BY_COMMAND: readonly (readonly [RegExp, Builder])[] = [
  [/^g?make(?: all)?$/, "make"],
  [/^(?:\.\/)?rebar3? (?:bare )?compile(?: |$)/, "rebar3"],
  [/^mix compile$/, "mix"],
];

/** Mix first, as Mix prefers itself, then in the order of the table. */
function byLock(managers: readonly string[]): Builder | undefined {
  for (const [manager, builder] of BY_MANAGER) if (managers.includes(manager)) return builder;
  return undefined;
}

const BY_FILE: readonly (readonly [string, Builder])[] = [
  ["mix.exs", "mix"],
  ["rebar", "rebar3"],
  ["rebar.config", "rebar3"],
  ["rebar.config.script", "rebar3"],
  ["rebar.lock", "rebar3"],
  ["erlang.mk", "erlang.mk"],
  ["Makefile", "make"],
  ["Makefile.win", "make"],
];

function byFiles(folder: string, fs: ReadFileSystem): Builder | undefined {
  return BY_FILE.find(([file]) => fs.exists(joinPath(folder, file)))?.[1];
}
