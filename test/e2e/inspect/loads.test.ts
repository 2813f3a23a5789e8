import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type InspectedLibrary, inspectPath } from "../../../src/inspect/inspect.ts";
import { type Beam, findBeam } from "../../../src/inspect/loader/find-beam.ts";
import { nodeMachineFiles } from "../../../src/inspect/node-machine-files.ts";
import { cannotRun } from "../support/machine.ts";
import { cases } from "./cases.ts";
import { type Case, ERLANG, compileModules, layOut, load, moduleOf, nifMinor, run } from "./loads.ts";

const crate = fileURLToPath(new URL("../../../examples/hello_nif/native/hello_nif", import.meta.url));

/** Rustler has features up to 2.17, which the VM has from OTP 26 on: there no library of Rustler is of a newer one. */
const isOlder = nifMinor < 17;

/** Libraries of Rustler: the crate of the example with other names and features. */
const rustCases: readonly (Case & { readonly features: readonly string[] })[] = [
  { name: "rustler", features: ["nif_version_2_15"], expected: "loads" },
  { name: "rustler for 2.17", features: ["nif_version_2_17"], expected: isOlder ? "kills the VM" : "loads" },
].map((each) => ({
  ...each,
  expected: each.expected as Case["expected"],
  make: (library, work) => rustler(each, library, work),
}));

function rustler(
  { name, features }: { readonly name: string; readonly features: readonly string[] },
  library: string,
  work: string,
): void {
  cpSync(crate, work, { recursive: true, filter: (path) => !path.includes("/target") });
  const manifest = join(work, "Cargo.toml");
  const text = readFileSync(manifest, "utf8");
  const dependency = `rustler = { version = "0.36.2", default-features = false, features = ${JSON.stringify(features)} }`;
  writeFileSync(manifest, `${text.replace(/^rustler = .*$/m, dependency)}\n[workspace]\n`);
  const source = join(work, "src/lib.rs");
  writeFileSync(source, readFileSync(source, "utf8").replace(/Elixir\.\w+/, moduleOf(name)));
  run("cargo", ["build", "--quiet"], work, {
    ...process.env,
    CARGO_TARGET_DIR: join(dirname(dirname(library)), "target"),
  });
  cpSync(join(dirname(dirname(library)), "target/debug/libhello_nif.so"), library);
}

describe.skipIf(cannotRun("gcc", "g++", "musl-gcc", "patchelf", "erl", "erlc", "cargo", "ar"))(
  "the verdict is what a real BEAM does",
  () => {
    const root = mkdtempSync(join(tmpdir(), "nif2nix-loads-"));
    const libraries = new Map<string, string>();
    let beam: Beam;

    beforeAll(() => {
      beam = findBeam(ERLANG, nodeMachineFiles) as Beam;
      for (const each of [...cases, ...rustCases]) libraries.set(each.name, layOut(root, each));
      compileModules(
        [...cases, ...rustCases].map((each) => ({ ...each, library: libraries.get(each.name) as string })),
      );
    }, 600_000);
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    const inspected = (name: string): InspectedLibrary | undefined => {
      const library = libraries.get(name) as string;
      return inspectPath(library, library, { files: nodeMachineFiles, policies: ["beam"], beam }).libraries[0];
    };

    test("more than twenty libraries are tried", () => {
      expect(cases.length + rustCases.length).toBeGreaterThan(30);
      expect(beam.nifVersion).toBe(
        run("erl", ["-noshell", "-eval", "io:put_chars(erlang:system_info(nif_version)), halt()."]),
      );
    });

    test.each([...cases, ...rustCases])("$name: $expected", ({ name, expected }) => {
      const { outcome, said } = load(name, libraries.get(name) as string);
      const ours = inspected(name)?.verdicts[0];
      expect(outcome, said).toBe(expected);
      // What cannot be read gets no verdict, and must not load.
      if (ours === undefined) expect(outcome).not.toBe("loads");
      else expect(ours.outcome, `the VM said: ${said}; we: ${JSON.stringify(ours)}`).toBe(outcome);
    });

    test("says why, and what it knows of the functions", () => {
      const reasons = (name: string): readonly string[] =>
        inspected(name)?.verdicts[0]?.reasons.map(({ code }) => code) ?? [];
      expect({
        machine: reasons("other machine"),
        musl: reasons("musl"),
        missing: reasons("needed library missing"),
        init: reasons("renamed init"),
        version: reasons("newer interface"),
        newer: reasons("function of a newer VM"),
        module: reasons("other module"),
        lacks: reasons("function that the module lacks"),
        symbol: reasons("undefined symbol"),
        libm: reasons("newer libm"),
        kills: reasons("rustler for 2.17"),
      }).toEqual({
        machine: ["library-other-machine"],
        musl: ["library-other-libc"],
        missing: ["library-needs-library"],
        init: ["library-no-init"],
        version: ["library-nif-version"],
        newer: ["library-nif-version"],
        module: ["library-other-module"],
        lacks: ["library-unknown-function"],
        symbol: ["library-undefined-symbol"],
        libm: ["library-needs-version"],
        kills: isOlder ? ["library-nif-version"] : [],
      });
      expect(inspected("newer libm")?.verdicts[0]?.reasons[0]?.brief).toBe("GLIBC_2.99 (ghost)");
      const fewer = inspected("fewer functions than stubs");
      expect(fewer?.remarks.map(({ code, args }) => [code, args["functions"]])).toEqual([
        ["library-lacks-functions", "mul/2, neg/1"],
      ]);
      const shared = inspected("stubs that share a helper");
      expect(shared?.remarks.map(({ args }) => args["functions"])).toEqual(["mul/2"]);
      expect(inspected("rustler")?.library.nif).toMatchObject({
        source: "Rustler",
        version: "2.15",
        functions: [{ name: "add", arity: 2, scheduler: "usual" }],
        asksByName: true,
      });
      expect(inspected("rustler")?.module).toBe(moduleOf("rustler"));
      const many = inspected("sixtyfour functions")?.library.nif.functions as readonly { readonly name: string }[];
      expect(many.length).toBe(64);
    });
  },
);
