import { describe, expect, test } from "vitest";
import { isUnknown } from "../../../../src/model/unknown.ts";
import { readPublication } from "../../../../src/read/natives/make/read-publication.ts";
import { loadPackage } from "./load-package.ts";

const read = async (options: string): Promise<ReturnType<typeof readPublication>> =>
  readPublication((await loadPackage(options)).config);

const versions = async (option: string): Promise<unknown> => {
  const found = await read(`make_precompiler: {:nif, CCPrecompiler}, ${option}`);
  return found === null || isUnknown(found) ? found : found.nifVersions;
};

describe("what a precompiler of elixir_make publishes", () => {
  test("is nothing where there is none", async () => {
    expect(await read("deps: []")).toBe(null);
    expect(await read("make_precompiler: nil")).toBe(null);
  });

  test("is an archive for each NIF version, those of any system", async () => {
    expect(await versions('make_precompiler_nif_versions: [versions: ["2.16", "2.17"]]')).toEqual(["2.16", "2.17"]);
    expect(await versions("make_precompiler_nif_versions: [versions: &by_target/1]")).toEqual(["2.15", "2.16", "2.17"]);
    expect(await versions('make_precompiler_nif_versions: [versions: fn _ -> ["2.17"] end]')).toEqual(["2.17"]);
  });

  test("is one for the BEAM that builds, where no version is named or it is no NIF", async () => {
    expect(await versions("deps: []")).toBe(null);
    expect(await versions("make_precompiler_nif_versions: [fallback_version: & &1]")).toBe(null);
    const port = 'make_precompiler: {:port, CCPrecompiler}, make_precompiler_nif_versions: [versions: ["2.17"]]';
    expect(await read(port)).toEqual({ nifVersions: null });
  });

  test("is not known where an option is not, or is of another kind", async () => {
    expect(await read("make_precompiler: @unknown")).toSatisfy(isUnknown);
    expect(await read("make_precompiler: CCPrecompiler")).toSatisfy(isUnknown);
    for (const option of [
      "@unknown",
      "[versions: @unknown]",
      '[versions: "2.17"]',
      "[versions: [2.17]]",
      "[versions: fn _ -> @unknown end]",
    ])
      expect(await versions(`make_precompiler_nif_versions: ${option}`)).toSatisfy(isUnknown);
  });
});
