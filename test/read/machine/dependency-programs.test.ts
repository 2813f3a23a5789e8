import { describe, expect, test } from "vitest";
import { type ReadingLimits, packageSources } from "../../../src/read/machine/package-sources.ts";
import { hexDep } from "../../emit/project.ts";
import { mixExs, mixLock } from "../mix/files.ts";
import { memoryFileSystem } from "../mix/memory.ts";
import { readFiles } from "../mix/reading.ts";

const module = (name: string, ...body: readonly string[]): string =>
  `defmodule ${name} do\n${body.map((line) => `  ${line}\n`).join("")}end\n`;

const files = {
  "/p/mix.exs": mixExs(
    '[{:pictures, "~> 1.0"}, {:compiler, "~> 1.0", runtime: false}, {:tester, "~> 1.0", only: :test}]',
    "app: :app",
  ),
  "/p/mix.lock": mixLock({ pictures: { requires: ["tools"] }, compiler: {}, tester: {}, tools: {} }),
  "/p/deps/pictures/lib/pictures.ex": module(
    "Pictures",
    'def small(file), do: System.cmd("mogrify", [file])',
    'def list(path), do: System.cmd("ls", [path])',
    'def show(file), do: System.cmd("xdg-something", [file])',
    'def here, do: System.cmd("/usr/bin/convert", [])',
    'def build, do: System.cmd("make", [])',
    '@version System.cmd("git", ["describe"])',
  ),
  "/p/deps/pictures/lib/mix/tasks/pictures.ex": module("Mix.Tasks.Pictures", 'def run(_), do: System.cmd("curl", [])'),
  "/p/deps/pictures/test/pictures.ex": module("PicturesTest", 'def run, do: System.cmd("wget", [])'),
  "/p/deps/tools/lib/tools/finder.ex": module(
    "Tools.Finder",
    'def find, do: System.find_executable("ffmpeg")',
    'def open, do: Port.open({:spawn, "mogrify -version"}, [])',
  ),
  "/p/deps/compiler/lib/compiler.ex": module("Compiler", 'def run, do: System.cmd("jq", [])'),
  "/p/deps/tester/lib/tester.ex": module("Tester", 'def run, do: System.cmd("psql", [])'),
};

async function said(more: Readonly<Record<string, string>> = {}, run: readonly string[] = []) {
  const { project, diagnostics } = await readFiles({ ...files, ...more }, "/p", "prod", { given: { build: [], run } });
  return {
    programs: project.machine.programs.map(({ name, places }) => [
      name,
      ...places.map(({ file, line }) => `${file}:${line}`),
    ]),
    findings: diagnostics
      .filter(({ code }) => code === "package-program")
      .map(({ args }) => [args["name"], args["apps"]]),
  };
}

describe("what packages run", () => {
  test("are in one list with the project's own, and each is told once", async () => {
    expect(await said()).toEqual({
      programs: [
        ["mogrify", "deps/pictures/lib/pictures.ex:2", "deps/tools/lib/tools/finder.ex:3"],
        ["ffmpeg", "deps/tools/lib/tools/finder.ex:2"],
      ],
      findings: [
        ["mogrify", "pictures, tools"],
        ["ffmpeg", "tools"],
      ],
    });
  });

  test("are not told again where the project calls them or the settings give them", async () => {
    const own = { "/p/lib/a.ex": module("A", 'def run, do: System.cmd("ffmpeg", [])') };
    const { programs, findings } = await said(own, ["imagemagick"]);
    expect(programs).toContainEqual(["ffmpeg", "lib/a.ex:2", "deps/tools/lib/tools/finder.ex:2"]);
    expect(findings).toEqual([]);
  });
});

test("packages beyond the limit are named, and those before it are read", () => {
  const fs = memoryFileSystem(files);
  const dependencies = ["pictures", "tools"].map((app) => hexDep(app));
  const read = (limits: ReadingLimits) => {
    const { files: found, beyond } = packageSources(dependencies, "/p/deps", fs, () => true, { limits });
    return { found: found.map(({ app }) => app), beyond: beyond.map(({ app }) => app) };
  };
  expect(read({ files: 2, bytes: 10_000 })).toEqual({ found: ["pictures", "tools"], beyond: [] });
  expect(read({ files: 1, bytes: 10_000 })).toEqual({ found: ["pictures"], beyond: ["tools"] });
  expect(read({ files: 9, bytes: 10 })).toEqual({ found: ["pictures"], beyond: ["tools"] });
});
