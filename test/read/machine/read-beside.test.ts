import { describe, expect, test } from "vitest";
import { gitEntry, mixExs, mixLock } from "../mix/files.ts";
import { readFiles } from "../mix/reading.ts";

const module = (name: string, ...body: readonly string[]): string =>
  `defmodule ${name} do\n${body.map((line) => `  ${line}\n`).join("")}end\n`;

const deps = '[{:icons, "~> 1.0"}, {:pages, "~> 1.0"}, {:tools, git: "https://example.org/tools.git", subdir: "beam"}]';
const base = {
  "/p/mix.exs": mixExs(deps, "app: :app"),
  "/p/mix.lock": mixLock({
    icons: {},
    pages: { requires: ["icons"] },
    tools: gitEntry("https://example.org/tools.git", 'subdir: "beam"'),
  }),
  "/p/deps/icons/mix.exs": mixExs("[]", "app: :icons"),
  "/p/deps/icons/svg/dot.svg": "<svg/>",
  "/p/deps/tools/beam/mix.exs": mixExs("[]", "app: :tools"),
  "/p/deps/tools/data/a.txt": "a",
  "/p/deps/shared/a.txt": "a",
  "/p/assets/a.txt": "a",
};

async function read(file: string, ...body: readonly string[]) {
  const files = { ...base, [`/p/deps/${file}`]: module("Some.Module", ...body) };
  const { project, diagnostics } = await readFiles(files);
  const said = diagnostics.flatMap(({ code, place, args }) =>
    code === "read-beside" ? [`${place.file}:${place.line}:${place.column} ${args["path"]}`] : [],
  );
  return { besides: project.besides, said };
}

const icons = { app: "pages", name: "icons", path: null };

describe("what dependencies read beside them while they are compiled", () => {
  test.each([
    ['@external_resource Path.expand("../../icons/svg/dot.svg", __DIR__)'],
    ['@svg File.read!(Path.join([__DIR__, "..", "..", "icons", "svg", "dot.svg"]))'],
    ['for path <- Path.wildcard("../icons/svg/*.svg"), do: def name(unquote(path)), do: 1'],
    ['@svg File.ls!(Path.join(Mix.Project.deps_path(), "icons/svg"))'],
    ['@svg Path.join(Mix.Project.deps_paths()[:icons], "svg/dot.svg")'],
    ['@svg Path.join(Map.fetch!(Mix.Project.deps_paths(), :icons), "svg/dot.svg")'],
    ['if File.exists?("../icons"), do: def there, do: true'],
  ])("%s", async (line) => {
    expect(await read("pages/lib/pages.ex", line)).toEqual({ besides: [icons], said: [] });
  });

  test.each([
    ['@svg File.read(Path.expand("../priv/../mix.exs", __DIR__))'],
    ['def svg, do: File.read!(Path.expand("../../icons/svg/dot.svg", __DIR__))'],
    ["@folder Mix.Project.deps_path()\ndef folder, do: @folder"],
    ['@svg File.exists?("../not_there/a.txt")'],
  ])("not %s", async (line) => {
    expect(await read("pages/lib/pages.ex", line)).toEqual({ besides: [], said: [] });
  });

  test("not what Mix's tasks read, nor a package that is not compiled", async () => {
    const line = '@svg File.read!("../icons/svg/dot.svg")';
    expect((await read("pages/lib/mix/tasks/pages.ex", line)).besides).toEqual([]);
    expect((await read("other/lib/other.ex", line)).besides).toEqual([]);
  });

  test("a folder of its own repository", async () => {
    const found = await read("tools/beam/lib/tools.ex", '@a File.read!(Path.join(__DIR__, "../../data/a.txt"))');
    expect(found).toEqual({ besides: [{ app: "tools", name: "data", path: "data" }], said: [] });
  });

  test("what is no dependency, and one that is built on the reader, is told with its place", async () => {
    const shared = await read("pages/lib/pages.ex", "", '@a File.read!(Path.join(__DIR__, "../../shared/a.txt"))');
    expect(shared).toEqual({ besides: [], said: ["deps/pages/lib/pages.ex:3:50 deps/shared/a.txt"] });
    const own = await read("pages/lib/pages.ex", '@external_resource Path.expand("../../../assets/a.txt", __DIR__)');
    expect(own).toEqual({ besides: [], said: ["deps/pages/lib/pages.ex:2:51 assets/a.txt"] });
    const circle = await read("icons/lib/icons.ex", '@a File.ls!("../pages")');
    expect(circle.besides).toEqual([]);
  });
});
