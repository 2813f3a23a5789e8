import { describe, expect, test } from "vitest";
import { explainLog } from "../../src/build/explain-log.ts";
import { knownFailures } from "../../src/build/failures/table.ts";
import { linesOf } from "../../src/build/log/clean-line.ts";
import { logNames, logText } from "./logs.ts";

const explained = (log: string) => explainLog(linesOf(log));
const nameIn = (log: string): string | undefined => explained(log).explanation?.failure.name;

describe("a recorded log of a known failure", () => {
  test.each(logNames("known"))("%s", (name) => {
    expect(nameIn(logText(`known/${name}`))).toBe(name.split(".")[0]);
  });

  test("there is one for every failure of the table", () => {
    const recorded = new Set(logNames("known").map((name) => name.split(".")[0]));
    expect(knownFailures.map(({ name }) => name).filter((name) => !recorded.has(name))).toEqual([]);
  });
});

describe("a recorded log of another failure", () => {
  test.each(logNames("other"))("%s is not explained", (name) => {
    expect(nameIn(logText(`other/${name}`))).toBeUndefined();
  });

  test("its end is shown, from the first line that says that something stopped", () => {
    const { end, place } = explained(logText("other/unseen-rust-deny"));
    expect(end).toContain("error: function `unused` is never used");
    expect(place).toEqual({ file: "src/lib.rs", line: 1, column: 23 });
  });
});

/** How somebody else's tool shows each line of the log. */
const wrappings: Readonly<Record<string, (line: string, index: number) => string>> = {
  "nix build -L": (line) => `my_app-0.1.0> ${line}`,
  "the last lines of nix build": (line) => `       > ${line}`,
  "GitHub Actions": (line) => `2026-11-28T22:29:29.1234567Z ${line}`,
  "gh run view --log": (line) => `build\tRun nix build\t2026-11-28T22:29:29.1234567Z ${line}`,
  "docker build": (line, index) => `#12 ${index}.345 ${line}`,
  "GitLab CI": (line) => `2026-11-28T22:29:29.123456Z 01O ${line}`,
  "a terminal in colours": (line) => `\u001b[1;31m${line}\u001b[0m`,
  "GitHub's annotations": (line) => `##[error]${line}`,
  "Windows line ends": (line) => `${line}\r`,
};

describe.each(Object.entries(wrappings))("in the way of %s", (_, wrap) => {
  test("every known failure is found, and no other", () => {
    const wrapped = (name: string): string => logText(name).split("\n").map(wrap).join("\n");
    for (const name of logNames("known"))
      expect([name, nameIn(wrapped(`known/${name}`))]).toEqual([name, name.split(".")[0]]);
    for (const name of logNames("other")) expect([name, nameIn(wrapped(`other/${name}`))]).toEqual([name, undefined]);
  });
});

/** The ways in which builds of NIFs fail most, as their authors describe them, and the page that tells about each. */
const symptoms: readonly (readonly [string, string])[] = [
  ["precompiled-nif-download", "couldn't fetch NIF"],
  ["rustler-needed-to-force-build", "Rustler dependency is needed to force the build"],
  ["cargo-metadata-failed", "calling `cargo metadata` failed"],
  ["cargo-could-not-resolve-host", "Could not resolve host"],
  ["nif-library-not-found", "load_failed"],
  ["nif-library-dylib", "tried"],
  ["cargo-git-hash-missing", "No hash was found while vendoring the git dependency"],
  ["compile-env-differs", "different value set for key"],
  ["make-cache-folder", "could not make directory (with -p)"],
  ["elixir-make-missing", 'The task "compile.elixir_make" could not be found'],
  ["unchecked-dependencies", "Unchecked dependencies for environment prod"],
  ["hex-missing", "Mix requires the Hex package manager"],
  ["precompiled-write-metadata", "write_metadata"],
  ["hash-mismatch", "hash mismatch in fixed-output derivation"],
  ["musl-library-in-glibc", "invalid ELF header"],
  ["rustc-too-old", "is not supported by the following package"],
  ["cargo-lock-version", "lock file version 4 requires"],
  ["cargo-feature-missing", "does not contain this feature"],
];

test.each(symptoms)("%s is on a page that says %j", (name, words) => {
  const failure = knownFailures.find((known) => known.name === name);
  expect(`${failure?.symptom} ${failure?.cause}`).toContain(words);
});

describe("several failures in one log", () => {
  test("a cause counts before the words around it, in whichever order", () => {
    const cause = logText("known/rustc-too-old");
    const frame = logText("known/cargo-metadata-failed");
    expect(nameIn(cause + frame)).toBe("rustc-too-old");
    expect(nameIn(frame + cause)).toBe("rustc-too-old");
  });

  test("the first of two causes counts, the other is named", () => {
    const log = logText("known/several-releases") + logText("known/hash-mismatch.nix-2.8");
    expect(nameIn(log)).toBe("several-releases");
    expect(explained(log).others).toEqual(["hash-mismatch"]);
  });

  test("a library that does not load while Mix compiles is only a warning, where something else stopped", () => {
    const warning = logText("known/nif-library-not-found").split("** (Undefined")[0] as string;
    expect(nameIn(warning)).toBe("nif-library-not-found");
    expect(nameIn(warning + logText("other/mix-raise"))).toBeUndefined();
    expect(nameIn(warning + logText("known/elixir-does-not-compile"))).toBe("elixir-does-not-compile");
    expect(nameIn(warning + logText("other/nif-called-while-compiling"))).toBe("nif-library-not-found");
  });

  test("what a compiler says of code counts where nothing more is known", () => {
    const compiler = logText("known/rust-does-not-compile");
    for (const name of ["hash-mismatch.nix-2.8", "cargo-metadata-failed", "nif-library-not-found"]) {
      expect(nameIn(compiler + logText(`known/${name}`))).toBe(name.split(".")[0]);
    }
  });

  test("a function of a library that did not load is told by why it did not", () => {
    const called = logText("known/nif-not-loaded");
    expect(nameIn(logText("known/nif-library-not-found").split("** (Undefined")[0] + called)).toBe(
      "nif-library-not-found",
    );
  });

  test("a download that is tried again is no failure by itself", () => {
    expect(nameIn(logText("known/precompiled-nif-download.attempt") + logText("other/mix-raise"))).toBeUndefined();
  });
});

describe("what is said", () => {
  test("of cargo without a network it depends on who started cargo", () => {
    const byRustler = explained(logText("known/cargo-could-not-resolve-host"));
    expect(byRustler.explanation?.cause).toContain("told to skip for another module");
    expect(byRustler.place).toEqual({ file: "lib/native.ex", line: 2 });
    const alone = explained(logText("known/cargo-could-not-resolve-host.cargo-alone"));
    expect(alone.explanation?.cause).toContain("cargo looks for crates on the network");
  });

  test("has the values of the log", () => {
    expect(explained(logText("known/elixir-too-old")).explanation?.cause).toBe(
      "my_app wants Elixir ~> 1.18; the build has 1.14.0.",
    );
    expect(explained(logText("known/file-unknown-to-git.nix-2.26")).explanation?.paste?.lines).toEqual([
      "git add --intent-to-add flake.nix nix native/my_nif/Cargo.lock",
    ]);
  });

  test.each([
    ["elixir-does-not-compile", "lib/my_app.ex", 2],
    ["elixir-does-not-compile.1-18", "lib/my_app.ex", 2],
    ["rust-does-not-compile", "src/main.rs", 1],
    ["c-does-not-compile.syntax", "a.c", 1],
    ["warnings-stop-compilation", "lib/my_app.ex", 3],
  ])("names the place: %s", (log, file, line) => {
    expect(explained(logText(`known/${log}`)).place).toMatchObject({ file, line });
  });

  test.each(["flake.nix", "nix/deps.nix"])("names %s once in the line for a shell, which has it anyway", (file) => {
    const log = `error: getting status of '/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-source/${file}': No such file or directory`;
    expect(explained(log).explanation?.paste?.lines).toEqual(["git add --intent-to-add flake.nix nix"]);
  });

  test("puts into a line for a shell only what is a plain path", () => {
    const log =
      "error: getting status of '/nix/store/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-source/$(touch x); y': No such file or directory";
    expect(explained(log).explanation?.paste?.lines).toEqual(["git add --intent-to-add flake.nix nix FILE"]);
  });

  test.each(knownFailures)("$name leaves no placeholder open", ({ name }) => {
    for (const log of logNames("known").filter((each) => each.split(".")[0] === name)) {
      const { cause, remedy, paste } = explained(logText(`known/${log}`)).explanation ?? {};
      expect(`${cause} ${remedy} ${paste?.lines.join(" ")}`).not.toMatch(/(?<![$"])\{[a-z]+\}/);
      expect(cause).not.toMatch(/\bthe (?:library|crate|feature|version|file|key|linker|symbol|url) (?:does|is|and)\b/);
    }
  });
});

describe("a log that nobody means well with", () => {
  test("takes time in proportion to its length", () => {
    const pieces = knownFailures.flatMap(({ signs }) => signs.map(({ line }) => line.replace(/\{[^}]*\}/g, "a")));
    const nasty = [...pieces, "\u001b[", "\u001b]", "'", "\\", " ", "\t", "(", ".ex:", "error:", "a".repeat(50)];
    const short = nasty.map((piece) => piece.repeat(200)).join("\n");
    const time = (log: string): number => {
      const start = performance.now();
      explained(log);
      return performance.now() - start;
    };
    time(short);
    const once = Math.max(time(short), 5);
    expect(time(`${short}\n`.repeat(8))).toBeLessThan(once * 8 * 5);
  });

  test("and a line of 20 MB none at all", () => {
    for (const piece of ["\u001b]", "\u001b[0", "a> ", "/nix/store/", "x\r"]) {
      const start = performance.now();
      explained(piece.repeat(20_000_000 / piece.length));
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});
