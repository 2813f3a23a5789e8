import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HoistRoot, type Placement, type Requires, hoist } from "../../../../src/read/assets/node/hoist.ts";

const none: Requires = new Map();

function hoisted(
  roots: readonly HoistRoot[],
  graph: Readonly<Record<string, readonly string[]>>,
): readonly Placement[] {
  return hoist(roots, (id) => requires(graph[id] ?? []));
}

/** "name@version" is used under its name. */
const requires = (ids: readonly string[]): Requires => new Map(ids.map((id) => [id.split("@")[0] as string, id]));

const root = (...ids: readonly string[]): HoistRoot => ({ folder: ".", requires: requires(ids) });

describe("hoisting", () => {
  test("what nothing is in the way of lies at the top; another version where it is used", () => {
    expect(hoisted([root("a@1", "c@1")], { "a@1": ["b@1"], "b@1": ["c@2"] })).toEqual([
      { path: "node_modules/a", id: "a@1" },
      { path: "node_modules/c", id: "c@1" },
      { path: "node_modules/b", id: "b@1" },
      { path: "node_modules/b/node_modules/c", id: "c@2" },
    ]);
  });

  test("a version further up is not hidden from who found it there", () => {
    // b lies in a; if c@2 lay beside it, a would get that in the place of c@1.
    const placed = hoisted([root("a@1", "b@1", "c@1")], { "a@1": ["b@2", "c@1"], "b@2": ["c@2"] });
    expect(placed).toContainEqual({ path: "node_modules/a/node_modules/b/node_modules/c", id: "c@2" });
  });

  test("workspaces share what lies above them", () => {
    expect(hoisted([root("a@1"), { folder: "packages/x", requires: requires(["a@2", "b@1"]) }], {})).toEqual([
      { path: "node_modules/a", id: "a@1" },
      { path: "packages/x/node_modules/a", id: "a@2" },
      { path: "node_modules/b", id: "b@1" },
    ]);
  });

  test("versions that never meet end with a finding", () => {
    const endless = { "a@1": ["b@1"], "b@1": ["a@2"], "a@2": ["b@2"], "b@2": ["a@1"] };
    expect(() => hoisted([root("a@1", "b@1")], endless)).toThrow("circles");
  });

  test("no roots, nothing", () => {
    expect(hoist([], () => none)).toEqual([]);
  });

  const names = ["a", "b", "c", "d", "e"];
  const id = fc
    .tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 3 }))
    .map(([name, version]) => `${name}@${version}`);
  const some = fc.uniqueArray(id, { maxLength: 4, selector: (each) => each.split("@")[0] as string });
  // Only what comes later is required, so that there are no circles.
  const ordered = names.flatMap((name) => [1, 2, 3].map((version) => `${name}@${version}`));
  const graphs = fc
    .array(some, { minLength: ordered.length, maxLength: ordered.length })
    .map((lists) =>
      Object.fromEntries(
        ordered.map((each, index) => [
          each,
          (lists[index] as string[]).filter((other) => (other[0] as string) > (each[0] as string)),
        ]),
      ),
    );

  test("by Node's rules everybody finds the very instance that is required", () => {
    fc.assert(
      fc.property(graphs, some, some, (graph, direct, inWorkspace) => {
        const roots = [root(...direct), { folder: "w", requires: requires(inWorkspace) }];
        const placed = new Map(hoisted(roots, graph).map((each) => [each.path, each.id]));
        const users = [
          [".", direct],
          ["w", inWorkspace],
          ...[...placed].map(([path, each]) => [path, graph[each] ?? []] as const),
        ] as const;
        for (const [path, wanted] of users) {
          for (const each of wanted) expect(find(placed, path, each.split("@")[0] as string)).toBe(each);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Node's lookup, from a folder upwards. */
function find(placed: ReadonlyMap<string, string>, start: string, name: string): string | undefined {
  for (let folder = start; ; folder = posix.dirname(folder)) {
    const found =
      posix.basename(folder) === "node_modules" ? undefined : placed.get(posix.join(folder, "node_modules", name));
    if (found !== undefined || folder === ".") return found;
  }
}
