import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { toFinding } from "../../src/diagnostics/finding.ts";
import { nothingNative } from "../../src/model/natives.ts";
import type { Project } from "../../src/model/project.ts";
import type { ReadFileSystem } from "../../src/ports/file-system.ts";
import { checkNames } from "../../src/settings/check-names.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { crate, hexDep, nif, project } from "../emit/project.ts";

const own = crate("my_nif");
const module = { ...nif("MyApp.Native"), manifest: own.manifest };
const usual: Partial<Project> = { deps: [hexDep("exla"), hexDep("jason")], nifs: [module], crates: [own] };

/** `line: message` of each finding about nif2nix.toml. */
async function findings(text: string, changes: Partial<Project> = {}): Promise<readonly string[]> {
  const diagnostics = new Diagnostics();
  const fs = { readText: () => text, exists: () => false } as Partial<ReadFileSystem> as ReadFileSystem;
  const settings = await readSettings(fs, "/p", diagnostics);
  await checkNames(project({ ...usual, ...changes }), settings, () => text, diagnostics);
  return diagnostics.list.map(toFinding).map(({ line, message }) => `${line}: ${message}`);
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
      '1: [nif.MyApp.Natve] has no effect: there is no NIF module of the project or of a dependency of this name; did you mean "MyApp.Native"?',
      '4: [package.exlaa] has no effect: there is no dependency of this name; did you mean "exla"?',
      "6: [crate.other] has no effect: there is no crate of a NIF module of this name",
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
