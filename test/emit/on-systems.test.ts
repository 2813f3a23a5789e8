import { expect, test } from "vitest";
import { boolOn, hostPlatform, isOneOf, listOfSome, listOn, textOn, withEnvOn } from "../../src/emit/on-systems.ts";
import { onSystem, perSystem, type System, systems } from "../../src/model/systems.ts";
import type { Expr } from "../../src/nix/ast.ts";
import { set, bind, list, str } from "../../src/nix/build.ts";
import { printNix } from "../../src/nix/print.ts";
import { evaluate } from "./nix.ts";

/** What real Nix makes of expressions on each system, with the attributes that nixpkgs' platforms have (lib/systems/inspect.nix). */
function onEach(expressions: readonly Expr[]): Readonly<Record<System, readonly unknown[]>> {
  const text = printNix({ header: [], body: list(expressions) });
  const platforms = systems.map((system) => {
    const [cpu, os] = system.split("-");
    const is = (name: string, holds: boolean): string => `${name} = ${holds};`;
    return `"${system}" = { system = "${system}"; ${is("isLinux", os === "linux")} ${is("isDarwin", os === "darwin")} ${is("isx86_64", cpu === "x86_64")} ${is("isAarch64", cpu === "aarch64")} };`;
  });
  return evaluate(`builtins.mapAttrs (_: hostPlatform:
    let
      stdenv = { inherit hostPlatform; };
      lib = rec {
        optionals = holds: items: if holds then items else [ ];
        optionalAttrs = holds: attributes: if holds then attributes else { };
        optionalString = holds: text: if holds then text else "";
      };
    in ${text}) { ${platforms.join(" ")} }`) as Readonly<Record<System, readonly unknown[]>>;
}

const subsets: readonly (readonly System[])[] = Array.from({ length: 14 }, (_, index) =>
  systems.filter((_system, bit) => ((index + 1) >> bit) & 1),
);

test("every choice of some systems holds on these alone", () => {
  const found = onEach(subsets.map((where) => isOneOf(where, hostPlatform)));
  for (const system of systems) expect(found[system]).toEqual(subsets.map((where) => where.includes(system)));
});

/** Lists of names on four systems: every way in which two names can be had. */
const lists = Array.from({ length: 256 }, (_, index) => (system: System): readonly string[] => {
  const bits = (index >> (2 * systems.indexOf(system))) & 3;
  return [...(bits & 1 ? ["a"] : []), ...(bits & 2 ? ["b"] : [])];
});

test("lists and variables are on each system what they were", () => {
  const envs = (on: (system: System) => readonly string[]) =>
    Object.fromEntries(
      systems.map((system) => [system, Object.fromEntries(on(system).map((name) => [name, "$x"]))]),
    ) as Record<System, Record<string, string>>;
  const differing = lists.filter((on) => on("x86_64-linux").length + on("aarch64-darwin").length > 0);
  const found = onEach([
    ...lists.map((on) => listOn(perSystem(on), hostPlatform)),
    ...differing.map((on) => withEnvOn(set([bind("c", str("d"))]), envs(on), hostPlatform)),
  ]);
  for (const system of systems) {
    const [read, sets] = [found[system].slice(0, lists.length), found[system].slice(lists.length)];
    expect(read.map((each) => (each as string[]).toSorted())).toEqual(lists.map((on) => on(system)));
    expect(sets).toEqual(differing.map((on) => ({ c: "d", ...envs(on)[system] })));
  }
});

test("flags, texts and lists of what is there on some systems too", () => {
  const flags = [...subsets, [], systems].map((where) => perSystem((system) => where.includes(system)));
  const mode = perSystem((system): string => (system === "aarch64-linux" ? "debug" : "release"));
  const items = [...subsets.slice(0, 5).map((where) => ({ systems: where })), { systems: null }];
  const found = onEach([
    ...flags.map((flag) => boolOn(flag, hostPlatform)),
    textOn(mode, hostPlatform),
    listOfSome(items, ({ systems: where }) => str(where === null ? "all" : where.join()), hostPlatform),
  ]);
  for (const system of systems) {
    expect(found[system].slice(0, flags.length)).toEqual(flags.map((flag) => onSystem(flag, system)));
    expect(found[system][flags.length]).toBe(onSystem(mode, system));
    const held = items.filter(({ systems: where }) => where === null || where.includes(system));
    expect((found[system].at(-1) as string[]).toSorted()).toEqual(
      held.map(({ systems: where }) => (where === null ? "all" : where.join())).toSorted(),
    );
  }
});
