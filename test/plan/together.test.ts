import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Compiled, compiledTogether } from "../../src/plan/together.ts";

interface Made extends Compiled {
  readonly plain: boolean;
}

const dep = (app: string, requires: readonly string[], changes: Partial<Made> = {}): Made => ({
  app,
  version: "1.0.0",
  requires,
  configured: false,
  plain: true,
  ...changes,
});
const together = (...deps: readonly Made[]): readonly string[] =>
  [...compiledTogether(deps, ({ plain }) => plain)].sort();

describe("dependencies that are compiled together", () => {
  test("all plain ones, on a special one that is built on none of them", () => {
    const telemetry = dep("telemetry", [], { plain: false });
    expect(together(dep("phoenix", ["plug"]), dep("plug", ["telemetry"]), telemetry)).toEqual(["phoenix", "plug"]);
  });

  test("not what is built on a special one that is built on some of them", () => {
    const nif = dep("nif", ["below"], { plain: false });
    expect(together(dep("above", ["nif"]), nif, dep("below", []), dep("beside", []))).toEqual(["below", "beside"]);
  });

  test("with a configuration even then, where that is built on the first batch alone", () => {
    const nif = dep("nif", ["below"], { plain: false });
    const above = dep("above", ["nif"], { configured: true });
    expect(together(above, nif, dep("below", []), dep("beside", []))).toEqual(["above", "below", "beside"]);
  });

  test.each(["../x", "x y", "", "A"])("no name that is not one of an application: %j", (app) => {
    expect(together(dep(app, []), dep("a", []), dep("b", []))).toEqual(["a", "b"]);
  });

  test("one alone is none, and those that need each other are none", () => {
    expect(together(dep("a", []))).toEqual([]);
    expect(together(dep("a", ["b"]), dep("b", ["a"]))).toEqual([]);
    expect(together(dep("a", ["a"]), dep("b", []), dep("c", []))).toEqual(["b", "c"]);
  });

  // The order of derivations that comes of it has no circle: what Nix would call infinite recursion.
  test("derivations never need each other, and nothing that could be in a batch is left out", () => {
    const node = fc.record({
      needs: fc.array(fc.nat(), { maxLength: 3 }),
      plain: fc.boolean(),
      configured: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(node, { minLength: 2, maxLength: 12 }), (nodes) => {
        const deps: Made[] = [];
        nodes.forEach(({ needs, plain, configured }, index) => {
          const requires = index === 0 ? [] : [...new Set(needs.map((need) => `d${need % index}`))];
          // The configuration is given to all that is built on what it configures.
          const inherits = requires.some((name) => deps.find(({ app }) => app === name)?.configured);
          deps.push(dep(`d${index}`, requires, { plain, configured: configured || inherits }));
        });
        const batch = new Set(together(...deps));
        const contracted = (members: ReadonlySet<string>): boolean => hasCircle(deps, members);
        expect(contracted(batch)).toBe(false);
        expect([...batch].every((name) => deps.find(({ app }) => app === name)?.plain)).toBe(true);
        if (batch.size === 0) return;
        for (const { app, plain } of deps) {
          if (plain && !batch.has(app)) expect(contracted(new Set([...batch, app])), app).toBe(true);
        }
      }),
    );
  });
});

/** Whether derivations need each other where the members of each batch are one. */
function hasCircle(deps: readonly Made[], members: ReadonlySet<string>): boolean {
  const of = (name: string): string =>
    members.has(name) ? `batch ${deps.find(({ app }) => app === name)?.configured}` : name;
  const needs = new Map<string, Set<string>>();
  for (const { app, requires } of deps) {
    const own = needs.get(of(app)) ?? new Set();
    for (const need of requires) if (of(need) !== of(app)) own.add(of(need));
    needs.set(of(app), own);
  }
  const done = new Set<string>();
  for (let found = true; found;) {
    const ready = [...needs].filter(([name, all]) => !done.has(name) && [...all].every((need) => done.has(need)));
    for (const [name] of ready) done.add(name);
    found = ready.length > 0;
  }
  return done.size < needs.size;
}
