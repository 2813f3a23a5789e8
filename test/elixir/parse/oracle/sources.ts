import fc from "fast-check";

/**
 * Elixir source at random: expressions of every form, with operators next to each other without parentheses, so
 * that precedence shows, and with line breaks where they may stand. Some of it Elixir rejects.
 */
export function programs(): fc.Arbitrary<string> {
  return fc.array(statement, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));
}

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const join = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((texts) => texts.join(""));
const list = (item: fc.Arbitrary<string>, min: number, max: number, separator = ", "): fc.Arbitrary<string> =>
  fc.array(item, { minLength: min, maxLength: max }).map((texts) => texts.join(separator));

const names = pick("a", "b", "input", "order", "f?", "g!", "_x", "été", "whenever", "done");
const aliases = pick("A", "A.B", "Foo.Bar.Baz", "Elixir.A", "__MODULE__");
const keys = pick("a: ", "b_c: ", '"d e": ', "do: ", "nil: ", "Foo: ", "in: ", '"#{a}": ', "a?:\n  ");

/** What may stand between quotes, and means the same in all of them. */
const text = list(
  pick(
    "x",
    " ",
    "é",
    "😀",
    "\\n",
    "\\\\",
    "\\x41",
    "\\u{e9}",
    "\\xFF",
    "\\#{",
    "#",
    "#{a}",
    "#{b + 1}",
    "\n",
    "\\\n",
    "\\s",
  ),
  0,
  5,
  "",
);
const rawText = list(pick("x", " ", "é", "\\n", "#{", "#", "\n", "a"), 0, 5, "");

const literals = fc.oneof(
  pick("0", "1", "1_000", "0xFF", "0b101", "0o17", "1.5", "2.0e-3", "?a", "?\\n", "?é", "nil", "true", "false"),
  pick(":a", ":+", ":a?", ":Foo", ":nil", ':"a b"', ':"x#{a}"', ":<>", ":%{}", ":.."),
  names,
  aliases,
  join('"', text, '"'),
  text.filter((each) => !each.includes("\\xFF")).map((each) => `'${each}'`),
  join('"""\n', text, "\n  ", text, '\n  """'),
  join(pick("~s", "~r", "~w"), "(", text, ")", pick("", "a", "iu")),
  join(pick("~s", "~c"), "|", text, "|"),
  join(pick("~S", "~W"), "[", rawText, "]", pick("", "c")),
);

const captures = fc.oneof(
  join("&", names, "/1"),
  join("&", aliases, ".", names, "/2"),
  pick("&+/2", "&and/2", "&A.<>/2"),
);

const binary = pick(
  ..."<- \\\\ :: | = || ||| or && &&& and == != =~ === !== < > <= >= |> <<< >>> <<~ ~>> <~ ~> <~> <|>".split(" "),
  ..."in ^^^ ++ -- +++ --- <> .. + - * / **".split(" "),
  "not in",
);
const unary = pick("-", "+", "!", "^", "not ", "~~~", "& ", "- ");
/** Between an operator and its operands. */
const around = fc.constantFrom<readonly [string, string]>(
  [" ", " "],
  [" ", "\n  "],
  ["\n  ", " "],
  ["", ""],
  [" ", "  "],
);

const { expression, clauses, body } = fc.letrec<{
  expression: string;
  operand: string;
  operation: string;
  call: string;
  arguments: string;
  keywords: string;
  container: string;
  map: string;
  block: string;
  body: string;
  clauses: string;
}>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literals,
    tie("operand"),
    tie("operation"),
    tie("operation"),
  ),
  operand: fc.oneof({ maxDepth: 4 }, literals, captures, tie("call"), tie("container"), tie("map"), tie("block")),
  operation: fc.oneof(
    { maxDepth: 4 },
    literals,
    fc
      .tuple(tie("operation"), binary, around, tie("operation"))
      .map(([left, operator, [before, after], right]) =>
        (/^\w/.test(operator) && before === "") || operator === ".."
          ? `${left} ${operator} ${right}`
          : left + before + operator + after + right,
      ),
    join(unary, tie("operation")),
    join("(", tie("operation"), ")"),
    tie("operand"),
  ),
  arguments: fc.oneof(
    { maxDepth: 4 },
    fc.constant(""),
    list(tie("expression"), 1, 3),
    tie("keywords"),
    join(tie("expression"), ", ", tie("keywords")),
    join("\n  ", tie("expression"), ",\n  ", tie("expression"), "\n"),
  ),
  keywords: list(join(keys, tie("expression")), 1, 3),
  call: fc.oneof(
    { maxDepth: 4 },
    literals,
    join(names, "(", tie("arguments"), ")"),
    join(names, "(", tie("arguments"), ")(", tie("arguments"), ")"),
    join(aliases, ".", pick("f", "g!", "and", "+", "<>", '"q r"'), "(", tie("arguments"), ")"),
    join(tie("call"), ".", names),
    join(tie("call"), ".", names, "(", tie("arguments"), ")"),
    join(tie("call"), "\n  .", names, "(", tie("arguments"), ")"),
    join(tie("call"), "[", tie("expression"), "]"),
    join(names, ".(", tie("arguments"), ")"),
    join("unquote(", names, ")(", tie("arguments"), ")"),
    join(aliases, ".{", list(aliases, 1, 2), "}"),
    join("@", names),
    join("&(", tie("expression"), ")"),
    pick("&1", "& &1"),
  ),
  container: fc.oneof(
    { maxDepth: 4 },
    literals,
    join("[", list(tie("expression"), 0, 3), pick("", ","), "]").map((each) => each.replace("[,]", "[]")),
    join("[", tie("keywords"), "]"),
    join("[", tie("expression"), ", ", tie("keywords"), "]"),
    join("[", tie("expression"), " | ", tie("operand"), "]"),
    join("{", list(tie("expression"), 0, 3), "}"),
    join("{", tie("expression"), ", ", tie("keywords"), "}"),
    join("<<", list(join(tie("operand"), pick("", "::8", "::binary-size(n)", " :: utf8")), 0, 3), ">>"),
  ),
  map: fc.oneof(
    { maxDepth: 4 },
    literals,
    join("%{", tie("keywords"), "}"),
    join("%{", list(join(tie("operation"), " => ", tie("operation")), 1, 2), "}"),
    join("%{", tie("operand"), " => ", tie("expression"), ", ", tie("keywords"), "}"),
    join("%{", tie("operand"), " | ", tie("keywords"), "}"),
    join("%{", tie("operand"), " | ", tie("operation"), " => ", tie("operation"), "}"),
    join("%", pick("A", "A.B", "__MODULE__", "name", "^name", "@name"), "{", tie("keywords"), "}"),
    join("%A{", tie("operand"), " | ", tie("keywords"), "}"),
    pick("%{}", "%A{}", "%{unquote_splicing(a)}"),
  ),
  block: fc.oneof(
    { maxDepth: 4 },
    literals,
    join("(", tie("body"), ")"),
    join("fn ", tie("clauses"), " end"),
    join("if ", tie("operand"), " do\n  ", tie("body"), "\nelse\n  ", tie("body"), "\nend"),
    join("case ", tie("operand"), " do\n  ", tie("clauses"), "\nend"),
    join("f(", tie("arguments"), ") do ", tie("body"), " end"),
    join("A.f do\n", tie("body"), "\nend"),
    join("try do\n", tie("body"), "\nrescue\n", tie("clauses"), "\nafter\n", tie("body"), "\nend"),
    join("f do ", tie("body"), " end"),
  ),
  body: list(tie("expression"), 1, 3, "\n  "),
  clauses: list(
    join(
      fc.oneof(list(tie("operand"), 1, 2), join("(", list(tie("operand"), 1, 2), ")")),
      pick("", "", " when a", " when a or b"),
      pick(" -> ", " ->\n    "),
      tie("body"),
    ),
    1,
    3,
    "\n  ",
  ),
}));

/** Whether `f -(a)` and `f -[a]` call `f` depends on the version of Elixir. */
const argument = expression.filter((each) => !/^[-+][[({<%+:-]/.test(each));

const statement = fc.oneof(
  expression,
  join(names, " ", list(argument, 1, 3)),
  join(names, " ", argument, ", ", keys, expression),
  join("A.f ", argument),
  join("def f(", names, "), do: ", expression),
  join("def f(", expression, ") when ", expression, " do\n", body, "\nend"),
  join("@spec f(", expression, ") :: ", expression),
  join("f fn ", clauses, " end"),
  join("with ", names, " <- ", expression, ", do: ", expression),
  join("use A, ", keys, expression),
);
