import fc from "fast-check";
import type { Binding, Expr, Formals } from "../../src/nix/ast.ts";
import { joined } from "../../src/nix/build.ts";

/** Text made of what hurts: quotes, interpolations, escapes, control characters, line ends, wide characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('"', "$", "{", "}", "\\", "'", "''", "${", "$${", "''${", "''\\", "$''"),
      },
      { weight: 2, arbitrary: fc.constantFrom("\n", "\r", "\r\n", "\t", " ", "   ", "\u000b", "\u0001", "\u007f") },
      { weight: 2, arbitrary: fc.constantFrom("a", "b c", "é", "😀", "\u2028", "\ufeff", "#", "/*", "*/", ";", "in") },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }).filter((text) => !text.includes("\0")) },
      { weight: 1, arbitrary: fc.integer({ min: 20, max: 120 }).map((length) => "x".repeat(length)) },
    ),
    { maxLength: 7 },
  )
  .map((parts) => parts.join(""));

/** Every variable that the trees use. */
export const variables: readonly string[] = [
  "a",
  "f",
  "lib",
  "final",
  "x'",
  "_y",
  "beamPackages",
  "a-b",
  "v".repeat(70),
];
const variable = fc.constantFrom(...variables);
const attribute = fc.oneof(
  { weight: 6, arbitrary: variable },
  { weight: 1, arbitrary: fc.constantFrom("if", "or", "inherit", "rec", "1a", "", "a.b", "native/x.so") },
  { weight: 1, arbitrary: hostileText },
);
const attributePath = fc.array(attribute, { minLength: 1, maxLength: 2 });
const comment = fc.option(fc.oneof(hostileText, fc.constant("Why this is here")), { nil: undefined, freq: 6 });
const relativePath: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("./", "../", "", "../../"),
    fc.array(
      fc.oneof(
        variable,
        fc.constantFrom("..", ".", "b c", "Cargo.lock"),
        hostileText.map((text) => text.replaceAll("/", "")),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([start, segments]) => start + segments.join("/"))
  .filter((path) => !path.startsWith("/"));

/** Bindings of which no two give the same name. */
function withoutTwins(bindings: readonly Binding[]): readonly Binding[] {
  const names = new Set<string>();
  const isNew = (name: string): boolean => !names.has(name) && names.add(name) !== undefined;
  return bindings.flatMap((binding): Binding[] => {
    if (binding.kind === "space") return [binding];
    if (binding.kind === "bind") return isNew(binding.path[0] as string) ? [binding] : [];
    const left = binding.names.filter(isNew);
    return left.length === 0 ? [] : [{ ...binding, names: left }];
  });
}

/** Any tree that an emitter could make, with free variables: for what only parses. */
export const { expr: anyExpr } = fc.letrec<{
  expr: Expr;
  part: string | Expr;
  binding: Binding;
  formals: Formals | string;
}>((tie) => ({
  expr: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("identifier" as const), name: variable }),
    fc.record({ kind: fc.constant("integer" as const), value: fc.maxSafeInteger() }),
    fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant("null" as const) }),
    fc.record({ kind: fc.constant("path" as const), path: relativePath }),
    fc.record({ kind: fc.constant("string" as const), parts: fc.array(hostileText, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant("string" as const), parts: fc.array(tie("part"), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant("list" as const), items: fc.array(tie("expr"), { maxLength: 3 }) }),
    fc.record({
      kind: fc.constant("set" as const),
      bindings: fc.array(tie("binding"), { maxLength: 3 }).map(withoutTwins),
    }),
    fc.record({
      kind: fc.constant("let" as const),
      bindings: fc.array(tie("binding"), { minLength: 1, maxLength: 2 }).map(withoutTwins),
      body: tie("expr"),
    }),
    fc.record({ kind: fc.constant("function" as const), formals: tie("formals"), body: tie("expr") }),
    fc.record({
      kind: fc.constant("apply" as const),
      fn: tie("expr"),
      args: fc.array(tie("expr"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("select" as const),
      target: tie("expr"),
      path: attributePath,
      fallback: fc.constantFrom(null, null, { kind: "null" as const }, { kind: "set" as const, bindings: [] }),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom("//", "++", "+", "==", "!="),
      left: tie("expr"),
      right: tie("expr"),
    }),
  ) as fc.Arbitrary<Expr>,
  part: fc.oneof(
    { weight: 2, arbitrary: hostileText },
    { weight: 1, arbitrary: tie("expr").filter((e) => e.kind !== "function") },
  ),
  binding: fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ path: attributePath, value: tie("expr"), comment })
        .map(({ comment: text, ...rest }): Binding => ({
          kind: "bind",
          ...rest,
          ...(text === undefined ? {} : { comment: text }),
        })),
    },
    { weight: 1, arbitrary: fc.constant<Binding>({ kind: "space" }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("inherit" as const),
        from: fc.option(tie("expr"), { nil: null }),
        names: fc.uniqueArray(variable, { minLength: 1, maxLength: 6 }),
      }),
    },
  ),
  formals: fc.oneof(
    variable,
    fc.record({
      names: fc.uniqueArray(fc.record({ name: variable, fallback: fc.option(tie("expr"), { nil: null, freq: 2 }) }), {
        maxLength: 4,
        selector: ({ name }) => name,
      }),
      open: fc.boolean(),
    }),
  ),
}));

/** Trees that are about nothing but which operator or call holds what. */
export const { term: operatorExpr } = fc.letrec<{ term: Expr }>((tie) => ({
  term: fc.oneof(
    { depthSize: "medium" },
    fc.record({ kind: fc.constant("identifier" as const), name: variable }),
    fc.record({ kind: fc.constant("integer" as const), value: fc.integer({ min: -2, max: 2 }) }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom("//", "++", "+", "==", "!="),
      left: tie("term"),
      right: tie("term"),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom("//", "++", "+", "==", "!="),
      left: tie("term"),
      right: tie("term"),
    }),
    fc.record({
      kind: fc.constant("apply" as const),
      fn: tie("term"),
      args: fc.array(tie("term"), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant("select" as const),
      target: tie("term"),
      path: fc.constant(["a"]),
      fallback: fc.option(tie("term"), { nil: null }),
    }),
    fc.record({ kind: fc.constant("list" as const), items: fc.array(tie("term"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ kind: fc.constant("function" as const), formals: variable, body: tie("term") }),
  ) as fc.Arbitrary<Expr>,
}));

const plainText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("rustler", "0.36.1", "sha256-abc=", "native/my nif", "x".repeat(64)) },
  { weight: 1, arbitrary: hostileText },
);
const word = fc.record({ kind: fc.constant("identifier" as const), name: fc.constantFrom("lib", "pkgs", "self", "x") });
const selected = fc.record({
  kind: fc.constant("select" as const),
  target: word,
  path: fc.array(fc.constantFrom("buildMix", "packages", "rustler", "x-y", "a b"), { minLength: 1, maxLength: 3 }),
  fallback: fc.constantFrom(null, null, null, { kind: "null" as const }),
});
const text = fc.oneof(
  fc.record({ kind: fc.constant("string" as const), parts: fc.array(plainText, { minLength: 1, maxLength: 1 }) }),
  fc.record({
    kind: fc.constant("string" as const),
    parts: fc.tuple(plainText, word, plainText).map((parts): (string | Expr)[] => parts),
  }),
);

/** Lines of a shell program: no control characters, the first begins with a word, no dollar before an interpolation. */
const row = fc.array(
  fc.oneof(
    fc.constantFrom("cp ", "''", "'", "$x", "${y}", "\\", '"', "  ", "é", "$(ls)", "x".repeat(120)),
    fc.constantFrom("''${", "'''", "$''").map((odd) => `${odd} `),
  ),
  { maxLength: 4 },
);
const shell = fc.array(fc.tuple(row, fc.option(word, { nil: undefined }), row), { maxLength: 4 }).map((rows): Expr => ({
  kind: "lines",
  parts: [
    "export A=1\n",
    ...rows.flatMap(([before, inner, after]) => [
      before.join(""),
      ...(inner === undefined ? [] : [" ", inner]),
      after.join(""),
      "\n",
    ]),
  ],
}));

const words = fc.record({
  kind: fc.constant("list" as const),
  items: fc.array(fc.oneof(text, selected), { maxLength: 4 }),
});

/** Trees of the shapes that emitters make: packages as calls with sets, lists, functions. */
export const { value: emittedExpr } = fc.letrec<{ value: Expr; set: Expr; call: Expr; binding: Binding }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    word,
    selected,
    text,
    shell,
    fc.record({ kind: fc.constant("path" as const), path: relativePath }),
    fc.record({ kind: fc.constant("integer" as const), value: fc.integer() }),
    words,
    fc.record({ kind: fc.constant("list" as const), items: fc.array(tie("value"), { maxLength: 3 }) }),
    // What is always in a list, and what a condition adds to it.
    fc
      .tuple(words, fc.array(tie("call"), { minLength: 1, maxLength: 3 }))
      .map(([first, others]) => joined("++", [first, ...others])),
    tie("set"),
    tie("call"),
    fc.record({ kind: fc.constant("function" as const), formals: fc.constantFrom("final", "x"), body: tie("value") }),
    fc.record({
      kind: fc.constant("function" as const),
      formals: fc.record({
        names: fc.uniqueArray(
          fc.record({
            name: fc.constantFrom("lib", "src", "pkgs", "x"),
            fallback: fc.option(tie("value"), { nil: null }),
          }),
          { maxLength: 4, selector: ({ name }) => name },
        ),
        open: fc.boolean(),
      }),
      body: tie("set"),
    }),
    fc.record({
      kind: fc.constant("let" as const),
      bindings: fc.array(tie("binding"), { minLength: 1, maxLength: 3 }).map(withoutTwins),
      body: tie("value"),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom("//", "++"),
      left: fc.oneof(tie("set"), tie("call"), word),
      right: fc.oneof(tie("set"), tie("call"), selected),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom("==", "!="),
      left: selected,
      right: text,
    }),
  ) as fc.Arbitrary<Expr>,
  set: fc.record({
    kind: fc.constant("set" as const),
    bindings: fc.array(tie("binding"), { maxLength: 4 }).map(withoutTwins),
  }),
  call: fc.record({
    kind: fc.constant("apply" as const),
    fn: fc.oneof(word, selected),
    args: fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
  }),
  binding: fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({ path: attributePath, value: tie("value"), comment })
        .map(({ comment: said, ...rest }): Binding => ({
          kind: "bind",
          ...rest,
          ...(said === undefined ? {} : { comment: said }),
        })),
    },
    { weight: 1, arbitrary: fc.constant<Binding>({ kind: "space" }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("inherit" as const),
        from: fc.option(fc.oneof(word, selected), { nil: null }),
        names: fc.uniqueArray(variable, { minLength: 1, maxLength: 6 }),
      }),
    },
  ),
}));
