import { expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { checkPackages } from "../../src/plan/check-packages.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { mixExs } from "../read/mix/files.ts";
import { readFiles } from "../read/mix/reading.ts";

/** What is said of a project whose path dependency has a NIF module, and no lock file: that is said elsewhere. */
async function said(depsOfPath: string): Promise<readonly string[]> {
  const { project } = await readFiles(
    {
      "/p/mix.exs": mixExs('[{:near, path: "near"}]'),
      "/p/near/mix.exs": mixExs(depsOfPath, "app: :near"),
      "/p/near/lib/near.ex": 'defmodule Near do\n  use Rustler, otp_app: :near, crate: "near"\nend\n',
      "/p/near/native/near/Cargo.toml": '[package]\nname = "near"\nversion = "0.1.0"\n[lib]\ncrate-type = ["cdylib"]\n',
    },
    "/p",
    "prod",
  );
  expect(project.nifs.map(({ module }) => module)).toEqual(["Near"]);
  const diagnostics = new Diagnostics();
  checkPackages(project, defaultSettings, diagnostics);
  return diagnostics.list.map(({ code }) => code);
}

test("a path dependency that asks for rustler lacks its lock alone, one that does not lacks rustler", async () => {
  expect(await said('[{:rustler, "~> 0.36"}]')).toEqual([]);
  expect(await said("[]")).toEqual(["nif-package-missing"]);
});
