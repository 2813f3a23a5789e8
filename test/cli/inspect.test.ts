import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";
import { beforeEach, expect, test } from "vitest";
import { buildFat, buildMachO } from "../inspect/build-macho.ts";
import { validate } from "../support/json-schema.ts";
import { temporaryFolder } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

const schema = JSON.parse(readFileSync(new URL("../../docs/inspect.schema.json", import.meta.url), "utf8")) as object;
const library = buildMachO({
  needed: ["/usr/lib/libSystem.B.dylib"],
  exports: ["nif_init"],
  imports: ["enif_make_int"],
  nif: { module: "Elixir.Mac", minor: 15, functions: [["add", 2]] },
});
let cwd = "";

beforeEach(() => {
  cwd = temporaryFolder();
});

function put(path: string, data: Uint8Array | string): void {
  mkdirSync(join(cwd, path, ".."), { recursive: true });
  writeFileSync(join(cwd, path), data);
}

const tar = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  createTar(Object.entries(files).map(([name, data]) => ({ name, data })));

test("a library: what it is, and where it loads", async () => {
  put("mac.so", library);
  const { code, stdout, stderr } = await nif2nix(["inspect", "mac.so"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("built for    macOS on aarch64 (Mach-O, 64 bit), macOS 11.0 or later");
  expect(stdout).toContain("NIFs of      Elixir.Mac, NIF 2.15, nif_init");
  expect(stdout).toContain("functions    add/2");
  expect(stdout).toMatch(/^ {2}darwin +loads$/m);
  expect(stdout).toMatch(/^ {2}debian-12 +does not: for macOS on aarch64$/m);
  expect(stderr).toBe("1 library; no policy decides: choose with --policy, or name a --beam\n");
});

test("a policy that is asked for decides", async () => {
  put("mac.so", library);
  expect((await nif2nix(["inspect", "--policy", "darwin", "mac.so"], { cwd })).code).toBe(0);
  const { code, stdout, stderr } = await nif2nix(["inspect", "--policy", "darwin,debian-12,alpine", "mac.so"], { cwd });
  expect(code).toBe(1);
  expect(stdout).not.toContain("rhel-9");
  expect(stderr).toContain("error[NN951]");
  expect(stderr).toContain("which these are not: Debian 12, Alpine Linux");
  expect(stderr).toContain("debian-12: 1 of them fails");
});

test.each([
  [
    "an archive of RustlerPrecompiled",
    "x.so.tar.gz",
    () => gzipSync(tar({ "libx.so": library })),
    "x.so.tar.gz!libx.so",
  ],
  ["a tar archive", "x.tar", () => tar({ "priv/x.so": library }), "x.tar!priv/x.so"],
  [
    "a Hex package",
    "p-1.0.0.tar",
    () =>
      tar({
        VERSION: Buffer.from("3"),
        "contents.tar.gz": gzipSync(tar({ "mix.exs": Buffer.from(""), "priv/x.so": library })),
      }),
    "p-1.0.0.tar!priv/x.so",
  ],
] as const)("%s", async (_, name, make, shown) => {
  put(name, make());
  const { code, stdout } = await nif2nix(["inspect", "--policy", "darwin", name], { cwd });
  expect(stdout.split("\n")[0]).toBe(shown);
  expect(code).toBe(0);
});

test("a folder: every library in it once, and nothing else", async () => {
  put("lib/a-1/priv/a.so", library);
  put("lib/a-1/priv/b.dylib", buildFat([library, buildMachO({ cpu: 0x01000007, exports: ["nif_init"] })]));
  put("lib/a-1/priv/text.so", "GROUP ( libc.so.6 )");
  put("lib/a-1/ebin/a.beam", "no beam");
  const { stdout } = await nif2nix(["inspect", "--format", "json", "."], { cwd });
  const { libraries } = JSON.parse(stdout) as { libraries: { file: string; builtFor: { machine: string } }[] };
  expect(libraries.map(({ file, builtFor }) => `${file} ${builtFor.machine}`)).toEqual([
    "./lib/a-1/priv/a.so aarch64",
    "./lib/a-1/priv/b.dylib aarch64",
    "./lib/a-1/priv/b.dylib x86_64",
  ]);
});

test("JSON fits the published schema, which notices what does not", async () => {
  put("mac.so", library);
  put("bare.so", buildMachO({ exports: ["other_nif_init"], imports: ["enif_make_int"] }));
  const { stdout, code } = await nif2nix(
    ["inspect", "--format", "json", "--policy", "darwin,alpine", "mac.so", "bare.so", "none.so"],
    { cwd },
  );
  expect(code).toBe(2);
  const document = JSON.parse(stdout) as { libraries: object[]; diagnostics: { code: string }[] };
  expect(validate(schema, document)).toEqual([]);
  expect(document.diagnostics.map((each) => each.code)).toEqual(["NN950", "NN951", "NN955"]);
  const [first] = document.libraries;
  expect(validate(schema, { ...document, libraries: [{ ...first, size: "1" }] })).toHaveLength(1);
  expect(validate(schema, { ...document, libraries: [{ ...first, more: 1 }] })).toHaveLength(1);
  expect(validate(schema, { ...document, schemaVersion: 2 })).toHaveLength(1);
});

test("SARIF holds the findings of the policies that decide", async () => {
  put("mac.so", library);
  const { stdout } = await nif2nix(["inspect", "--format", "sarif", "--policy", "alpine", "mac.so"], { cwd });
  const log = JSON.parse(stdout) as { runs: { results: { ruleId: string }[] }[] };
  expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["NN951"]);
});

test.each([
  ["a path that is not there", ["none.so"], "NN950", "there is no such file"],
  ["a source file", ["mix.exs"], "NN950", "it is no ELF, Mach-O or PE file"],
  ["a folder without libraries", ["empty"], "NN964", "no compiled library"],
  ["an archive that is cut off", ["cut.tar.gz"], "NN950", "it cannot be unpacked"],
  ["a BEAM that is none", ["--beam", "mix.exs", "mac.so"], "NN965", "there is no BEAM in mix.exs"],
  ["no BEAM at hand", ["--policy", "beam", "mac.so"], "NN965", "there is no BEAM in mac.so"],
  ["a policy that there is not", ["--policy", "debian", "mac.so"], "", '"debian" is none of beam, debian-11'],
])("%s is said, and exits 2", async (_, argv, number, words) => {
  put("mac.so", library);
  put("mix.exs", "defmodule A do\nend\n");
  mkdirSync(join(cwd, "empty"));
  put("cut.tar.gz", gzipSync(tar({ "a.so": library })).subarray(0, 200));
  const { code, stderr } = await nif2nix(["inspect", ...argv], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  if (number !== "") expect(stderr).toContain(`error[${number}]`);
});

test("names from a hostile file do not reach the terminal as they are", async () => {
  put("evil.so", buildMachO({ needed: ["\u001b]0;title\u0007.dylib"], exports: ["nif_init"] }));
  const { stdout } = await nif2nix(["inspect", "evil.so"], { cwd });
  expect(stdout).toContain("\\x1b]0;title\\x07.dylib");
});
