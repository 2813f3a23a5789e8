import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether loading `from` loads `to`: neither a type nor `import()`. */
  readonly atLoad: boolean;
}

/** The rooms of docs/architecture.md from the ground up, as folders of src/. */
function roomsOf(markdown: string): readonly string[] {
  const section = /^## Rooms, from the ground up$(.*?)^## /ms.exec(markdown)?.[1] ?? "";
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, room]) => room as string);
}

/** The room of a file below src/: the row with the longest name that it lies in; undefined where there is none. */
function roomOf(file: string, rooms: readonly string[]): string | undefined {
  return rooms.filter((room) => file.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0];
}

/** Relative imports of a module: `import`, `export from`, `import()` and types in `import("...")`. */
function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, atLoad: boolean): void => {
    if (name !== undefined && ts.isStringLiteralLike(name) && name.text.startsWith("."))
      found.push({ from: file, to: join(dirname(file), name.text), atLoad });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, !isOfTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, !node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

/** Whether an import brings types alone and leaves nothing at run time. */
function isOfTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings: named } = clause;
  if (name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

/** Imports of a later room, as "from -> to". Files of src/ itself stand above all rooms. */
function arrowsUp(imports: readonly Import[], rooms: readonly string[]): readonly string[] {
  const height = (file: string): number => {
    const room = roomOf(file, rooms);
    return room === undefined ? rooms.length : rooms.indexOf(room);
  };
  return imports.filter(({ from, to }) => height(to) > height(from)).map(({ from, to }) => `${from} -> ${to}`);
}

/** Files that load themselves by way of others; each circle once, as its files in order of name (Tarjan 1972). */
function circles(imports: readonly Import[]): readonly string[] {
  const next = new Map<string, Import[]>();
  for (const each of imports) if (each.atLoad) next.set(each.from, [...(next.get(each.from) ?? []), each]);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[] = [];
  const visit = (file: string): void => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    open.push(file);
    for (const { to } of next.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (open.includes(to)) low.set(file, Math.min(low.get(file) as number, low.get(to) as number));
    }
    if (low.get(file) !== own) return;
    const circle = open.splice(open.indexOf(file));
    const alone = circle.length === 1 && !(next.get(file) ?? []).some(({ to }) => to === file);
    if (!alone) found.push(circle.sort().join(", "));
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return found;
}

/** More values than a caller can tell apart by their place: they are fields of an object. */
const mostParameters = 5;

/** Functions with more parameters than that, as "file:line name"; types of functions and methods as well. */
function longSignatures(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if ((ts.isFunctionLike(node) || ts.isMethodSignature(node)) && node.parameters.length > mostParameters) {
      const name = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file}:${line + 1} ${name?.getText(source) ?? "a function"}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("the house", () => {
  const rooms = roomsOf(readFileSync(join(repository, "docs/architecture.md"), "utf8"));
  const files = readdirSync(join(repository, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const texts = files.map((file) => [file, readFileSync(join(repository, "src", file), "utf8")] as const);
  const imports = texts.flatMap(([file, text]) => importsOf(file, text));

  test("has a row for every folder, and a folder for every row", () => {
    expect(files.filter((file) => file.includes("/") && roomOf(file, rooms) === undefined)).toEqual([]);
    expect(rooms.filter((room) => !files.some((file) => roomOf(file, rooms) === room))).toEqual([]);
    expect(rooms.length).toBe(new Set(rooms).size);
  });
  test("has no arrow up", () => {
    expect(imports.length).toBeGreaterThan(files.length);
    expect(arrowsUp(imports, rooms)).toEqual([]);
  });
  test("goes in no circle at run time", () => {
    expect(circles(imports)).toEqual([]);
  });
  test("has no function that takes more than five values by their place", () => {
    expect(texts.flatMap(([file, text]) => longSignatures(file, text))).toEqual([]);
  });
});

describe("these checks see", () => {
  const rooms = ["model", "read/lock", "read"];
  const of = (file: string, text: string) => importsOf(file, text);

  test.each([
    ['import { a } from "../read/a.ts";', true],
    ['import type { A } from "../read/a.ts";', false],
    ['import { type A, type B } from "../read/a.ts";', false],
    ['import { type A, b } from "../read/a.ts";', true],
    ['import "../read/a.ts";', true],
    ['export * from "../read/a.ts";', true],
    ['export type { A } from "../read/a.ts";', false],
    ['const a = () => import("../read/a.ts");', false],
    ['type A = import("../read/a.ts").A;', false],
  ])("%s", (text, atLoad) => {
    expect(of("model/b.ts", text)).toEqual([{ from: "model/b.ts", to: "read/a.ts", atLoad }]);
    expect(arrowsUp(of("model/b.ts", text), rooms)).toEqual(["model/b.ts -> read/a.ts"]);
  });
  test("an arrow between rooms of one folder, and none where it points down", () => {
    expect(arrowsUp(of("read/lock/b.ts", 'import "../a.ts";'), rooms)).toEqual(["read/lock/b.ts -> read/a.ts"]);
    expect(arrowsUp(of("read/a.ts", 'import "./lock/b.ts"; import "../model/c.ts";'), rooms)).toEqual([]);
    expect(arrowsUp(of("read/a.ts", 'import "../index.ts";'), rooms)).toEqual(["read/a.ts -> index.ts"]);
  });
  test("a circle of two and of one, and none through a type or import()", () => {
    const pair = (text: string) => [...of("a.ts", 'import "./b.ts";'), ...of("b.ts", text)];
    expect(circles(pair('import { a } from "./a.ts";'))).toEqual(["a.ts, b.ts"]);
    expect(circles(pair('import type { A } from "./a.ts";'))).toEqual([]);
    expect(circles(pair('const a = import("./a.ts");'))).toEqual([]);
    expect(circles(of("a.ts", 'import "./a.ts";'))).toEqual(["a.ts"]);
    const far = ["b", "c", "d"].flatMap((name) => of(`${name}.ts`, 'import "./a.ts";'));
    expect(circles([...of("a.ts", 'import "./b.ts"; import "./c.ts";'), ...far])).toEqual(["a.ts, b.ts, c.ts"]);
  });
  test("a function, a method and a type of functions with six parameters", () => {
    const six = "(a: 1, b: 2, c: 3, d: 4, e: 5, f: 6)";
    const text = `function one${six} {}\nconst two = ${six} => 1;\ntype Three = ${six} => void;\ninterface Four { go${six}: void }\nclass Five { go${six} {} }`;
    const names = ["a.ts:1 one", "a.ts:2 two", "a.ts:3 a function", "a.ts:4 go", "a.ts:5 go"];
    expect(longSignatures("a.ts", text)).toEqual(names);
    expect(longSignatures("a.ts", "function five(a: 1, b: 2, c: 3, d: 4, { e, f }: T) {}")).toEqual([]);
  });
  test("a row only where the table of rooms has one", () => {
    const text = "| `before` |\n## Rooms, from the ground up\n\n| `a` | x |\n| `b/c` | y |\n\n## Next\n| `d` |\n";
    expect(roomsOf(text)).toEqual(["a", "b/c"]);
  });
});
