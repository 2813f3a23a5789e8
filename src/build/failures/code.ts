import type { KnownFailure, Sign } from "./failure.ts";

const inC = ["c", "cc", "cpp", "cxx", "h", "hpp"];
const EDIT =
  "Correct the code at the place that is named. If it compiles elsewhere, compare versions: the build may have another compiler or another version of a library.";

/** Files by which configure and CMake ask what a compiler can: an error is an answer there. */
const TRIED = ["conftest", "CMakeScratch", "CMakeTmp", "TryCompile"];

/** `lib/a.c:3:5: error: ...`, by GCC and Clang. */
const compilerSays = (said: string, unless: readonly string[] = []): readonly Sign[] =>
  inC.map((ending) => ({ line: `.${ending}:{_:word} ${said}`, unless: [...TRIED, ...unless] }));

/** Errors of a compiler in code, which has nothing to do with how it is built. Messages: Elixir 1.14 to 1.19, rustc, GCC, Clang. */
export const codeFailures: readonly KnownFailure[] = (
  [
    {
      name: "c-header-not-found",
      topic: "code",
      symptom: "fatal error: sodium.h: No such file or directory",
      signs: [
        ...compilerSays("fatal error: {header:word}: No such file or directory"),
        ...compilerSays("fatal error: '{header:word}' file not found"),
      ],
      cause: "C code includes {header}, and none of the folders that the compiler looks in has it.",
      remedy:
        "If it is a header of a C library, give that library to the package or crate as a build input; if it is the project's own, see whether git knows the file.",
      paste: {
        where: "nif2nix.toml, with the names of the dependency and of the library in nixpkgs",
        lines: ["[package.my_dep]", 'buildInputs = ["libsodium"]'],
      },
    },
    {
      name: "c-does-not-compile",
      topic: "code",
      symptom: "file.c:3:5: error: expected ';' before '}' token",
      heading: "the C or C++ code does not compile",
      signs: [
        ...compilerSays("error: {message}"),
        ...compilerSays("fatal error: {message}", ["No such file or directory", "file not found"]),
      ],
      cause: "The C or C++ compiler refuses the code: {message}.",
      remedy: EDIT,
    },
    {
      name: "rust-does-not-compile",
      topic: "code",
      symptom: "error[E0308]: mismatched types",
      heading: "the Rust code does not compile",
      signs: [
        { line: "error[E0{_:word}]: {message}" },
        ...[
          "this file contains an unclosed delimiter",
          "expected one of",
          "expected expression, found",
          "expected item, found",
          "cannot find macro",
        ].map((message) => ({ line: `error: ${message}{more}`, near: ["--> "] })),
      ],
      cause: "rustc refuses the code of a crate; the lines above say what is wrong, and where.",
      remedy: EDIT,
    },
    {
      name: "elixir-does-not-compile",
      topic: "code",
      symptom: "== Compilation error in file lib/my_app.ex == ** (CompileError)",
      heading: "the Elixir code does not compile",
      signs: [
        { line: "** (CompileError) " },
        { line: "** (SyntaxError) " },
        { line: "** (TokenMissingError) " },
        { line: "** (MismatchedDelimiterError) " },
      ],
      cause: "The Elixir compiler refuses the code; the lines above say what is wrong, and where.",
      remedy: EDIT,
    },
    {
      name: "warnings-stop-compilation",
      topic: "code",
      symptom: "Compilation failed due to warnings while using the --warnings-as-errors option",
      signs: [{ line: "Compilation failed due to warnings while using the --warnings-as-errors option" }],
      cause:
        "The code compiles with warnings, and the project asks that none be let through. Each Elixir warns of more than the one before.",
      remedy:
        "Mend what the warnings name, build with the Elixir that the project is developed with, or let warnings stop only what is not a release.",
      paste: { where: "project/0 in mix.exs", lines: ["elixirc_options: [warnings_as_errors: Mix.env() != :prod]"] },
    },
  ] satisfies readonly KnownFailure[]
).map((failure) => ({ ...failure, strength: "kind" }));
