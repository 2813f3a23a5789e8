import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { crateLibraries } from "../../src/recipes/crate-libraries.ts";
import { crateRecipes } from "../../src/recipes/crate-recipes.ts";
import { libraries } from "../../src/recipes/libraries.ts";
import { runPackages } from "../../src/recipes/package-of.ts";
import { packageRecipes } from "../../src/recipes/package-recipes.ts";
import { programs } from "../../src/recipes/programs.ts";
import type { EnvValue, Inputs } from "../../src/recipes/recipe.ts";
import { inputsOfCrate, joinInputs, recipesOfPackage } from "../../src/recipes/recipes-for.ts";

const locked = (...names: readonly string[]) =>
  names.map((name) => ({ name, version: "1.0.0", source: null, checksum: null }));

const repeated = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

const isGiven = (value: unknown): boolean => value !== undefined;

describe("every recipe", () => {
  const named = [
    ...crateRecipes.map((recipe) => [recipe.crates.join(", "), recipe] as const),
    ...packageRecipes.map((recipe) => [Object.values(recipe.detects).flat().join(", "), recipe] as const),
  ];

  test.each(named)("%s: says where its facts are from", (_name, recipe) => {
    expect(recipe.source).toMatch(/^(https:\/\/[a-z0-9.-]+\/\S+|nixpkgs \S.*|[a-z].{10,})$/);
  });

  test.each(named)("%s: gives something", (_name, recipe) => {
    const given = [recipe.nativeBuildInputs, recipe.buildInputs, Object.keys(recipe.env ?? {})].flat();
    const more =
      "detects" in recipe
        ? [recipe.buildPlugins, recipe.sourceFolders, recipe.archive, recipe.note].filter(isGiven).length
        : 0;
    expect(given.filter(Boolean).length + more).toBeGreaterThan(0);
  });

  test.each(named)("%s: is detected by something", (name) => {
    expect(name).toMatch(/^[a-z][a-z0-9_-]*(, [a-z][a-z0-9_-]*)*$/);
  });

  test.each(named)("%s: names of variables are ones", (_name, recipe) => {
    for (const name of Object.keys(recipe.env ?? {})) expect(name).toMatch(/^[A-Z_][A-Z0-9_]*$/);
  });

  test("names packages by attribute paths that Nix can parse", () => {
    const paths = [
      ...named.flatMap(([, recipe]) => attributePaths(recipe)),
      ...Object.values(libraries),
      ...Object.values(crateLibraries),
      ...Object.values(programs).flat(),
      ...Object.keys(runPackages),
    ];
    expect(paths.length).toBeGreaterThan(20);
    const expression = `pkgs: [ ${paths.map((path) => `pkgs.${path}`).join(" ")} ]`;
    const parsed = execFileSync("nix-instantiate", ["--parse", "-E", expression], { encoding: "utf8" });
    for (const path of paths) expect(parsed).toContain(`(pkgs).${path}`);
  });

  test("is the only one that a key leads to", () => {
    expect(repeated(crateRecipes.flatMap((recipe) => recipe.crates))).toEqual([]);
    for (const kind of ["apps", "requires", "rebarPlugins"] as const) {
      expect(repeated(packageRecipes.flatMap((recipe) => recipe.detects[kind] ?? []))).toEqual([]);
    }
  });
});

function attributePaths(recipe: Inputs): string[] {
  const fromEnv = Object.values(recipe.env ?? {}).flatMap((value: EnvValue) =>
    typeof value === "object" && "package" in value ? [value.package] : [],
  );
  return [...(recipe.nativeBuildInputs ?? []), ...(recipe.buildInputs ?? []), ...fromEnv];
}

describe("what the crates of a lock ask for", () => {
  test("nothing, without crates that need a tool", () => {
    expect(inputsOfCrate(locked("serde", "rustler"))).toEqual({ nativeBuildInputs: [], buildInputs: [], env: {} });
  });
  test("OpenSSL of nixpkgs and pkg-config to find it, for openssl-sys", () => {
    const inputs = inputsOfCrate(locked("rustler", "openssl-sys"));
    expect(inputs.buildInputs).toContain("openssl");
    expect(inputs.nativeBuildInputs).toContain("pkg-config");
  });
  test("a library for a crate that only looks for one, and pkg-config", () => {
    expect(inputsOfCrate(locked("proj-sys", "geos-sys"))).toEqual({
      nativeBuildInputs: ["pkg-config"],
      buildInputs: ["geos", "proj"],
      env: {},
    });
    expect(inputsOfCrate(locked("constructor")).buildInputs).toEqual([]);
  });
  test("each once and sorted, whatever the order of the lock", () => {
    const inputs = inputsOfCrate(locked("openssl-sys", "pkg-config", "cmake", "bindgen"));
    expect(inputs).toEqual(inputsOfCrate(locked("bindgen", "cmake", "pkg-config", "openssl-sys")));
    expect(inputs.nativeBuildInputs).toEqual([...new Set(inputs.nativeBuildInputs)].sort());
  });
  test("not for a name that only begins alike", () => {
    expect(inputsOfCrate(locked("openssl-probe", "cmake-parser")).buildInputs).toEqual([]);
    expect(inputsOfCrate(locked("openssl-probe", "cmake-parser")).nativeBuildInputs).toEqual([]);
  });
});

describe("the recipes of a Mix dependency", () => {
  const apply = (app: string, requires: readonly string[] = [], rebarPlugins: readonly string[] = []) =>
    recipesOfPackage({ app, requires, rebarPlugins });

  test("none, for a package of Elixir only", () => {
    expect(apply("jason", ["decimal"])).toEqual([]);
  });
  test("by what its lock entry requires: a folder that elixir_make may write to", () => {
    expect(joinInputs(apply("exqlite", ["db_connection", "elixir_make", "cc_precompiler"])).env).toEqual({
      ELIXIR_MAKE_CACHE_DIR: { buildFolder: "elixir_make" },
    });
  });
  test("by its name, joined with those of its requirements", () => {
    const inputs = joinInputs(apply("vix", ["elixir_make", "cc_precompiler"]));
    expect(inputs.buildInputs).toEqual(["vips"]);
    expect(Object.keys(inputs.env).sort()).toEqual(["ELIXIR_MAKE_CACHE_DIR", "VIX_COMPILATION_MODE"]);
  });
  test("by a plugin of rebar.config", () => {
    expect(apply("crc32cer", [], ["pc"]).flatMap((recipe) => recipe.buildPlugins)).toEqual(["pc"]);
  });
});
