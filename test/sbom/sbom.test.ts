import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isLicenseExpression } from "../../src/sbom/spdx.ts";
import { makeProject, temporaryFolder } from "../cli/support/project.ts";
import { type Ran, nif2nix } from "../cli/support/run.ts";
import { checkOut } from "../projects/support.ts";
import { type Component, type Document, allOf } from "./document.ts";

interface Bill extends Ran {
  readonly document: Document;
  part(ref: string): Component;
  needs(ref: string): readonly string[];
}

async function billOf(project: string, ...args: readonly string[]): Promise<Bill> {
  const home = temporaryFolder();
  const env = { HOME: home, HEX_HOME: home };
  const ran = await nif2nix(["sbom", "--offline", ...args], { cwd: project, env });
  const document = JSON.parse(ran.stdout) as Document;
  const all = [document.metadata.component, ...allOf(document.components)];
  return {
    ...ran,
    document,
    part: (ref) => all.find((each) => each["bom-ref"] === ref) as Component,
    needs: (ref) => document.dependencies.find((each) => each.ref === ref)?.dependsOn ?? [],
  };
}

const value = (part: Component, name: string): string | undefined =>
  part.properties?.find((each) => each.name === `nif2nix:${name}`)?.value;

/** What cargo would have vendored for hello_nif's lock, cut down to what is looked at. */
function vendor(project: string): void {
  const crates = {
    rustler:
      'license = "MIT/Apache-2.0"\n[features]\ndefault = ["nif_version_2_15"]\nnif_version_2_15 = ["nif_version_2_14"]\nnif_version_2_14 = []\n[dependencies]\nlibloading = "0.8"\nrustler_codegen = "0.36"\ninventory = "0.3"\n[target."cfg(windows)".dependencies]\nregex-lite = "0.1"',
    libloading: 'license = "ISC"\n[target."cfg(unix)".dependencies]\ncfg-if = "1"',
    rustler_codegen: 'license-file = "LICENSE"\n[lib]\nproc-macro = true\n[dependencies]\nheck = "0.5"',
    inventory: 'license = "MIT or so"',
    "cfg-if": "",
    heck: "",
  };
  const lock = readFileSync(join(project, "native/hello_nif/Cargo.lock"), "utf8");
  for (const [name, rest] of Object.entries(crates)) {
    const version = new RegExp(`name = "${name}"\\nversion = "([^"]+)"`).exec(lock)?.[1];
    mkdirSync(join(project, "native/vendor", name), { recursive: true });
    writeFileSync(
      join(project, "native/vendor", name, "Cargo.toml"),
      `[package]\nname = "${name}"\nversion = "${version}"\n${rest}\n`,
    );
  }
  mkdirSync(join(project, "native/.cargo"), { recursive: true });
  writeFileSync(
    join(project, "native/.cargo/config.toml"),
    '[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = "vendor"\n',
  );
}

describe("crates", () => {
  test("lie inside of the NIF's crate, with what is linked told from what runs while building", async () => {
    const { project } = checkOut("hello_nif");
    vendor(project);
    const { document, part, needs, stderr } = await billOf(project);
    expect(needs("release:hello_nif")).toEqual(["dependency:jason", "dependency:rustler", "module:HelloNif"]);
    expect(needs("module:HelloNif")).toEqual(["crate:hello_nif"]);
    const inside = part("crate:hello_nif").components ?? [];
    expect(inside.map(({ name, scope = "" }) => `${name} ${scope}`.trim()).toSorted()).toEqual([
      "cfg-if",
      "heck excluded",
      "inventory",
      "libloading",
      "rustler",
      "rustler_codegen excluded",
    ]);
    const rustler = inside.find(({ name }) => name === "rustler") as Component;
    expect(value(rustler, "features")).toBe("default nif_version_2_14 nif_version_2_15");
    expect(rustler.licenses).toEqual([{ expression: "MIT OR Apache-2.0" }]);
    const lock = readFileSync(join(project, "native/hello_nif/Cargo.lock"), "utf8");
    expect(rustler.hashes).toEqual([
      { alg: "SHA-256", content: /name = "rustler"[^[]*checksum = "([0-9a-f]+)"/.exec(lock)?.[1] },
    ]);
    expect(rustler.purl).toBe(`pkg:cargo/rustler@${rustler.version}`);
    const licenses = Object.fromEntries(inside.map((each) => [each.name, each.licenses]));
    expect(licenses).toMatchObject({
      libloading: [{ license: { id: "ISC" } }],
      inventory: [{ license: { name: "MIT or so" } }],
      rustler_codegen: undefined,
    });
    expect(stderr).toMatch(/\d+ components, \d+ of them without a licence that is at hand\./);
    expect(document.metadata.timestamp).toBeUndefined();
  });

  test("of which no manifest is at hand are all there, marked, and reported with a place", async () => {
    const { project } = checkOut("hello_nif");
    const { part, stderr, code } = await billOf(project);
    const inside = part("crate:hello_nif").components ?? [];
    const lock = readFileSync(join(project, "native/hello_nif/Cargo.lock"), "utf8");
    const names = [...lock.matchAll(/^name = "(.+)"$/gm)].map(([, name]) => name);
    expect(inside.map(({ name }) => name).toSorted()).toEqual(names.filter((name) => name !== "hello_nif").toSorted());
    expect(value(part("crate:hello_nif"), "crates")).toBe("not all are known");
    const uncertain = inside.filter((each) => value(each, "certain") !== undefined).map(({ name }) => name);
    expect(uncertain).not.toContain("rustler");
    expect(uncertain).toContain("heck");
    expect(stderr).toMatch(/NN425[\s\S]*native\/hello_nif\/Cargo\.lock:\d+:\d+/);
    expect(code).toBe(0);
  });

  test("of another registry than crates.io have no address there, whatever their registry is called", async () => {
    const { project } = checkOut("hello_nif");
    vendor(project);
    const lock = join(project, "native/hello_nif/Cargo.lock");
    const from = (name: string, source: string): void => {
      const entry = new RegExp(`(name = "${name}"\\nversion = "[^"]+"\\nsource = )"[^"]+"`);
      expect(readFileSync(lock, "utf8")).toMatch(entry);
      writeFileSync(lock, readFileSync(lock, "utf8").replace(entry, `$1"${source}"`));
    };
    from("heck", "sparse+https://my-crates.io.example/index/");
    from("inventory", "registry+https://github.com/somebody/crates.io-index");
    from("cfg-if", "sparse+https://index.crates.io/");
    const { part } = await billOf(project);
    const inside = part("crate:hello_nif").components ?? [];
    const purls = Object.fromEntries(inside.map(({ name, purl }) => [name, purl?.replace(/@.*/, "")]));
    expect(purls).toMatchObject({ heck: undefined, inventory: undefined, "cfg-if": "pkg:cargo/cfg-if" });
    expect(inside.find(({ name }) => name === "heck")?.externalReferences).toBeUndefined();
  });

  test("that a lock lists and does not have are said to be unknown, not taken for none", async () => {
    const { project } = checkOut("hello_nif");
    vendor(project);
    const lock = join(project, "native/hello_nif/Cargo.lock");
    const text = readFileSync(lock, "utf8");
    writeFileSync(lock, text.replace(/(name = "hello_nif"[^[]*dependencies = \[\n)/, '$1 "gone",\n'));
    expect(readFileSync(lock, "utf8")).toContain('"gone"');
    const { part, stderr } = await billOf(project);
    expect(value(part("crate:hello_nif"), "crates")).toBe("not all are known");
    expect(stderr).toMatch(/NN425.*what hello_nif 0\.1\.0 needs could not be read: the lock has not all/);
  });
});

test("a licence with a slash is an expression of SPDX or stays as it is written, and an empty one is none", async () => {
  const licences = '"MIT/Apache-2.0", "", " ", "See https://example.com/licence", "None/of these"';
  const project = makeProject({});
  const mix = readFileSync(join(project, "mix.exs"), "utf8");
  const said = 'version: "0.1.0",';
  expect(mix).toContain(said);
  writeFileSync(join(project, "mix.exs"), mix.replace(said, `${said}\n      package: [licenses: [${licences}]],`));
  const { document } = await billOf(project);
  expect(document.metadata.component.licenses).toEqual([
    { license: { name: "MIT OR Apache-2.0" } },
    { license: { name: "None/of these" } },
    { license: { name: "See https://example.com/licence" } },
  ]);
});

test("the same project has the same bytes; what is in it decides the serial number, SOURCE_DATE_EPOCH the time", async () => {
  const { project } = checkOut("umbrella");
  const first = await billOf(project);
  expect((await billOf(project)).stdout).toBe(first.stdout);
  const other = await billOf(project, "--system", "aarch64-darwin");
  expect(other.document.serialNumber).not.toBe(first.document.serialNumber);
  const { stdout } = await nif2nix(["sbom", "--offline"], { cwd: project, env: { SOURCE_DATE_EPOCH: "86400" } });
  const wrong = await nif2nix(["sbom", "--offline"], { cwd: project, env: { SOURCE_DATE_EPOCH: "soon\u001b[2J" } });
  expect(wrong.stderr).toContain('no number of seconds since 1970, and no time is given: "soon\\u001b[2J"');
  expect(JSON.parse(wrong.stdout).metadata.timestamp).toBeUndefined();
  expect((JSON.parse(stdout) as Document).metadata.timestamp).toBe("1970-01-02T00:00:00.000Z");
});

test("a Hex package has the lock's checksum, its address, and the licences of its metadata where they are at hand", async () => {
  const { project } = checkOut("plain");
  const lock = readFileSync(join(project, "mix.lock"), "utf8");
  const [, app = "", version, outer] =
    /"(\w+)": \{:hex, :\w+, "([^"]+)", "[0-9a-f]+", .*, "([0-9a-f]+)"\}/.exec(lock) ?? [];
  const read = async (): Promise<Component> => (await billOf(project)).part(`dependency:${app}`);
  expect(await read()).toMatchObject({
    version,
    purl: `pkg:hex/${app}@${version}`,
    hashes: [{ alg: "SHA-256", content: outer }],
    externalReferences: [{ type: "distribution", url: `https://repo.hex.pm/tarballs/${app}-${version}.tar` }],
  });
  expect((await read()).licenses).toBeUndefined();
  const inner = /"[^"]+": \{:hex, :\w+, "[^"]+", "([0-9a-f]+)"/.exec(lock)?.[1];
  mkdirSync(join(project, "deps", app), { recursive: true });
  writeFileSync(join(project, "deps", app, ".hex"), `${app},${version},${inner},hexpm`);
  writeFileSync(
    join(project, "deps", app, "hex_metadata.config"),
    `{<<"name">>,<<"${app}">>}.\n{<<"version">>,<<"${version}">>}.\n{<<"licenses">>,[<<"Apache-2.0">>,<<"Own words">>]}.\n`,
  );
  expect((await read()).licenses).toEqual([{ license: { name: "Own words" } }, { license: { id: "Apache-2.0" } }]);
});

test("packages of npm have the hash of their lock, and those for other systems are left out", async () => {
  const { project } = checkOut("assets_npm");
  const lock = JSON.parse(readFileSync(join(project, "assets/package-lock.json"), "utf8")) as {
    readonly packages: Readonly<
      Record<string, { readonly version?: string; readonly integrity?: string; readonly os?: readonly string[] }>
    >;
  };
  const { document } = await billOf(project);
  const ours = new Map(document.components.map((each) => [each["bom-ref"], each]));
  let compared = 0;
  for (const [path, { version, integrity, os }] of Object.entries(lock.packages)) {
    const name = path.split("node_modules/").at(-1) ?? "";
    const part = ours.get(`npm:${name}@${version}`);
    if (integrity === undefined || part === undefined) continue;
    expect(os === undefined || os.includes("linux")).toBe(true);
    const hex = Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex");
    expect(part.hashes).toEqual([{ alg: "SHA-512", content: hex }]);
    compared++;
  }
  expect(compared).toBeGreaterThan(0);
});

test("packages of a front end that the settings have built are in it", async () => {
  const { project } = checkOut("front_end");
  const integrity = /sha512-([^}]+)\}/.exec(readFileSync(join(project, "frontend/pnpm-lock.yaml"), "utf8"))?.[1] ?? "";
  const { part, document } = await billOf(project);
  const { purl, hashes } = part("npm:ms@2.1.3");
  expect(purl).toBe("pkg:npm/ms@2.1.3");
  expect(hashes).toEqual([{ alg: "SHA-512", content: Buffer.from(integrity, "base64").toString("hex") }]);
  expect(document.dependencies.some(({ dependsOn = [] }) => dependsOn.includes("npm:ms@2.1.3"))).toBe(true);
});

test.each(["precompiled_prebuilt", "precompiled_published"])(
  "%s: the published library for the system, with the checksum that is shipped",
  async (name) => {
    const { project } = checkOut(name);
    const { document } = await billOf(project);
    const binaries = document.components.filter((each) => value(each, "kind") === "published binary");
    expect(binaries.length).toBeGreaterThan(0);
    for (const each of binaries) {
      expect(each.name).toContain("x86_64-unknown-linux-gnu");
      expect(each.hashes?.[0]).toMatchObject({ alg: "SHA-256", content: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(document.dependencies.some(({ dependsOn = [] }) => dependsOn.includes(each["bom-ref"]))).toBe(true);
    }
  },
);

test("two files of one name are two parts", async () => {
  const { project } = checkOut("elixir_make_source");
  const settings = join(project, "nif2nix.toml");
  const [, app = ""] = /^\[package\.(\w+)/m.exec(readFileSync(settings, "utf8")) ?? [];
  const hash = (byte: number): string => `sha256-${Buffer.alloc(32, byte).toString("base64")}`;
  const download = (name: string, byte: number): string =>
    `\n[package.${app}.downloads.${name.toUpperCase()}]\nurl = "https://example.com/${name}/v1.tar.gz"\nhash = "${hash(byte)}"\n`;
  writeFileSync(settings, readFileSync(settings, "utf8") + download("one", 1) + download("two", 2));
  const { document, needs } = await billOf(project);
  const archives = document.components.filter(({ name }) => name === "v1.tar.gz");
  expect(archives.map(({ hashes }) => hashes?.[0]?.content)).toEqual(["01".repeat(32), "02".repeat(32)]);
  expect(needs(`dependency:${app}`)).toEqual(expect.arrayContaining(archives.map((each) => each["bom-ref"])));
  expect(archives[0]?.["bom-ref"]).not.toBe(archives[1]?.["bom-ref"]);
});

test("a commit of git has its address, and no secret of it", async () => {
  const { project } = checkOut("git_dependencies");
  const { document, stdout } = await billOf(project);
  const commits = document.components.filter((each) => value(each, "commit") !== undefined);
  expect(commits.length).toBeGreaterThan(0);
  for (const each of commits) {
    expect(each.version).toMatch(/^[0-9a-f]{40}$/);
    expect(each.externalReferences?.map(({ type }) => type)).toContain("vcs");
    expect(each.purl).toMatch(/^pkg:(?:github|bitbucket)\/.+@[0-9a-f]{40}$|^pkg:generic\/.+vcs_url=/);
  }
  expect(stdout).not.toMatch(/:\/\/[^/"]*:[^/"]*@/);
});

test("the serial number is a UUID of the contents", async () => {
  const { stdout, document } = await billOf(checkOut("plain").project);
  const bare = stdout.replace(/^ {2}"serialNumber": .*\n/m, "");
  const [, uuid = ""] = /^urn:uuid:(.*)$/.exec(document.serialNumber) ?? [];
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(createHash("sha256").update(bare).digest("hex").slice(0, 8)).toBe(uuid.slice(0, 8));
});

describe("licence expressions, as SPDX's specification has them", () => {
  test.each([
    "MIT OR Apache-2.0",
    "(MIT OR Apache-2.0) AND Unicode-3.0",
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "Apache-2.0+",
    "LicenseRef-own AND DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2",
  ])("%s is one", (text) => expect(isLicenseExpression(text)).toBe(true));
  test.each(["", "MIT or so", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT Apache-2.0", "None", `${"(".repeat(1000)}MIT`])(
    "%s is none",
    (text) => expect(isLicenseExpression(text)).toBe(false),
  );
});
