import { describe, expect, test } from "vitest";
import { mixExs, mixLock } from "./files.ts";
import { readFiles } from "./reading.ts";

const jason = { "/p/mix.lock": mixLock({ jason: { version: "1.4.4" } }) };

/** The source of :jason and the findings of a mix.exs with this item among its dependencies. */
async function jasonOf(item: string, files: Readonly<Record<string, string>>) {
  const { project, diagnostics } = await readFiles({ "/p/mix.exs": mixExs(`[${item}]`), ...files });
  const dep = project.deps.find(({ app }) => app === "jason");
  return { source: dep?.source.kind, needed: dep?.inProd, codes: diagnostics.map(({ code }) => code) };
}

describe("a path outside of the repository is not there in a Nix build", () => {
  const sibling = { "/jason/mix.exs": mixExs("[]", "app: :jason") };

  test.each([
    'if(File.dir?(Path.expand("../jason", __DIR__)), do: {:jason, path: "../jason"}, else: {:jason, "~> 1.4"})',
    'if(File.exists?("../jason/mix.exs"), do: {:jason, path: "../jason"}, else: {:jason, "~> 1.4"})',
    'case(File.ls("../jason"), do: ({:ok, _} -> {:jason, path: "../jason"}; _ -> {:jason, "~> 1.4"}))',
    '(fn path -> if File.exists?(path), do: {:jason, path: path}, else: {:jason, "~> 1.4"} end).(System.get_env("P", ""))',
    '(case System.get_env("JASON_PATH") do nil -> {:jason, "~> 1.4"}; path -> {:jason, path: path} end)',
  ])("%s", async (item) => {
    expect(await jasonOf(item, { ...jason, ...sibling })).toEqual({ source: "hex", needed: true, codes: [] });
  });

  test("but inside of it", async () => {
    const item = 'if(File.dir?("libs/jason"), do: {:jason, path: "libs/jason"}, else: {:jason, "~> 1.4"})';
    const files = { "/p/libs/jason/mix.exs": mixExs("[]", "app: :jason") };
    expect(await jasonOf(item, { ...jason, ...files })).toEqual({ source: "path", needed: true, codes: [] });
  });
});

describe("of several alternatives that one which the lock meets", () => {
  test.each([
    ['{:jason, path: "../jason"}', '{:jason, "~> 1.4"}'],
    ['{:jason, "~> 1.4"}', '{:jason, path: "../jason"}'],
    ['{:jason, github: "x/jason"}', '{:jason, "~> 1.4"}'],
    ['{:jason, "~> 9.0"}', '{:jason, "~> 1.4"}'],
    ['{:jason, "~> 1.0", path: "../jason"}', '{:jason, "~> 1.4"}'],
    ['{:jason, path: "../jason"}', '{:jason, ">= 0.0.0", only: [:dev, :prod]}'],
    ['{:jason, [path: "../jason", override: true]}', "{:jason, [hex: :jason]}"],
  ])("%s or %s", async (one, other) => {
    const item = `if(Foreign.local?(), do: ${one}, else: ${other})`;
    expect(await jasonOf(item, jason)).toEqual({ source: "hex", needed: true, codes: [] });
  });

  test("else the one whose folder is there", async () => {
    const item = 'if(Foreign.local?(), do: {:jason, "~> 1.4"}, else: {:jason, path: "libs/jason"})';
    const files = { "/p/libs/jason/mix.exs": mixExs("[]", "app: :jason") };
    expect((await jasonOf(item, files)).source).toBe("path");
  });

  test("a folder that is not there is no error of a dependency that is only possible", async () => {
    const item = 'if(Foreign.local?(), do: {:jason, path: "gone"}, else: {:other, "~> 1.0"})';
    const { codes } = await jasonOf(item, { "/p/mix.lock": mixLock({ other: {} }) });
    expect(codes).not.toContain("path-dependency-missing");
  });
});
