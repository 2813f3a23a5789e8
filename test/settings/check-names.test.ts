import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { nothingNative } from "../../src/model/natives.ts";
import type { Project } from "../../src/model/project.ts";
import type { ReadFileSystem } from "../../src/ports/file-system.ts";
import { checkNames } from "../../src/settings/check-names.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { crate, hexDep, nif, project } from "../emit/project.ts";

const own = crate("my_nif");
const module = { ...nif("MyApp.Native"), manifest: own.manifest };
const usual: Partial<Project> = { deps: [hexDep("exla"), hexDep("jason")], nifs: [module], crates: [own] };

/** Code, line and what is named, of each finding about nif2nix.toml. */
async function findings(text: string, changes: Partial<Project> = {}): Promise<readonly unknown[]> {
  const diagnostics = new Diagnostics();
  const fs = { readText: () => text, exists: () => false } as Partial<ReadFileSystem> as ReadFileSystem;
  const settings = await readSettings(fs, "/p", diagnostics);
  await checkNames(project({ ...usual, ...changes }), settings, () => text, diagnostics);
  return diagnostics.list.map(({ code, place, args: { table, name, suggestion } }) => [
    code,
    place.line,
    `${table}.${name}`,
    suggestion?.match(/"(.*)"/)?.[1],
  ]);
}

describe("names in nif2nix.toml", () => {
  test("those of the project are taken", async () => {
    const text =
      '[nif."MyApp.Native"]\nskip = true\n[package.exla]\nenv = { A = "b" }\n[crate.my_nif]\nbuildInputs = []\n';
    expect(await findings(text)).toEqual([]);
  });

  test("a name of nothing is reported where it stands, with the name it was most likely meant to be", async () => {
    const text =
      '[nif."MyApp.Natve"]\nskip = true\n\n[package.exlaa]\nway = "source"\n[crate.other]\nbuildInputs = []\n';
    expect(await findings(text)).toEqual([
      ["settings-unknown-name", 1, 'nif."MyApp.Natve"', "MyApp.Native"],
      ["settings-unknown-name", 4, "package.exlaa", "exla"],
      ["settings-unknown-name", 6, "crate.other", undefined],
    ]);
  });

  test("of modules and crates nothing is said while a dependency's sources are missing", async () => {
    const natives = [{ ...nothingNative("exla"), unread: true as const }];
    expect(await findings('[nif."Exla.Typo"]\nskip = true\n[crate.typo]\nbuildInputs = []\n', { natives })).toEqual([]);
  });

  test("of crates nothing is said while one could not be read", async () => {
    expect(await findings("[crate.typo]\nbuildInputs = []\n", { crates: [] })).toEqual([]);
  });
});
