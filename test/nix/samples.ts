import type { Expr, NixFile } from "../../src/nix/ast.ts";
import {
  binary,
  bind,
  call,
  fn,
  formals,
  id,
  inherit,
  inheritFrom,
  int,
  letIn,
  list,
  path,
  select,
  selectOr,
  set,
  space,
  str,
  strings,
} from "../../src/nix/build.ts";

const long = (length: number): string => "x".repeat(length);
const src = call(
  select(id("beamPackages"), "fetchHex"),
  set([bind("pkg", str("jason")), bind("version", str("1.4.4"))]),
);

/** One tree for each rule of the layout, with the text that nixfmt 1.4.0 leaves as it is. */
export const samples: readonly { readonly what: string; readonly body: Expr; readonly text: string }[] = [
  {
    what: "empty things",
    body: list([set([]), list([])]),
    text: "[\n  { }\n  [ ]\n]\n",
  },
  {
    what: "one element stays on the line",
    body: call(id("f"), set([bind("a", int(1))]), list([int(-1)])),
    text: "f { a = 1; } [ (-1) ]\n",
  },
  { what: "two elements never do", body: call(id("f"), strings(["a", "b"])), text: 'f [\n  "a"\n  "b"\n]\n' },
  {
    what: "a set after = is broken",
    body: set([bind("a", set([bind("b", int(1))]))]),
    text: "{\n  a = {\n    b = 1;\n  };\n}\n",
  },
  {
    what: "but one that only inherits",
    body: set([bind("a", set([inherit("b", "c")]))]),
    text: "{ a = { inherit b c; }; }\n",
  },
  { what: "three names are inherited on a line", body: set([inherit("a", "b", "c")]), text: "{ inherit a b c; }\n" },
  {
    what: "four are not",
    body: set([inheritFrom(id("lib"), "a", "b", "c", "d")]),
    text: "{\n  inherit (lib)\n    a\n    b\n    c\n    d\n    ;\n}\n",
  },
  {
    what: "formals of two names",
    body: fn(formals(["lib", "pkgs"], { open: true }), id("lib")),
    text: "{ lib, pkgs, ... }:\nlib\n",
  },
  {
    what: "formals of three, with a default",
    body: fn(formals(["lib", "pkgs", ["overrides", fn("final", fn("prev", set([])))]]), id("lib")),
    text: "{\n  lib,\n  pkgs,\n  overrides ? final: prev: { },\n}:\nlib\n",
  },
  {
    what: "a function as an argument",
    body: call(id("map"), fn("x", set([bind("a", id("x")), bind("b", id("x"))])), id("xs")),
    text: "map (x: {\n  a = x;\n  b = x;\n}) xs\n",
  },
  {
    what: "a function with a set for a parameter",
    body: set([bind("a", fn(formals(["lib"]), set([])))]),
    text: "{\n  a =\n    { lib }:\n    { };\n}\n",
  },
  {
    what: "let",
    body: letIn([bind("a", src), space, space, bind("b", id("a"))], id("b")),
    text: 'let\n  a = beamPackages.fetchHex {\n    pkg = "jason";\n    version = "1.4.4";\n  };\n\n  b = a;\nin\nb\n',
  },
  {
    what: "comments and empty lines",
    body: set([space, bind("a", int(1), "why\r\n\r\n  more  "), space, bind("b", int(2)), space]),
    text: "{\n  # why\n  #\n  #   more\n  a = 1;\n\n  b = 2;\n}\n",
  },
  {
    what: "inheriting nothing",
    body: set([bind("a", int(1)), space, inherit()]),
    text: "{ a = 1; }\n",
  },
  {
    what: "a sum, grouped to the left",
    body: binary("+", binary("+", id("a"), id("b")), binary("+", id("c"), id("d"))),
    text: "a + b + (c + d)\n",
  },
  { what: "a chain on one line", body: binary("//", id("a"), binary("//", id("b"), id("c"))), text: "a // b // c\n" },
  {
    what: "a chain after =",
    body: set([bind("a", binary("//", set([bind("b", int(1))]), id("c")))]),
    text: "{\n  a = {\n    b = 1;\n  }\n  // c;\n}\n",
  },
  {
    what: "a list at the start of a chain after =, which does not fit",
    body: set([bind("a", binary("++", list([id("b")]), binary("++", id(long(60)), id(long(60)))))]),
    text: `{\n  a = [\n    b\n  ]\n  ++ ${long(60)}\n  ++ ${long(60)};\n}\n`,
  },
  {
    what: "a set at the end of a chain after =",
    body: set([bind("a", binary("//", id("c"), set([bind("b", int(1))])))]),
    text: "{\n  a = c // {\n    b = 1;\n  };\n}\n",
  },
  {
    what: "a chain that does not fit",
    body: binary("++", id(long(60)), binary("++", list([id("a")]), id(long(60)))),
    text: `${long(60)}\n++ [ a ]\n++ ${long(60)}\n`,
  },
  {
    what: "quoted names",
    body: set([bind(["a", "if", "x y"], select(id("b"), "or", "c"))]),
    text: '{ a."if"."x y" = b."or".c; }\n',
  },
  {
    what: "defaults of selections",
    body: call(id("f"), selectOr(id("a"), ["b"], select(id("c"), "d")), id("e")),
    text: "f (a.b or c.d) e\n",
  },
  {
    what: "an import with its arguments",
    body: call(id("import"), path("./deps.nix"), set([inherit("lib", "beamPackages")])),
    text: "import ./deps.nix { inherit lib beamPackages; }\n",
  },
  {
    what: "a path that no literal can hold",
    body: set([bind("src", path("../my app/x"))]),
    text: '{ src = ../. + "/my app/x"; }\n',
  },
  {
    what: "a long name keeps its value only where that fits",
    body: set([bind("a".repeat(3), str(long(100))), bind(`${long(90)}.`, str(long(20)))]),
    text: `{\n  aaa = "${long(100)}";\n  "${long(90)}." =\n    "${long(20)}";\n}\n`,
  },
  {
    what: "a function after a long name",
    body: set([bind("a".repeat(96), fn("x", list([id("x"), id("y")])))]),
    text: `{\n  ${"a".repeat(96)} =\n    x: [\n      x\n      y\n    ];\n}\n`,
  },
  {
    what: "arguments that do not fit",
    body: set([bind("a", call(id("f"), str(long(60)), id("b"), str(long(50))))]),
    text: `{\n  a =\n    f "${long(60)}" b\n      "${long(50)}";\n}\n`,
  },
  {
    what: "a call in parentheses that breaks",
    body: call(id("f"), call(id("g"), id("a"), set([bind("b", int(1)), bind("c", int(2))]))),
    text: "f (\n  g a {\n    b = 1;\n    c = 2;\n  }\n)\n",
  },
];

/** As `NixFile`s. */
export const sampleFiles: readonly NixFile[] = samples.map(({ body }) => ({ header: [], body }));
