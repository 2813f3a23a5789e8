import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { explainLog } from "../../src/build/explain-log.ts";
import { linesOf } from "../../src/build/log/clean-line.ts";
import { makeProject, temporaryFolder } from "./support/project.ts";
import { program } from "./support/run.ts";

/**
 * The fixes that pages tell, carried out: a project with the fault has the finding, and has it no more once what the page says
 * is done. What is done stands on the page, word for word.
 */
interface Fix {
  readonly code: string;
  /** Files of a sound project that are changed for the worse; null removes one. */
  readonly fault: Readonly<Record<string, string | null>>;
  /** A command of the page, or a text of it that is put into a file. */
  readonly fix:
    | { readonly run: string }
    | { readonly text: string; readonly into: string; readonly around?: (text: string) => string };
}

const mixExs = (project: string): string => `defmodule HelloNif.MixProject do\n  use Mix.Project\n  ${project}\nend\n`;

const fixes: readonly Fix[] = [
  { code: "NN003", fault: { "nix/nifs.nix": null }, fix: { run: "nif2nix generate" } },
  { code: "NN601", fault: { "nix/nifs.nix": "edited" }, fix: { run: "nif2nix generate --force" } },
  {
    code: "NN804",
    fault: { "mix.exs": mixExs('def project, do: [app: String.to_atom(System.fetch_env!("APP")), version: "0.1.0"]') },
    fix: { text: 'def project, do: [app: :my_app, version: "0.1.0"]', into: "mix.exs", around: mixExs },
  },
  {
    code: "NN805",
    fault: {
      VERSION: "0.1.0\n",
      "mix.exs": mixExs("def project, do: [app: :hello_nif, version: MyTool.version()]"),
    },
    fix: {
      text: '@version File.read!("VERSION") |> String.trim()\ndef project, do: [app: :my_app, version: @version]',
      into: "mix.exs",
      around: mixExs,
    },
  },
  {
    code: "NN216",
    fault: { "config/config.exs": 'import Config\nimport_config "prod.exs"\n' },
    fix: { run: 'echo "import Config" > config/prod.exs' },
  },
  {
    code: "NN419",
    fault: {
      "native/hello_nif/Cargo.toml":
        '[package]\nname = "hello nif"\nversion = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n',
    },
    fix: {
      text: '[package]\nname = "my-nif"\n\n[lib]\nname = "my_nif"',
      into: "native/hello_nif/Cargo.toml",
      around: (text) => text.replace("[lib]", 'version = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]'),
    },
  },
];

const page = (code: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/codes/${code}.md`, import.meta.url)), "utf8");

function codesOf(cwd: string): readonly string[] {
  const { stdout } = program(["check", "--offline", "--format", "json"], { cwd });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string }[] };
  return diagnostics.map(({ code }) => code);
}

/** A command as a person types it; `nif2nix` is the program as it is built. */
function run(command: string, cwd: string): void {
  if (command.startsWith("nif2nix ")) program([...command.split(" ").slice(1), "--offline"], { cwd });
  else expect(spawnSync("sh", ["-c", command], { cwd }).status).toBe(0);
}

test.each(fixes)("what the page of $code says mends it", ({ code, fault, fix }) => {
  const cwd = makeProject();
  expect(program(["init", "--yes", "--offline"], { cwd }).code).toBe(0);
  for (const [file, text] of Object.entries(fault)) {
    if (text === null) rmSync(join(cwd, file));
    else if (text === "edited") writeFileSync(join(cwd, file), `${readFileSync(join(cwd, file), "utf8")}\n# edited\n`);
    else {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
  }
  // `check` says of a file that was edited that it is out of date, with the command that writes it anew.
  const reported = code === "NN601" ? "NN003" : code;
  expect(codesOf(cwd)).toContain(reported);
  expect(page(code)).toContain("run" in fix ? fix.run : fix.text);
  if ("run" in fix) run(fix.run, cwd);
  else writeFileSync(join(cwd, fix.into), (fix.around ?? String)(fix.text));
  expect(codesOf(cwd)).not.toContain(reported);
});

describe.skipIf(process.env["CI"] === undefined && spawnSync("cargo", ["--version"]).error !== undefined)(
  "failures of cargo",
  () => {
    const cargo = (cwd: string) => spawnSync("cargo", ["build", "--locked", "--offline"], { cwd, encoding: "utf8" });
    const explained = (log: string) => explainLog(linesOf(log)).explanation;

    test.each([
      ["no-cargo-lock", (cwd: string) => rmSync(join(cwd, "Cargo.lock"))],
      [
        "cargo-lock-out-of-date",
        (cwd: string) =>
          writeFileSync(
            join(cwd, "Cargo.toml"),
            `${readFileSync(join(cwd, "Cargo.toml"), "utf8")}other = { path = "other" }\n`,
          ),
      ],
    ])("%s is mended by the lines to paste", (name, spoil) => {
      const cwd = join(temporaryFolder(), "my_nif");
      for (const folder of [cwd, join(cwd, "other")])
        expect(spawnSync("cargo", ["new", "--quiet", "--vcs", "none", "--lib", folder]).status).toBe(0);
      expect(spawnSync("cargo", ["generate-lockfile", "--offline"], { cwd }).status).toBe(0);
      expect(readdirSync(cwd)).toContain("Cargo.lock");
      expect(cargo(cwd).status).toBe(0);
      spoil(cwd);
      const failed = cargo(cwd);
      expect(failed.status).not.toBe(0);
      const explanation = explained(failed.stderr);
      // Older versions of cargo have the same words for a lock that is not there.
      const meant = failed.stderr.includes("needs to be updated") ? "cargo-lock-out-of-date" : name;
      expect(explanation?.failure.name).toBe(meant);
      for (const line of explanation?.paste?.lines ?? []) {
        if (line.startsWith("cargo "))
          expect(spawnSync("sh", ["-c", line.replace("cargo ", "cargo --offline ")], { cwd }).status).toBe(0);
      }
      expect(cargo(cwd).status).toBe(0);
    });
  },
);
