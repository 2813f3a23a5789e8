import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { pumped } from "./support/pumped.ts";

// What is dangerous has one door each; here are the ways around them, each with its reason.

const src = fileURLToPath(new URL("../src", import.meta.url));
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => [file, readFileSync(join(src, file), "utf8")] as const);

/** Modules of Node by which a file reaches the machine. */
const reaching =
  /^(?:node:)?(?:fs|fs\/promises|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|cluster|vm|inspector)$/;

/** Files of ports/ are the doors. Of all others these may reach the machine, and none reads what belongs to a project. */
const mayReach: Readonly<Record<string, string>> = {
  "cli/startup/cache-entry.ts fs": "entries of our own cache, in a folder that is ours, opened without following links",
  "cli/startup/code-cache.ts fs": "when the program's own files were changed",
  "cli/startup/code-cache.ts vm": "the program's own code as V8 compiled it",
  "cli/commands/doctor.ts child_process": "Nix's version and settings: fixed arguments",
  "cli/commands/doctor.ts fs": "how much room the store has",
  "cli/commands/graph.ts fs": "style and program of the page, which come with nif2nix",
  "cli/build/explain-log-of.ts fs":
    "a log that the user names, which may be standard input: read in pieces, each bounded",
  "cli/screen/output.ts fs": "standard output and standard error",
  "cli/project-folder.ts fs": "the real path of the folder that the user names",
  "cli/startup/tree-cache.ts fs": "when the program's own file was changed",
  "cli/build/watched-build.ts fs": "the beginning of a derivation in the store, of a bounded length",
  "cli/init/direnv.ts fs": "whether a program is in the user's PATH",
  "elixir/parse/grammar.ts fs": "the parser, which comes with the program",
  "release/check-release.ts child_process":
    "the start script of the release that `check --release` names, which is what it is asked to run",
};

/** Expressions that are made of text, with where the text comes from; text of a project never. */
const mayMake: Readonly<Record<string, string>> = {
  "elixir/eval/regex/characters.ts": "the name of one Unicode property, matched against one character",
  "elixir/parse/convert/quoted-literals.ts": "a number",
  "generate/user-files.ts": "keys of a table in the same file",
  "read/assets/node/integrity.ts": "names and lengths of a table in the same file",
  "read/assets/node/yarn-text.ts": "parts that stand in the same file",
  "read/cargo/outside-files.ts": "parts that stand in the same file",
  "read/lock/usual-entry.ts": "parts that stand in the same file",
  "settings/edit-settings.ts": "parts that stand in the same file",
};

/** Literals for which time grows faster than the text, or of which the matcher that counts cannot say so. */
const mayGrow: Readonly<Record<string, string>> = {
  "elixir/parse/convert/misread.ts ;(?=[ \\t]{0,200}(?:#.{0,200})?\\r?\\n)": "two hundred times the text at the most",
  "read/machine/compilers.ts (?<!:):([a-z]\\w*)": "looks back at one sign",
  "read/natives/make/conditionals.ts ^[\"'](.*?)[\"']\\s+[\"'](.*)[\"']$":
    "asked only where the text ends with a quote",
};

interface Literal {
  readonly file: string;
  readonly line: number;
  readonly body: string;
  readonly flags: string;
}

function visit(file: string, text: string, look: (node: ts.Node, source: ts.SourceFile) => void): void {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const go = (node: ts.Node): void => {
    look(node, source);
    ts.forEachChild(node, go);
  };
  go(source);
}

/** Modules of Node by which a file reaches the machine: imported, required, or asked of the process. */
function reached(file: string, text: string): readonly string[] {
  const found = new Set<string>();
  visit(file, text, (node) => {
    const name =
      ts.isImportDeclaration(node) && node.importClause?.isTypeOnly !== true
        ? node.moduleSpecifier
        : ts.isExportDeclaration(node)
          ? node.moduleSpecifier
          : ts.isCallExpression(node)
            ? node.arguments[0]
            : undefined;
    if (name !== undefined && ts.isStringLiteralLike(name) && reaching.test(name.text))
      found.add(name.text.replace(/^node:/, ""));
    // The same by the getter that loads it late.
    if (ts.isCallExpression(node) && node.expression.getText() === "lazyChildProcess") found.add("child_process");
  });
  return [...found].map((module) => `${file} ${module}`);
}

/** Whether a file makes an expression of what is no literal. */
function makes(file: string, text: string): boolean {
  let made = false;
  visit(file, text, (node) => {
    if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
    const [pattern] = node.arguments ?? [];
    const named = ts.isIdentifier(node.expression) && node.expression.text === "RegExp";
    const method = ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "compile";
    if ((named || method) && pattern !== undefined && !ts.isStringLiteral(pattern)) made = true;
  });
  return made;
}

function literals(file: string, text: string): readonly Literal[] {
  const found: Literal[] = [];
  visit(file, text, (node, source) => {
    if (!ts.isRegularExpressionLiteral(node)) return;
    const [, body = "", flags = ""] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
    found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, body, flags });
  });
  return found;
}

/** Expressions that cannot grow however they are matched: no repetition without a bound, and what looks ahead or back is short. */
const bounded = (body: string): boolean => !/[*+]|\{\d+,\}/.test(body.replaceAll(/\\.|\[(?:[^\]\\]|\\.)*\]/g, "x"));

test("only ports reach the machine", () => {
  const found = sources.flatMap(([file, text]) => (file.startsWith("ports/") ? [] : reached(file, text)));
  expect(found.sort()).toEqual(Object.keys(mayReach).sort());
});

test("the network is reached from one file, and programs are started from four", () => {
  const found = sources.flatMap(([file, text]) => reached(file, text)).filter((one) => !/ (?:fs|vm)$/.test(one));
  expect(found.sort()).toEqual([
    "cli/commands/doctor.ts child_process",
    "ports/lazy-builtins.ts child_process",
    "ports/node-git.ts child_process",
    "ports/node-network.ts http",
    "ports/node-network.ts https",
    "ports/node-network.ts tls",
    "ports/run-program.ts child_process",
    "release/check-release.ts child_process",
  ]);
});

test("no expression is made of a project's text", () => {
  const found = sources.flatMap(([file, text]) => (makes(file, text) ? [file] : []));
  expect(found.sort()).toEqual(Object.keys(mayMake).sort());
});

test("no expression takes longer than in proportion to the text", { timeout: 300_000 }, () => {
  const all = sources.flatMap(([file, text]) => literals(file, text));
  expect(all.length).toBeGreaterThan(400);
  const grow = all.flatMap(({ file, line, body, flags }) => {
    const pump = bounded(body) ? undefined : pumped(body, flags);
    return pump === undefined || mayGrow[`${file} ${body}`] !== undefined
      ? []
      : [`${file}:${line} /${body}/: ${JSON.stringify(pump)}`];
  });
  expect(grow).toEqual([]);
});

test("what is printed of a project goes through one escape", () => {
  const raw = sources.filter(([, text]) =>
    /process\.std(?:out|err)\.write|console\.\w+\(/.test(text.replaceAll(/^\s*(?:\/\/|\*).*$/gm, "")),
  );
  // The entry prints its version and that it cannot start; the two others are what all output goes through.
  expect(raw.map(([file]) => file).sort()).toEqual(["bin.ts", "cli/cli.ts", "cli/screen/live-region.ts"]);
});

describe("these checks see", () => {
  test.each([
    'import { readFileSync } from "node:fs";',
    'import fs from "fs";',
    'export * from "node:fs/promises";',
    'const fs = await import("node:fs");',
    'const { readFileSync } = require("fs");',
    'const fs = process.getBuiltinModule("node:fs");',
  ])("%s", (text) => expect(reached("a.ts", text)).toHaveLength(1));
  test.each(["new RegExp(text)", "RegExp(`^${text}$`)", "/a/.compile(text)"])("%s", (text) =>
    expect(makes("a.ts", text)).toBe(true),
  );
  test.each([
    ["\\/+$", ""],
    ["(?:[\\w-]+)+=", ""],
    ["^\\s*#", "m"],
    ['"(?:[^"\\\\]|\\\\.)*"', "g"],
    ["(a|a)*b", ""],
    ["a.*b.*c", "s"],
  ])("/%s/%s", (body, flags) => {
    expect(bounded(body)).toBe(false);
    expect(pumped(body, flags)).toBeDefined();
  });
  test.each([
    ["^a+b", ""],
    ["[^/]*x", "y"],
    ["^[ \\t]*#.*$", "m"],
    ["\\w+", "g"],
  ])("nothing wrong in /%s/%s", (body, flags) => expect(pumped(body, flags)).toBeUndefined());
});
