import { generateHelpTextForAllCommands } from "@stricli/core";
import { describe, expect, test } from "vitest";
import { application } from "../../../src/cli/application.ts";
import { main } from "../../../src/cli/main.ts";
import { fitted } from "../../../src/cli/screen/fitted.ts";

// oxlint-disable-next-line no-control-regex
const uncoloured = (text: string): string => text.replaceAll(/\u001b\[[\d;]*m/g, "");
const words = (text: string): readonly string[] => uncoloured(text).split(/\s+/);
const commands = generateHelpTextForAllCommands(application() as never).map(([route]) => route.split(" ").slice(1));

/** What a command line prints on a terminal of so many columns, or into a pipe. */
async function printed(argv: readonly string[], columns?: number): Promise<string> {
  let text = "";
  const to = (write: (more: string) => void) => ({ isTTY: columns !== undefined, columns, write, on: () => {} });
  await main(argv, {
    stdout: to((more) => (text += more)),
    stderr: to(() => {}),
    stdin: {},
    env: {},
    cwd: () => "/",
    exit: () => {},
  });
  return text;
}

describe.each([[[]], ...commands.map((each) => [each])])("help of nif2nix %s", (command) => {
  test.each([80, 100, 120])("has no line above %i columns on such a terminal, and all its words", async (columns) => {
    const whole = await printed([...command, "--help"]);
    for (const colour of ["always", "never"]) {
      const help = await printed([...command, "--help", `--color=${colour}`], columns);
      const lines = uncoloured(help).split("\n");
      expect(lines.filter((line) => line.length > columns)).toEqual([]);
      expect(words(help)).toEqual(words(whole));
      expect(uncoloured(help)).toBe(fitted(whole, columns));
    }
  });
});

test("a pipe gets whole lines", async () => {
  const lines = (await printed(["check", "--help"])).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(200);
});

test("a text goes on in its own column, and under its name where there is little room", () => {
  const table = `FLAGS
     [--changed]...  A file that an edit changes, and what it builds again  [default = none]
  -h  --help         Print help information and exit`;
  expect(fitted(table, 60)).toBe(`FLAGS
     [--changed]...  A file that an edit changes, and what
                     it builds again [default = none]
  -h  --help         Print help information and exit`);
  expect(fitted(table, 40)).toBe(`FLAGS
     [--changed]...
         A file that an edit changes,
         and what it builds again
         [default = none]
  -h  --help
         Print help information and exit`);
});

test("a finding goes on behind its start, its help under it, and lines of files stay whole", () => {
  const code = `  1 | ${"x".repeat(40)} y`;
  const text = `warning[NN006] flake.nix:1:1: git does not know 21 files\n${code}\n  help: Run git add, then the same command again.`;
  expect(fitted(text, 40)).toBe(`warning[NN006] flake.nix:1:1: git does
  not know 21 files
${code}
  help: Run git add, then the same
      command again.`);
});

test("colours take no room, wherever they stand", () => {
  const [bold, off] = ["\u001b[1m", "\u001b[22m"];
  const row = `${bold}assets   ${off} assets.deploy, esbuild of nixpkgs${bold} (aliases of mix.exs)${off}`;
  expect(uncoloured(fitted(row, 40))).toBe(
    "assets    assets.deploy, esbuild of\n          nixpkgs (aliases of mix.exs)",
  );
});

test("what goes on in a column of a table stays in it", () => {
  const indent = " ".repeat(15);
  expect(fitted(`${indent}GLIBC_2.34 (dlopen, dlsym)`, 30)).toBe(`${indent}GLIBC_2.34\n${indent}(dlopen, dlsym)`);
});

test("a command that somebody copies stays one line", () => {
  const steps = "next:\n  git add flake.nix nix native/my_nif/Cargo.lock priv/native\n  nix build";
  expect(fitted(steps, 30)).toBe(steps);
});
