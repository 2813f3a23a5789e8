import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const source = fileURLToPath(new URL("../../src", import.meta.url));

/**
 * Properties of the types in `model` that no code asks for, as "Type.property": by `.name`, `["name"]`, a key of a literal type, or a
 * pattern. Writing one is no use of it.
 */
function unreadFields(program: ts.Program, isModel: (file: string) => boolean): readonly string[] {
  const checker = program.getTypeChecker();
  const unread = new Map<ts.Node, string>();
  const own = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
  const collect = (node: ts.Node, owner: string): void => {
    const named = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isPropertySignature(node);
    const name = named ? `${owner}${owner === "" ? "" : "."}${node.name.getText()}` : owner;
    if (ts.isPropertySignature(node)) unread.set(node, name);
    ts.forEachChild(node, (child) => collect(child, name));
  };
  for (const file of own) if (isModel(file.fileName)) collect(file, "");
  const ask = (symbol: ts.Symbol | undefined): void => {
    if (symbol === undefined) return;
    for (const each of [symbol, ...checker.getRootSymbols(symbol)])
      for (const declaration of each.declarations ?? []) unread.delete(declaration);
  };
  /** In an intersection or a union one name may be declared in several types. */
  const askFor = (type: ts.Type, name: string): void => {
    ask(checker.getPropertyOfType(type, name));
    if (type.isUnionOrIntersection()) for (const part of type.types) askFor(part, name);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) askFor(checker.getTypeAtLocation(node.expression), node.name.text);
    else if (ts.isElementAccessExpression(node)) {
      const key = checker.getTypeAtLocation(node.argumentExpression);
      const keys = key.isUnion() ? key.types : [key];
      const of = checker.getTypeAtLocation(node.expression);
      // Who goes over all of them asks for none.
      if (keys.length < of.getProperties().length)
        for (const each of keys) if (each.isStringLiteral()) askFor(of, each.value);
    } else if (ts.isObjectBindingPattern(node)) askByPattern(node);
    ts.forEachChild(node, visit);
  };
  const askByPattern = (pattern: ts.ObjectBindingPattern): void => {
    const type = checker.getTypeAtLocation(pattern);
    for (const { name, propertyName, dotDotDotToken } of pattern.elements) {
      if (dotDotDotToken !== undefined)
        for (const part of type.isUnion() ? type.types : [type])
          for (const property of part.getProperties()) ask(property);
      const key = propertyName ?? name;
      if (ts.isIdentifier(key) || ts.isStringLiteral(key)) askFor(type, key.text);
    }
  };
  for (const file of own) visit(file);
  return [...unread.values()];
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  types: ["node"],
};

test("every field of the model is asked for", { timeout: 300_000 }, () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const program = ts.createProgram(
    files.map((file) => join(source, file)),
    options,
  );
  expect(unreadFields(program, (file) => file.startsWith(join(source, "model/")))).toEqual([]);
});

describe("the check", () => {
  const model = "interface T { a: 1; b: 1; c: { d: 1 } }\ntype U = { kind: 1; e: 1 } | { kind: 2; f: 1 };\n";
  const unread = (code: string): readonly string[] => {
    const text = `${model}declare const t: T; declare const u: U;\n${code}`;
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (name, ...rest) =>
      name === "m.ts" ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true) : getSourceFile(name, ...rest);
    return unreadFields(ts.createProgram(["m.ts"], { ...options, types: [] }, host), (file) => file === "m.ts");
  };
  test.each([
    ["", ["T.a", "T.b", "T.c", "T.c.d", "U.kind", "U.e", "U.kind", "U.f"]],
    ["t.a; t.c.d; u.kind;", ["T.b", "U.e", "U.f"]],
    ['const { b: x, c: { d } } = t; t["a"]; u.kind === 1 ? u.e : u.f;', []],
    ['declare const key: "a" | "b"; t[key]; t.c; const { kind, ...rest } = u;', ["T.c.d"]],
    [
      "const other: T = { a: 1, b: 1, c: { d: 1 } }; const copy = { ...t };",
      ["T.a", "T.b", "T.c", "T.c.d", "U.kind", "U.e", "U.kind", "U.f"],
    ],
  ])("%j", (code, fields) => expect([...unread(code)].sort()).toEqual([...fields].sort()));
});
