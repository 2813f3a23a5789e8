import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scanDocument } from "../../../src/cli/results/scan-document.ts";
import { generate } from "../../../src/index.ts";
import type { Crate } from "../../../src/model/crate.ts";
import type { Dependency } from "../../../src/model/dependency.ts";
import type { MachineNeeds } from "../../../src/model/machine.ts";
import type { NifModule } from "../../../src/model/nif-module.ts";
import type { Project } from "../../../src/model/project.ts";
import { unknown } from "../../../src/model/unknown.ts";
import { mixProject } from "../../emit/project.ts";
import { checkOut } from "../../projects/support.ts";
import { validate } from "../../support/json-schema.ts";
import { nif2nix } from "../support/run.ts";

const schema = JSON.parse(readFileSync(new URL("../../../docs/scan.schema.json", import.meta.url), "utf8")) as object;
const place = { file: "mix.exs", line: 1, column: 1 };

const mix = mixProject({
  version: unknown("it comes from git"),
  releases: [{ name: "web", applications: null, version: null, configProviders: [], steps: ["assemble"] }],
});

const machine: MachineNeeds = {
  buildVariables: [{ name: "SECRET", required: true, places: [place], value: null }],
  startVariables: [],
  variables: [],
  programs: [{ name: "ffmpeg", places: [place], package: "ffmpeg" }],
  files: [],
  compileFiles: [],
  migrations: [],
  overlays: ["server"],
};

const nif: NifModule = {
  project: ".",
  file: "lib/native.ex",
  line: 2,
  column: 3,
  module: "MyApp.Native",
  macro: "RustlerPrecompiled",
  otpApp: "my_app",
  crate: "my_nif",
  path: "native/my_nif",
  manifest: "native/my_nif/Cargo.toml",
  cargoLock: null,
  features: unknown("Mod.features/0 is not known"),
  defaultFeatures: true,
  mode: "release",
  target: null,
  loadFrom: ["my_app", "priv/native/my_nif"],
  skipCompilation: false,
  lib: true,
  env: [],
  version: "0.1.0",
  baseUrl: "https://example.org",
  targets: ["x86_64-unknown-linux-gnu"],
  nifVersions: ["2.16"],
  forceBuild: null,
  variants: null,
  variables: [],
};

const deps: Dependency[] = (
  [
    { kind: "hex", package: "jason", version: "1.4.4", repo: "hexpm", innerChecksum: null, outerChecksum: "ab" },
    {
      kind: "git",
      url: "u",
      rev: "r",
      branch: null,
      tag: null,
      ref: null,
      submodules: false,
      sparse: null,
      subdir: null,
    },
    { kind: "path", path: "../x", inUmbrella: false },
  ] as const
).map((source) => ({
  app: "a",
  source,
  builder: "mix",
  requires: [],
  inProd: unknown("why"),
  sourceOnly: false,
  place,
}));

function project(parts: Partial<Project>): Project {
  const crates: Crate[] = [];
  const empty = {
    apps: [],
    lock: new Map(),
    lockFile: null,
    deps: [],
    nifs: [],
    makes: [],
    machine,
    configuredApps: [],
    crates,
  };
  return {
    folder: "/p",
    buildRoot: "/p",
    mix,
    natives: [],
    frontEnds: [],
    programs: [],
    artifacts: { checksums: {}, artifactUrls: {} },
    ...empty,
    ...parts,
  } as Project;
}

test("a document with every kind of value fits the published schema", () => {
  const document = scanDocument(project({ deps, nifs: [nif], apps: [mix] }), { natives: [], assets: [] }, [
    { code: "NN001", severity: "error", ...place, message: "m", help: "h" },
  ]);
  expect(validate(schema, document)).toEqual([]);
  expect(document).toMatchObject({
    schemaVersion: 1,
    project: { app: "my_app", version: { unknown: "it comes from git" }, releases: ["web"] },
    nifs: [{ features: { unknown: "Mod.features/0 is not known" }, loadFrom: ["my_app", "priv/native/my_nif"] }],
  });
});

test("the schema would notice a field that is missing, unknown or of another kind", () => {
  const document = scanDocument(project({ nifs: [nif] }), { natives: [], assets: [] }, []) as {
    nifs: Record<string, unknown>[];
  };
  const [first = {}] = document.nifs;
  const { crate: _crate, ...without } = first;
  expect(validate(schema, { ...document, nifs: [without] })).toHaveLength(1);
  expect(validate(schema, { ...document, extra: 1 })).toHaveLength(1);
  expect(validate(schema, { ...document, nifs: [{ ...first, line: "2" }] })).toHaveLength(1);
  expect(validate(schema, { ...document, schemaVersion: 2 })).toHaveLength(1);
});

test("the packages of a lock of Node are named with their versions", async () => {
  const { project: read, plan } = await generate({ ...checkOut("assets_npm"), offline: true, env: {} });
  const document = scanDocument(read, plan, []) as { assets: { locks: { packages: number; contents: unknown[] }[] }[] };
  expect(validate(schema, document)).toEqual([]);
  const [lock] = document.assets.flatMap(({ locks }) => locks);
  expect(lock?.contents).toHaveLength(lock?.packages ?? 0);
  const file = `${read.folder}/assets/package-lock.json`;
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as {
    packages: Record<string, { version?: string; name?: string }>;
  };
  const written = Object.entries(packages).flatMap(([path, { version, name }]) =>
    version === undefined || !path.includes("node_modules/")
      ? []
      : [{ name: name ?? path.split("node_modules/").at(-1), version }],
  );
  expect(written).not.toEqual([]);
  expect(lock?.contents).toEqual(expect.arrayContaining(written));
});

test("what differs between systems is there for each", async () => {
  const { project, plan } = await generate({ project: checkOut("features_by_system").project, offline: true });
  const document = scanDocument(project, plan, []) as { readonly nifs: readonly Record<string, unknown>[] };
  expect(validate(schema, JSON.parse(JSON.stringify(document)))).toEqual([]);
  const of = (name: string) => document.nifs.find(({ module }) => module === `BySystem.${name}`);
  const [linux, darwin] = [{ features: ["common", "cuda"] }, { features: ["common", "metal"] }];
  expect(of("Gpu")?.["onSystems"]).toEqual({
    "x86_64-linux": linux,
    "aarch64-linux": linux,
    "x86_64-darwin": darwin,
    "aarch64-darwin": darwin,
  });
  expect(of("Plain")).not.toHaveProperty("onSystems");
});

test("what make builds of the project itself is in both", async () => {
  const { project: cwd } = checkOut("elixir_make_own");
  const text = await nif2nix(["scan", "--offline"], { cwd });
  expect(text.stdout).toMatch(
    /^native +makes: native code by make \(mix\.exs:1\)\n +ports: native code by rebar3 in vendor\/ports \(mix\.exs:\d+\)$/m,
  );
  const { stdout } = await nif2nix(["scan", "--offline", "--format", "json"], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    makes: [
      { app: "makes", folder: "." },
      { app: "ports", folder: "vendor/ports" },
    ],
  });
});
