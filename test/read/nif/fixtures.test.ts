import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { asOracle, elixirNifs, fixtures, hasElixir, type OracleNif, read } from "./oracle.ts";

const projects = ["forms", "configured", "precompiled", "article/app", "legacy", "umbrella"] as const;
const apps = [
  "forms=forms",
  "configured=configured",
  "precompiled=precompiled",
  "article/app=my_app",
  "legacy=legacy",
  "umbrella/apps/first=first",
  "umbrella/apps/second=second",
];
const byModule = (a: OracleNif, b: OracleNif) => (String(a["module"]) < String(b["module"]) ? -1 : 1);

/** Mix normalises nothing, we do: a path is compared without `./` and the last slash. */
const normalised = (nif: OracleNif): OracleNif => ({
  ...nif,
  path: String(nif["path"]).replace(/^\.\//, "").replace(/\/$/, ""),
});

if (!hasElixir) console.log("did not run: NIF modules against Elixir (no elixir)");

describe.skipIf(!hasElixir).each(["prod", "dev", "test"])("in MIX_ENV=%s", (env) => {
  const answers = hasElixir ? elixirNifs(env, apps) : Promise.resolve({});
  test.each(projects)("%s has the modules and options that Elixir sees", async (folder) => {
    const { project } = await read(join(fixtures, folder), env, join(fixtures, folder.split("/")[0] as string));
    const all: Readonly<Record<string, readonly OracleNif[]>> = await answers;
    const expected = Object.keys(all)
      .filter((path) => path === folder || path.startsWith(`${folder}/`))
      .flatMap((path) => all[path] ?? []);
    expect(expected.length).toBeGreaterThan(0);
    expect(project.nifs.map(asOracle).sort(byModule)).toEqual(expected.map(normalised).sort(byModule));
  });
});

describe("where things are", () => {
  test("modules of macros are at the call, those written out at the use", async () => {
    const { project } = await read(join(fixtures, "forms"), "prod", join(fixtures, "forms"));
    const at = (module: string) => {
      const nif = project.nifs.find((one) => one.module === module);
      return `${nif?.file}:${nif?.line}:${nif?.column}`;
    };
    expect(at("Forms.Plain")).toBe("lib/plain.ex:7:3");
    expect(at("Forms.Outer.Inner")).toBe("lib/plain.ex:16:5");
    expect(at("Forms.UsesBase")).toBe("lib/macros/users.ex:2:3");
    expect(at("Forms.CallsMacro")).toBe("lib/macros/users.ex:8:3");
    expect(at("Forms.DeepUser")).toBe("lib/deep_user.ex:2:3");
  });

  test("variables that would change an option are named", async () => {
    const { project } = await read(join(fixtures, "forms"), "prod", join(fixtures, "forms"));
    const env = (module: string) => project.nifs.find((one) => one.module === module)?.variables;
    expect(env("Forms.Plain")).toEqual([]);
    expect(env("Forms.ByVariableOfEnvironment")).toEqual(["FORMS_FEATURES", "FORMS_SKIP"]);
    const article = await read(join(fixtures, "article/app"), "prod", join(fixtures, "article"));
    expect(article.project.nifs[0]?.variables).toEqual(["PRECOMPILED_NIF"]);
  });

  test("variables that would bring other configuration are named", async () => {
    const { project } = await read(join(fixtures, "configured"), "prod", join(fixtures, "configured"));
    const all = "RUSTLER_PRECOMPILED_FORCE_BUILD_ALL";
    expect(Object.fromEntries(project.nifs.map((one) => [one.module, one.variables]))).toEqual({
      "Configured.First": ["CONFIGURED_SKIP"],
      "Configured.Second": [],
      "Configured.FromMixExs": [],
      "Configured.AsksMixExs": [],
      "Configured.Forced": ["CONFIGURED_ALL", all],
      "Configured.NotForced": ["CONFIGURED_ALL", all],
    });
  });

  test("a crate outside of the project", async () => {
    const { project, diagnostics } = await read(join(fixtures, "article/app"), "prod", join(fixtures, "article"));
    expect(project.nifs).toMatchObject([{ manifest: "../mycrate/Cargo.toml", cargoLock: "../mycrate/Cargo.lock" }]);
    expect(project.crates.map((crate) => crate.sources)).toEqual([["../mycrate"]]);
    expect(project.buildRoot).toBe(join(fixtures, "article"));
    expect(diagnostics.list.map(({ code }) => code)).toEqual([]);
  });

  test("members of one workspace in applications of an umbrella", async () => {
    const { project, diagnostics } = await read(join(fixtures, "umbrella"), "prod", join(fixtures, "umbrella"));
    expect(project.nifs.map(({ project: path, manifest, cargoLock }) => [path, manifest, cargoLock])).toEqual([
      ["apps/first", "apps/first/native/first_nif/Cargo.toml", "Cargo.lock"],
      ["apps/second", "apps/second/native/second_nif/Cargo.toml", "Cargo.lock"],
    ]);
    expect(diagnostics.list).toEqual([]);
  });
});

describe("what cannot be known", async () => {
  const { project, diagnostics } = await read(join(fixtures, "uncertain"), "prod", join(fixtures, "uncertain"));
  const nif = (name: string) => project.nifs.find((one) => one.module === `Uncertain.${name}`);
  const unknown = { unknown: expect.any(String) as string };
  const codes = (code: string) => diagnostics.list.filter((one) => one.code === code).map(({ place }) => place);

  test("branches that differ leave only that unknown", () => {
    expect(nif("Branches")).toMatchObject({ crate: "branches", path: "native/branches", features: unknown });
    expect(nif("OneValue")).toMatchObject({ crate: "one_value", features: unknown, mode: "debug" });
    expect(nif("Crate")).toMatchObject({ otpApp: "uncertain", crate: unknown, path: unknown, features: [] });
  });
  test("and those of the system are known for each", () => {
    const on = (name: string) =>
      Object.entries(nif(name)?.onSystems ?? {}).map(([system, one]) => [system, one?.features]);
    const [linux, darwin] = [["cuda"], ["metal"]];
    expect(on("Branches")).toEqual([
      ["x86_64-linux", linux],
      ["aarch64-linux", linux],
      ["x86_64-darwin", darwin],
      ["aarch64-darwin", darwin],
    ]);
    expect(on("OneValue").map(([, features]) => features)).toEqual([["linux"], ["linux"], [], []]);
    expect(nif("Crate")?.onSystems).toBeUndefined();
  });
  test("branches that agree are certain", () => {
    expect(nif("Agreeing")).toMatchObject({ crate: "agreeing", features: ["a"], mode: "release" });
  });
  test("options and configuration that may set anything are unknown where nothing surer is set", () => {
    expect(nif("Options")).toMatchObject({ otpApp: "uncertain", crate: "options", features: unknown });
    expect(nif("Configured")).toMatchObject({ crate: "configured", features: unknown, mode: "release" });
  });
  test("is said, with its place", () => {
    expect(codes("nif-uncertain")).toEqual([{ file: "lib/uncertain.ex", line: 13, column: 5 }]);
    expect(codes("nif-value-unknown")).toEqual([
      { file: "lib/uncertain.ex", line: 28, column: 44 },
      { file: "lib/uncertain.ex", line: 32, column: 59 },
    ]);
    expect(codes("compile-crate-called")).toEqual([{ file: "lib/uncertain.ex", line: 41, column: 5 }]);
  });
  test("code without end, and code that does not parse, spoil nothing else", () => {
    expect(nif("UsesEndless")).toMatchObject({ crate: "endless" });
    expect(nif("CompilesItself")).toMatchObject({ crate: "itself", skipCompilation: true });
  });
});
