import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { systems } from "../../../src/model/systems.ts";
import { platformHolds } from "../../../src/read/cargo/platform.ts";
import { rustTargets } from "../../../src/recipes/rust-targets.ts";
import { builtByCargo, namedByMetadata, onlyNames, readAsBuilt } from "./built-oracle.ts";
import { cargo } from "./oracle.ts";

const base = mkdtempSync(join(tmpdir(), "built-crates-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A registry of eight packages, each of which needs later ones only, and a package that is built. */
const count = 8;
const platforms = ["", "", "", "cfg(unix)", "cfg(windows)", 'cfg(all(target_os = "linux", not(target_env = "musl")))'];
const featureNames = ["default", "f1", "f2", "f3"];
const edge = fc.record({
  to: fc.integer({ min: 1, max: count - 1 }),
  kind: fc.constantFrom("dependencies", "dependencies", "dependencies", "build-dependencies", "dev-dependencies"),
  platform: fc.constantFrom(...platforms),
  optional: fc.boolean(),
  defaults: fc.boolean(),
  features: fc.subarray(["f1", "f2", "f3"], { maxLength: 2 }),
});
const need = fc.record({
  form: fc.constantFrom("feature", "dep", "key/feature", "key?/feature", "key"),
  feature: fc.constantFrom("f1", "f2", "f3"),
  which: fc.nat({ max: 5 }),
});
const pack = fc.record({
  edges: fc.array(edge, { maxLength: 4 }),
  features: fc.array(fc.array(need, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
  macro: fc.constantFrom(false, false, false, true),
});
const worlds = fc.record({
  packages: fc.array(pack, { minLength: count, maxLength: count }),
  resolver: fc.constantFrom("1", "2", "3"),
  features: fc.subarray(["f1", "f2", "f3"]),
  defaultFeatures: fc.boolean(),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

function manifest(world: World, index: number): string {
  const { edges, features, macro } = world.packages[index] as World["packages"][number];
  const used = new Set<string>();
  const lines: string[] = [];
  const own = edges.flatMap(({ to: step, kind, platform, optional, defaults, features: asked }) => {
    const to = index + step;
    if (to >= count) return [];
    const renamed = to % 2 === 1;
    const key = renamed ? `r${to}` : `p${to}`;
    const at = `${platform === "" ? "" : `target.'${platform}'.`}${kind}`;
    if (used.has(`${at} ${key}`)) return [];
    used.add(`${at} ${key}`);
    const isOptional = optional && kind !== "dev-dependencies";
    const options = [
      'version = "1"',
      ...(renamed ? [`package = "p${to}"`] : []),
      ...(isOptional ? ["optional = true"] : []),
      ...(defaults ? [] : ["default-features = false"]),
      `features = ${JSON.stringify(asked)}`,
    ];
    lines.push(`[${at}.${key}]\n${options.join("\n")}`);
    return kind === "dev-dependencies" ? [] : [{ key, optional: isOptional }];
  });
  const optional = own.filter((each) => each.optional);
  const table = featureNames.map((name, at) => {
    const needs = (features[at] ?? []).flatMap(({ form, feature, which }) => {
      const any = own[which % Math.max(own.length, 1)];
      const opt = optional[which % Math.max(optional.length, 1)];
      if (form === "feature") return [feature];
      if (form === "key/feature") return any === undefined ? [] : [`${any.key}/${feature}`];
      if (opt === undefined) return [];
      return form === "dep" || form === "key" ? [`dep:${opt.key}`] : [`${opt.key}?/${feature}`];
    });
    return `${name} = ${JSON.stringify([...new Set(needs)].filter((each) => each !== name))}`;
  });
  // Optional ones that no feature names by `dep:` have a feature of their name; all the others need one to be taken by.
  return [
    `[package]\nname = "p${index}"\nversion = "1.${index}.0"\nedition = "2021"`,
    index === 0 ? '[lib]\ncrate-type = ["cdylib"]' : macro ? "[lib]\nproc-macro = true" : "",
    ...lines,
    `[features]\n${table.join("\n")}`,
    index === 0 ? `[workspace]\nresolver = "${world.resolver}"` : "",
  ].join("\n");
}

function layOut(world: World, folder: string): void {
  for (let index = 1; index < count; index++) {
    write(join(folder, `vendor/p${index}`), {
      "Cargo.toml": manifest(world, index),
      "src/lib.rs": "",
      "build.rs": "fn main() {}",
      ".cargo-checksum.json": JSON.stringify({ files: {}, package: "0".repeat(64) }),
    });
  }
  write(folder, {
    "Cargo.toml": manifest(world, 0),
    "src/lib.rs": "",
    "build.rs": "fn main() {}",
    ".cargo/config.toml": '[source.crates-io]\nreplace-with = "near"\n[source.near]\ndirectory = "vendor"\n',
  });
  cargo(folder, "generate-lockfile", "--offline", "--quiet");
}

describe("the crates that are built are those of cargo's own plan", () => {
  const seed = Number(process.env["NIF2NIX_SEED"] ?? 20260101);
  test.each(fc.sample(worlds, { numRuns: 40, seed }).map((world, index) => [index, world] as const))(
    "random packages %i",
    async (index, world) => {
      const folder = join(base, String(index));
      layOut(world, folder);
      expect(await readAsBuilt(folder, ".", world)).toEqual(builtByCargo(folder, ".", world));
    },
  );
});

test("on another system they are those of cargo metadata", async () => {
  const folder = join(base, "systems");
  const dependency = (name: string): string => `${name} = "1"\n`;
  const table = (platform: string, name: string): string => `[target.'${platform}'.dependencies]\n${dependency(name)}`;
  const tables = {
    a: "cfg(windows)",
    b: 'cfg(target_os = "macos")',
    c: "aarch64-apple-darwin",
    d: 'cfg(all(target_arch = "aarch64", target_pointer_width = "64"))',
    e: 'cfg(not(any(target_env = "gnu", target_vendor = "apple")))',
    f: 'cfg(any(target_env = "gnu", windows,))',
  };
  for (const name of Object.keys(tables)) {
    write(join(folder, "vendor", name), {
      "Cargo.toml": `[package]\nname = "${name}"\nversion = "1.0.0"\n`,
      "src/lib.rs": "",
      ".cargo-checksum.json": JSON.stringify({ files: {}, package: "0".repeat(64) }),
    });
  }
  write(folder, {
    "Cargo.toml": `[package]\nname = "own"\nversion = "1.0.0"\n[workspace]\n${Object.entries(tables)
      .map(([name, platform]) => table(platform, name))
      .join("")}`,
    "src/lib.rs": "",
    ".cargo/config.toml": '[source.crates-io]\nreplace-with = "near"\n[source.near]\ndirectory = "vendor"\n',
  });
  cargo(folder, "generate-lockfile", "--offline", "--quiet");
  const seen: string[] = [];
  for (const system of systems) {
    const ours = onlyNames(await readAsBuilt(folder, ".", { system }));
    expect(ours, system).toEqual(namedByMetadata(folder, ".", system));
    seen.push(ours.join(" "));
  }
  expect(new Set(seen).size).toBe(systems.length);
});

test("a crate of a git repository with a workspace", async () => {
  const repository = join(base, "repository");
  write(repository, {
    "Cargo.toml":
      '[workspace]\nmembers = ["one", "two"]\n[workspace.package]\nversion = "0.4.0"\n[workspace.dependencies]\ntwo = { path = "two", default-features = false }\n',
    "one/Cargo.toml":
      '[package]\nname = "one"\nversion.workspace = true\n[dependencies]\ntwo = { workspace = true, features = ["more"] }\n',
    "one/src/lib.rs": "",
    "two/Cargo.toml": '[package]\nname = "two"\nversion.workspace = true\n[features]\ndefault = []\nmore = []\n',
    "two/src/lib.rs": "",
  });
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", repository, "-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      encoding: "utf8",
    });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "one");
  const folder = join(base, "from-git");
  write(folder, {
    "Cargo.toml": `[package]\nname = "own"\nversion = "1.0.0"\n[workspace]\n[dependencies]\none = { git = "file://${repository}" }\n`,
    "src/lib.rs": "",
  });
  cargo(folder, "generate-lockfile", "--quiet");
  const ours = await readAsBuilt(folder, ".");
  expect(ours).toEqual(builtByCargo(folder, "."));
  expect(ours).toContain("two 0.4.0 [more]");
});

describe("platforms", () => {
  test.each(systems)("what holds on %s is what rustc prints", (system) => {
    const { triple, cfg } = rustTargets[system];
    const printed = execFileSync("rustc", ["--print", "cfg", "--target", triple], { encoding: "utf8" });
    // Features of processors come with newer compilers; no version of it lacks these.
    const lines = printed.trim().split("\n");
    const plain = (each: string): boolean => !each.startsWith("target_feature");
    expect([...cfg].filter(plain).toSorted()).toEqual(lines.filter(plain).toSorted());
    expect(lines).toEqual(expect.arrayContaining([...cfg]));
  });

  test.each([
    ["cfg(unix", true],
    ["cfg(all())", true],
    ["cfg(any())", false],
    ["cfg(not(unix, windows))", true],
    [`cfg(${"not(".repeat(5000)}unix${")".repeat(5000)})`, true],
  ])("what is no expression counts as holding: %.30s", (text, holds) => {
    expect(platformHolds(text, rustTargets["x86_64-linux"])).toBe(holds);
  });
});
