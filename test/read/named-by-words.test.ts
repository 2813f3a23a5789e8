import { expect, test } from "vitest";
import { mixExs } from "./mix/files.ts";
import { readFiles } from "./mix/reading.ts";

/** What of a project with docs/a.md and docs/b.md the build takes besides its folders of code. */
async function taken(body: string): Promise<readonly string[]> {
  const { project } = await readFiles(
    {
      "/p/mix.exs": mixExs("[]"),
      "/p/lib/a.ex": `defmodule A do\n  ${body}\nend\n`,
      "/p/docs/a.md": "a",
      "/p/docs/b.md": "b",
    },
    "/p",
    "prod",
  );
  const { whole, taken: files } = project.buildFiles;
  return whole ? ["."] : files;
}

test.each([
  ["words of a sigil", "@texts ~w(docs/a.md docs/b.md) |> Enum.map(&File.read!/1)", ["docs/a.md", "docs/b.md"]],
  ["in other brackets", "@texts Enum.map(~w[docs/a.md], &File.read!/1)", ["docs/a.md"]],
  ["a list that nobody knows", "@texts Enum.map(paths(), &File.read!/1)", ["."]],
  ["words that are joined", "@text ~w(docs a.md) |> Path.join() |> File.read!()", ["."]],
])("files that a module reads by %s are there in the build", async (_name, body, expected) => {
  expect(await taken(body)).toEqual(expect.arrayContaining(expected));
});
