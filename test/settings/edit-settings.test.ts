import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { editSettings } from "../../src/settings/edit-settings.ts";

const git = { table: ["package", "greeter"], values: { git: '{ rev = "b", hash = "h" }' } };

describe("settings are set, and all else stays", () => {
  test.each([
    ["an empty file", "", '[package.greeter]\ngit = { rev = "b", hash = "h" }\n'],
    [
      "a table at the end",
      'rust = "crane"\n',
      'rust = "crane"\n\n[package.greeter]\ngit = { rev = "b", hash = "h" }\n',
    ],
    [
      "a line in a table that is there",
      '# mine\n[package.greeter] # here\nway = "source"\n\n[crate.a]\n',
      '# mine\n[package.greeter] # here\ngit = { rev = "b", hash = "h" }\nway = "source"\n\n[crate.a]\n',
    ],
    [
      "a line in place of an older one",
      '[package."greeter"]\n  git = { rev = "a", hash = "g" }\nway = "source"\n[package.other]\ngit = 1\n',
      '[package."greeter"]\ngit = { rev = "b", hash = "h" }\nway = "source"\n[package.other]\ngit = 1\n',
    ],
    [
      "a header in its long form",
      "[ package . 'greeter' ]\n",
      '[ package . \'greeter\' ]\ngit = { rev = "b", hash = "h" }\n',
    ],
  ])("%s", (_, before, after) => {
    expect(editSettings(before, [git])).toBe(after);
    expect(parse(after)).toMatchObject({ package: { greeter: { git: { rev: "b", hash: "h" } } } });
  });

  test("a key that must be quoted", () => {
    const edit = { table: ["crate", "a b", "outputHashes"], values: { "x-1.0.0+1": '"h"' } };
    const text = editSettings("", [edit, edit]);
    expect(parse(text)).toEqual({ crate: { "a b": { outputHashes: { "x-1.0.0+1": "h" } } } });
  });
});
