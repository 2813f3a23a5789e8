import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { inLibrary, path } from "./library.ts";

test("of the packages of a lock those for this system are laid out, and what was built for one is patched", () => {
  const platform = (name: string, isLinux: boolean): string =>
    `(partWith {
      runtimeShell = "/sh"; autoPatchelfHook = "patchelf"; writeText = _: text: text;
      stdenv = { cc.cc.lib = "libgcc"; hostPlatform = { isLinux = ${String(isLinux)}; isDarwin = ${String(!isLinux)}; isMusl = false; parsed.cpu.name = "${name}"; }; };
      runCommand = _: attributes: script: { inherit script; inputs = attributes.nativeBuildInputs; };
    } "node-modules").nodeModules {
      nodejs = "node";
      packages = [
        { paths = [ "node_modules/all" ]; source = "/all"; }
        { paths = [ "node_modules/linux" ]; source = "/linux"; os = [ "linux" ]; cpu = [ "x64" ]; }
        { paths = [ "node_modules/other" ]; source = "/other"; os = [ "!linux" ]; }
      ];
    }`;
  const made = inLibrary(`[ (${platform("x86_64", true)}) (${platform("aarch64", false)}) ]`) as {
    script: string;
    inputs: readonly string[];
  }[];
  expect(made.map(({ inputs }) => inputs)).toEqual([["node", "patchelf"], ["node"]]);
  expect(made.map(({ script }) => [...script.matchAll(/"source":"(\/\w+)"/g)].map(([, name]) => name))).toEqual([
    ["/all", "/linux"],
    ["/all", "/other"],
  ]);
  expect(made.map(({ script }) => /autoPatchelf -- (.*)/.exec(script)?.[1])).toEqual([
    "'node_modules/linux'",
    undefined,
  ]);
});

describe("the program that lays them out", () => {
  const layOut = (place: string, use: (out: string, status: number | null, said: string) => void): void => {
    const plan = {
      shell: "/bin/sh",
      packages: [{ paths: [place], source: "package" }],
      system: { os: "linux", cpu: "x64", libc: "glibc" },
      links: { "assets/node_modules/tool": "node_modules/tool" },
      copied: [],
    };
    const files = {
      "plan.json": JSON.stringify(plan),
      "package/package.json": '{"name": "@x/tool", "bin": "cli.js"}',
      "package/cli.js": "#!/usr/bin/env node\n",
    };
    const written = Object.entries(files).map(([file, text]) => ({ path: file, text, ownership: "user" as const }));
    withFiles(written, (cwd) => {
      const argv = [path("src/emit/library/node-modules.mjs"), "plan.json", "out"];
      const ran = spawnSync(process.execPath, argv, { cwd, encoding: "utf8" });
      use(join(cwd, "out"), ran.status, ran.stderr);
    });
  };
  test("links programs that start without /usr/bin/env", () =>
    layOut("node_modules/tool", (out, status, said) => {
      expect([status, said]).toEqual([0, ""]);
      expect(readlinkSync(join(out, "node_modules/.bin/tool"))).toBe("../tool/cli.js");
      expect(readFileSync(join(out, "assets/node_modules/.bin/tool"), "utf8")).toBe(`#!${process.execPath}\n`);
    }));
  test("writes nothing outside", () =>
    layOut("../outside", (out, status, said) => {
      expect(status).toBe(1);
      expect(said).toContain('out of its folder: "../outside"');
      expect(readdirSync(join(out, "..")).toSorted()).toEqual(["out", "package", "plan.json"]);
    }));
});
