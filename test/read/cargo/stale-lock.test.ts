import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
import { readCrate } from "../../../src/read/cargo/read-crate.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";
import { cargo } from "./oracle.ts";

/** Packages of a registry that cargo is given as a folder, so that it needs no network. */
const registry: Readonly<Record<string, readonly string[]>> = {
  rustler: ["0.35.1", "0.36.2", "0.36.0-rc.1"],
  log: ["0.4.20", "0.4.22", "1.0.0"],
  serde: ["1.0.0", "1.2.3", "2.0.0-beta.2"],
};

type Files = Readonly<Record<string, string>>;

const head = (name: string, version = "0.1.0"): string => `[package]\nname = "${name}"\nversion = "${version}"\n`;
const nif = `${head("nif")}\n[lib]\ncrate-type = ["cdylib"]\n`;

/** A workspace of two, and a path dependency outside of it with an optional dependency that nothing turns on. */
const base: Files = {
  "Cargo.toml": `[workspace]\nmembers = ["nif", "other"]\n\n[workspace.dependencies]\nserde = "1.0"\n`,
  "nif/Cargo.toml": `${nif}\n[dependencies]\nrustler = "0.35"\nlog = { version = "0.4.20" }\nshared = { path = "../../shared" }\n\n[dev-dependencies]\nserde = { workspace = true }\n`,
  "nif/src/lib.rs": "",
  "other/Cargo.toml": `${head("other")}\n[dependencies]\nnif = { path = "../nif", version = "0.1" }\nserde.workspace = true\n\n[target.'cfg(windows)'.dependencies]\nlog = { version = "0.4", optional = true }\n`,
  "other/src/lib.rs": "",
  "../shared/Cargo.toml": `${head("shared", "2.0.0")}\n[dependencies]\nold_serde = { package = "serde", version = "~1.0" }\nlog = { version = "1", optional = true }\n\n[dev-dependencies]\nrustler = "0.36"\n`,
  "../shared/src/lib.rs": "",
};

const edit = (path: string, from: string, to: string): Files => {
  const text = base[path] as string;
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  return { [path]: text.replace(from, to) };
};

const patched = (version: string): Files => ({
  ...edit("Cargo.toml", "[workspace.dep", '[patch.crates-io]\nlog = { path = "log" }\n\n[workspace.dep'),
  "log/Cargo.toml": `${head("log", version)}\n[workspace]\n`,
  "log/src/lib.rs": "",
});

/** What was changed after the lock was written. */
const changes: Readonly<Record<string, Files>> = {
  "nothing at all": {},
  "own requirement raised out of the locked version": edit("nif/Cargo.toml", 'rustler = "0.35"', 'rustler = "0.36"'),
  "own requirement raised within it": edit("nif/Cargo.toml", 'rustler = "0.35"', 'rustler = "0.35.1"'),
  "own requirement written in another way": edit("nif/Cargo.toml", 'rustler = "0.35"', 'rustler = ">= 0.35, <0.36"'),
  "an exact one": edit("nif/Cargo.toml", 'rustler = "0.35"', 'rustler = "=0.35.1"'),
  "a wildcard": edit("nif/Cargo.toml", 'rustler = "0.35"', 'rustler = "0.*"'),
  "a tilde that fits": edit("nif/Cargo.toml", 'version = "0.4.20"', 'version = "~0.4.21"'),
  "a tilde that does not": edit("nif/Cargo.toml", 'version = "0.4.20"', 'version = "~0.4.23"'),
  "a pre-release": edit("nif/Cargo.toml", 'rustler = "0.35"', 'rustler = "=0.36.0-rc.1"'),
  "own dependency removed": edit("nif/Cargo.toml", 'rustler = "0.35"\n', ""),
  "own dependency added that is there for another use": edit(
    "nif/Cargo.toml",
    "[dev-dep",
    '[build-dependencies]\nserde = "1"\n\n[dev-dep',
  ),
  "a member's dependency added": edit("other/Cargo.toml", "serde.w", 'rustler = "0.35"\nserde.w'),
  "own dependency added that nothing had": edit(
    "nif/Cargo.toml",
    "[dev-dep",
    'r2 = { package = "rustler", version = "0.36" }\n\n[dev-dep',
  ),
  "own dependency renamed only": edit("nif/Cargo.toml", "log = { version", 'logs = { package = "log", version'),
  "development dependency removed": edit("nif/Cargo.toml", "serde = { workspace = true }\n", ""),
  "development dependency made a normal one": edit("nif/Cargo.toml", "[dev-dependencies]", "[build-dependencies]"),
  "registry to path": {
    ...edit("nif/Cargo.toml", 'log = { version = "0.4.20" }', 'log = { path = "../log" }'),
    "log/Cargo.toml": head("log", "0.4.22"),
    "log/src/lib.rs": "",
  },
  "path to registry": edit("other/Cargo.toml", 'nif = { path = "../nif", version = "0.1" }', 'rustler = "0.35"'),
  "a member's requirement raised": edit("other/Cargo.toml", "serde.workspace = true", 'serde = "=1.0.0"'),
  "a member's optional dependency removed": edit("other/Cargo.toml", 'log = { version = "0.4", optional = true }', ""),
  "a member's version changed": edit("other/Cargo.toml", 'version = "0.1.0"', 'version = "0.1.1"'),
  "own version changed": edit("nif/Cargo.toml", 'version = "0.1.0"', 'version = "0.1.7"'),
  "the workspace's requirement raised": edit("Cargo.toml", 'serde = "1.0"', 'serde = "1.2.4"'),
  "the workspace's requirement raised within": edit("Cargo.toml", 'serde = "1.0"', 'serde = "1.2"'),
  "members named in another order": edit("Cargo.toml", '["nif", "other"]', '["other", "nif"]'),
  "development dependency removed of a member that one named before it takes": {
    ...edit("Cargo.toml", '["nif", "other"]', '["other", "nif"]'),
    ...edit("nif/Cargo.toml", "serde = { workspace = true }\n", ""),
  },
  "a member removed": edit("Cargo.toml", ', "other"', ""),
  "a member added": {
    ...edit("Cargo.toml", '"other"', '"other", "third"'),
    "third/Cargo.toml": head("third"),
    "third/src/lib.rs": "",
  },
  "a path dependency's requirement raised": edit("../shared/Cargo.toml", 'version = "~1.0"', 'version = "~1.2"'),
  "a path dependency's requirement lowered": edit(
    "../shared/Cargo.toml",
    'version = "~1.0"',
    'version = ">=0.9, <1.1"',
  ),
  "a path dependency's dependency added": edit("../shared/Cargo.toml", "[dev-dep", 'rustler = "0.35"\n\n[dev-dep'),
  "a path dependency's dependency removed": edit(
    "../shared/Cargo.toml",
    'old_serde = { package = "serde", version = "~1.0" }\n',
    "",
  ),
  "a path dependency's version changed": edit("../shared/Cargo.toml", "2.0.0", "2.0.1"),
  "a path dependency's development dependency": edit("../shared/Cargo.toml", 'rustler = "0.36"', 'rustler = "9"'),
  "a path dependency's optional one, that is off": edit(
    "../shared/Cargo.toml",
    'version = "1", optional',
    'version = "0.4", optional',
  ),
  "a path dependency's optional one made a must": edit("../shared/Cargo.toml", ", optional = true", ""),
  "a patch that is used": patched("0.4.22"),
  "a patch of another version that would do": patched("0.4.23"),
  "a patch that nothing can use": patched("2.0.0"),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stale-lock-"));
  for (const [name, versions] of Object.entries(registry)) {
    for (const version of versions) {
      const at = `vendor/${name}-${version}`;
      write({ [`${at}/Cargo.toml`]: head(name, version), [`${at}/src/lib.rs`]: "" });
      write({ [`${at}/.cargo-checksum.json`]: JSON.stringify({ files: {}, package: "0".repeat(64) }) });
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Files, below = ""): void {
  for (const [path, text] of Object.entries(files)) {
    const at = join(folder, below, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
}

let count = 0;

/** A lock as cargo writes it for `before`; then what cargo and what we say of it after `change`. */
async function verdicts(
  before: Files,
  change: Files,
  crate: string,
): Promise<{ readonly cargo: boolean; readonly ours: boolean; readonly why: string }> {
  const repository = `r${count++}`;
  const workspace = join(repository, "ws");
  const config = `[source.crates-io]\nreplace-with = "vendor"\n[source.vendor]\ndirectory = "${join(folder, "vendor")}"\n`;
  write({ ...before, "../.cargo/config.toml": config }, workspace);
  const at = join(folder, workspace);
  cargo(at, "generate-lockfile", "--offline", "--quiet");
  write(change, workspace);
  const accepted = ((): boolean => {
    try {
      cargo(at, "metadata", "--locked", "--offline", "--format-version=1");
      return true;
    } catch (error) {
      const said = String((error as { stderr?: unknown }).stderr);
      // Anything else would mean that the case tests nothing.
      if (!/--locked was passed|failed to select a version|no matching package|failed to load source/.test(said))
        throw error;
      return false;
    }
  })();
  const diagnostics = new Diagnostics();
  const limit = join(folder, repository);
  const context = cargoContext({ fs: nodeFileSystem, project: at, limit, diagnostics, toml: await loadToml() });
  readCrate(context, { crateDir: join(at, crate) });
  const stale = diagnostics.list.filter(({ code }) => code === "cargo-lock-stale");
  return { cargo: accepted, ours: stale.length === 0, why: stale.map(({ args }) => args["why"]).join("; ") };
}

test.each(Object.entries(changes))("cargo and we agree whether the lock holds after: %s", async (_, change) => {
  const { cargo: theirs, ours, why } = await verdicts(base, change, "nif");
  expect(ours, why).toBe(theirs);
});

test.each(["0.4.22", "0.4.23", "2.0.0"])(
  "a lock that was written with a patch of version %s holds",
  async (version) => {
    const { cargo: theirs, ours, why } = await verdicts({ ...base, ...patched(version) }, {}, "nif");
    expect([theirs, ours], why).toEqual([true, true]);
  },
);

test("a crate that is in no workspace", async () => {
  const alone = { "Cargo.toml": `${nif}\n[dependencies]\nrustler = "0.35"\n`, "src/lib.rs": "" };
  const raised = { "Cargo.toml": `${nif}\n[dependencies]\nrustler = "0.36"\n` };
  expect(await verdicts(alone, {}, ".")).toEqual({ cargo: true, ours: true, why: "" });
  expect(await verdicts(alone, raised, ".")).toEqual({
    cargo: false,
    ours: false,
    why: "it has rustler 0.35.1, and nif asks for 0.36",
  });
});

/** Requirements over what is vendored, each by itself: the lock is written for another one that has the same package. */
const requirements =
  "0.4 0.4.20 0.4.21 ^0.4.22 ~0.4 ~0.4.20 =0.4.22 =0.4.20 >=0.4 >0.4.22 >0.4 <1 <=0.4 <=0.4.22 0 0.* * 0.4.* 1 1.* >=0.4,<2".split(
    " ",
  );
test("requirements mean to us what they mean to cargo", async () => {
  const manifest = (requirement: string): string => `${nif}\n[dependencies]\nlog = "${requirement}"\n`;
  const wrong: string[] = [];
  for (const requirement of requirements) {
    const files = { "Cargo.toml": manifest("=0.4.22"), "src/lib.rs": "" };
    const { cargo: theirs, ours } = await verdicts(files, { "Cargo.toml": manifest(requirement) }, ".");
    if (theirs !== ours) wrong.push(`${requirement}: cargo ${theirs}, we ${ours}`);
  }
  expect(wrong).toEqual([]);
});
