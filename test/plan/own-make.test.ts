import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { type MakeBuild, nothingMade, type OwnMake } from "../../src/model/make.ts";
import { planOwnMake } from "../../src/plan/plan-own-make.ts";
import { defaultPackage, defaultSettings, type PackageSettings } from "../../src/settings/settings.ts";

const place = { file: "mix.exs", line: 1, column: 1 };

function planned(
  make: Partial<MakeBuild>,
  settings: Partial<PackageSettings> = {},
  more: Partial<Pick<OwnMake, "folder" | "rebarPlugins">> = {},
) {
  const diagnostics = new Diagnostics();
  const packages = { mine: { ...defaultPackage, ...settings } };
  const plan = planOwnMake(
    [
      {
        app: "mine",
        place,
        folder: ".",
        tool: "make",
        rebarPlugins: [],
        published: null,
        ...more,
        make: { ...nothingMade, ...make },
      },
    ],
    { ...defaultSettings, packages },
    diagnostics,
  );
  return { ...plan, notes: diagnostics.list.map(({ code, args }) => [code, args["app"], args["note"]]) };
}

describe("what elixir_make builds of the project itself", () => {
  test("is given the programs and libraries that its Makefile asks for, and those of the settings", () => {
    const { inputs } = planned(
      { programs: ["cmake", "pkg-config"], libraries: ["zlib"] },
      { buildInputs: ["fmt"], env: { A: "1" } },
    );
    expect(inputs).toMatchObject({
      nativeBuildInputs: ["cmake", "pkg-config"],
      buildInputs: ["fmt", "zlib"],
      env: { A: "1" },
    });
  });
  test("is compiled where it has a precompiler", () => {
    expect(planned({ precompiler: true }).forced).toEqual(["mine"]);
    expect(planned({}).forced).toEqual([]);
  });
  test("is reported where it would download or stop, unless the settings help", () => {
    const downloads = ["runs curl", 'stops with the words "SRC is unset"'];
    expect(planned({ downloads }).notes).toEqual([
      ["package-needs-hand", "mine", "its Makefile runs curl"],
      ["package-needs-hand", "mine", 'its Makefile stops with the words "SRC is unset"'],
    ]);
    expect(planned({ downloads }, { env: { SRC: "/x" } }).notes).toEqual([]);
  });
  test("is reported where it links to what no table has, unless the settings name libraries", () => {
    expect(planned({ linked: ["z", "nobody_knows"], libraries: ["nor-this"] }).notes).toEqual([
      [
        "package-needs-hand",
        "mine",
        expect.stringMatching(/^it links to -lnobody_knows and asks pkg-config for nor-this,/),
      ],
    ]);
    expect(planned({ linked: ["nobody_knows"] }, { buildInputs: ["x"] }).notes).toEqual([]);
  });
  test("of a path dependency lies in the folder of that", () => {
    const checkouts = [{ url: "https://example.com/x.git", rev: "0".repeat(40), path: "third/x" }];
    const made = planned({ checkouts, scripts: ["gen.sh"] }, {}, { folder: "libs/a b", rebarPlugins: ["pc"] });
    expect(made).toMatchObject({
      checkouts: [{ path: "libs/a b/third/x" }],
      scripts: ["libs/a b/gen.sh"],
      rebarPlugins: ["pc"],
    });
  });
  test("is nothing where there is none", () => {
    expect(planOwnMake([], defaultSettings, new Diagnostics())).toBeNull();
  });
});
