import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodePackagesFile } from "../../src/emit/files/node-packages.ts";
import { printNix } from "../../src/nix/print.ts";
import type { NodeModulesPlan } from "../../src/plan/web-assets.ts";
import { evaluate, withFiles } from "./nix.ts";

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

const empty: NodeModulesPlan = { base: ".", folders: [], dependencies: [], packages: [], links: [], copies: [] };

function evaluated(modules: NodeModulesPlan): unknown {
  const content = printNix(nodePackagesFile({ package: "nodejs", managers: [], modules: [modules] }));
  return withFiles([{ path: "nix/node-packages.nix", text: content, ownership: "generated" }], (folder) => {
    // Files that path literals name are not there: their text is enough.
    const made = evaluate(`
      map (tree: tree // { packages = map (each: builtins.mapAttrs (name: value: if builtins.isPath value then toString value else value) each) tree.packages; })
        (import ${folder}/nix/node-packages.nix)`);
    return JSON.parse(JSON.stringify(made).replaceAll(folder, "")) as unknown;
  });
}

describe("nix/node-packages.nix", () => {
  const nasty = [
    '${builtins.abort "x"}',
    "''${x}",
    '"; in throw "x',
    "a\\b",
    "$(touch /tmp/x)",
    "`id`",
    "a'b",
    "é\u2028",
  ];

  test("whatever a lock says is text", () => {
    const packages = nasty.map((text) => ({
      paths: [`assets/node_modules/${text}`],
      source: { kind: "tarball" as const, url: `https://example.org/${text}`, hash: "sha512-x" },
      systems: { os: [text], cpu: [], libc: [] },
      optional: true,
      patchFromNix: null,
    }));
    const links = nasty.map((text) => ({ path: `assets/node_modules/l${text}`, target: `deps/${text}` }));
    const [tree] = evaluated({ ...empty, folders: nasty, packages, links }) as Record<string, unknown>[];
    expect(tree?.["folders"]).toEqual(nasty);
    expect(tree?.["links"]).toEqual(Object.fromEntries(links.map((link) => [link.path, link.target])));
    expect(tree?.["packages"]).toEqual(
      packages.map(({ paths, source, systems }) => ({ paths, url: source.url, hash: source.hash, os: systems.os })),
    );
  });

  test("files of the project are paths", () => {
    const each = { paths: ["assets/node_modules/a"], systems: null, optional: false };
    const packages = [
      { ...each, source: { kind: "file" as const, path: "../assets/a b.tgz" }, patchFromNix: "../assets/a@1.patch" },
    ];
    expect(evaluated({ ...empty, packages })).toEqual([
      { folders: [], packages: [{ paths: each.paths, source: "/assets/a b.tgz", patch: "/assets/a@1.patch" }] },
    ]);
  });
});

describe("the program that lays node_modules out", () => {
  /** A tar archive of files by path; `type` is the letter of tar's header. */
  function tar(
    entries: readonly {
      readonly name: string;
      readonly type?: string;
      readonly text?: string;
      readonly mode?: string;
    }[],
  ): Buffer {
    const blocks = entries.flatMap(({ name, type = "0", text = "", mode = "0000644" }) => {
      const header = Buffer.alloc(512);
      header.write(name, 0);
      header.write(`${mode}\0`, 100);
      header.write(`${Buffer.byteLength(text).toString(8).padStart(11, "0")}\0`, 124);
      header.write(type, 156);
      if (type === "2") header.write("/etc/passwd", 157);
      header.write("ustar\x0000", 257);
      const sum = header.reduce((total, byte) => total + byte, 8 * 0x20);
      header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
      const data = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
      data.write(text);
      return [header, data];
    });
    return Buffer.concat([...blocks, Buffer.alloc(1024)]);
  }

  function layOut(archive: Buffer, plan: object = {}): { readonly out: string; readonly failed: string } {
    const folder = mkdtempSync(join(tmpdir(), "nif2nix-tar-"));
    writeFileSync(join(folder, "a.tgz"), archive);
    const all = {
      shell: "/bin/bash",
      system: { os: "linux", cpu: "x64", libc: "glibc" },
      copied: [],
      links: {},
      packages: [{ paths: ["node_modules/a"], source: join(folder, "a.tgz") }],
      ...plan,
    };
    writeFileSync(join(folder, "plan.json"), JSON.stringify(all));
    try {
      execFileSync(
        process.execPath,
        [path("src/emit/library/node-modules.mjs"), join(folder, "plan.json"), join(folder, "out")],
        { stdio: "pipe" },
      );
      return { out: join(folder, "out"), failed: "" };
    } catch (error) {
      return { out: join(folder, "out"), failed: String((error as { stderr: Buffer }).stderr) };
    }
  }

  test("links in a tarball are passed over, programs are linked and find their interpreter", () => {
    const { out, failed } = layOut(
      tar([
        {
          name: "package/package.json",
          text: '{"name": "@s/a", "bin": {"tool": "../../bin/tool.js", "../x": "bin/tool.js", "gone": "gone.js"}}',
        },
        { name: "package/link", type: "2" },
        { name: "package/bin/tool.js", text: "#!/usr/bin/env node\r\n1" },
        { name: "package/run.sh", text: "#!/usr/bin/env bash\n", mode: "0000755" },
      ]),
    );
    expect(failed).toBe("");
    expect(existsSync(join(out, "node_modules/a/link"))).toBe(false);
    expect(readFileSync(join(out, "node_modules/a/run.sh"), "utf8")).toBe("#!/bin/bash\n");
    expect(readFileSync(join(out, "node_modules/.bin/tool"), "utf8")).toBe(`#!${process.execPath}\n1`);
    // `..` in a name or a path leads nowhere.
    expect(existsSync(join(out, "node_modules/.bin/x"))).toBe(true);
    expect(existsSync(join(out, "node_modules/.bin/gone"))).toBe(false);
    rmSync(dirname(out), { recursive: true });
  });

  test.each(["package/../../../escaped", "package/a/../../../escaped"])(
    "a tarball that leads out of its folder fails: %s",
    (name) => {
      const { out, failed } = layOut(
        tar([
          { name: "package/package.json", text: "{}" },
          { name, text: "x" },
        ]),
      );
      expect(failed).toContain("leads out of its folder");
      rmSync(dirname(out), { recursive: true });
    },
  );

  test("nothing is written through a link that a package brings", () => {
    const source = mkdtempSync(join(tmpdir(), "nif2nix-git-"));
    const elsewhere = mkdtempSync(join(tmpdir(), "nif2nix-else-"));
    symlinkSync(elsewhere, join(source, "lib"));
    const archive = tar([
      { name: "package/package.json", text: "{}" },
      { name: "package/index.js", text: "1" },
    ]);
    const folder = mkdtempSync(join(tmpdir(), "nif2nix-tar-"));
    writeFileSync(join(folder, "b.tgz"), archive);
    const { out, failed } = layOut(archive, {
      packages: [
        { paths: ["node_modules/a"], source },
        { paths: ["node_modules/a/lib/node_modules/b"], source: join(folder, "b.tgz") },
      ],
    });
    expect(failed).toContain("a link leads out of its folder");
    expect(readdirSync(elsewhere)).toEqual([]);
    for (const each of [dirname(out), source, elsewhere, folder]) rmSync(each, { recursive: true });
  });

  const whole = tar([
    { name: "package/package.json", text: "{}" },
    { name: "package/a.js", text: "x".repeat(600) },
  ]);
  const pax = (record: string): Buffer =>
    tar([
      { name: "package/package.json", text: "{}" },
      { name: "x", type: "x", text: record },
      { name: "package/a.js", text: "x".repeat(600) },
    ]);

  test.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["a page", Buffer.from("<html>".repeat(200))],
    ["zeros", Buffer.alloc(4096)],
    ["half of one", whole.subarray(0, 1700)],
    ["another byte in a header", Buffer.concat([whole.subarray(0, 1030), Buffer.from("X"), whole.subarray(1031)])],
    ["no package.json", tar([{ name: "package/a.js", text: "1" }])],
    ["gzip of nothing", gzipSync(Buffer.alloc(0))],
    ["half a gzip", gzipSync(whole).subarray(0, 60)],
    ["a size that leads back", pax("14 size=-1536\n")],
    ["a size of NaN", pax("12 size=NaN\n")],
    ["a size of Infinity", pax("17 size=Infinity\n")],
    ["a size with a fraction", pax("12 size=1.5\n")],
    ["a size in hexadecimal", pax("12 size=0x1\n")],
    ["a size beyond the end", pax("20 size=99999999999\n")],
    ["an empty size", pax("8 size=\n")],
  ])("a tarball that is none fails, in time: %s", (_what, archive) => {
    const begun = performance.now();
    const { out, failed } = layOut(archive);
    expect(failed).toMatch(/Error: /);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(existsSync(join(out, "node_modules/a/package.json"))).toBe(false);
    rmSync(dirname(out), { recursive: true });
  });

  test("mutated tarballs are laid out or refused, and nothing is written elsewhere", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        // With the sums put right again, so that the change reaches what follows the check.
        for (const at of [0, 1024]) {
          const header = bytes.subarray(at, at + 512);
          header.fill(0x20, 148, 156);
          const sum = header.reduce((total, byte) => total + byte, 0);
          header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
        }
        const { out } = layOut(bytes);
        expect(readdirSync(dirname(out)).filter((name) => !["a.tgz", "plan.json", "out"].includes(name))).toEqual([]);
        rmSync(dirname(out), { recursive: true });
      }),
      { numRuns: 25, seed: 9 },
    );
  }, 60_000);

  test.each([
    [
      "a program is a link out of the package",
      (source: string, victim: string) => symlinkSync(victim, join(source, "tool")),
    ],
    [
      "a program lies behind a linked folder",
      (source: string, victim: string) => (
        symlinkSync(dirname(victim), join(source, "d")),
        symlinkSync("d/victim", join(source, "tool"))
      ),
    ],
  ])("what a link in a folder leads to stays as it is: %s", (_what, link) => {
    const source = mkdtempSync(join(tmpdir(), "nif2nix-git-"));
    const elsewhere = mkdtempSync(join(tmpdir(), "nif2nix-else-"));
    const victim = join(elsewhere, "victim");
    writeFileSync(victim, "#!/usr/bin/env node\nprecious", { mode: 0o600 });
    link(source, victim);
    writeFileSync(join(source, "package.json"), '{"name": "a", "bin": "tool"}');
    const { out, failed } = layOut(whole, { packages: [{ paths: ["node_modules/a"], source }] });
    expect(failed).toBe("");
    expect([readFileSync(victim, "utf8"), statSync(victim).mode & 0o777]).toEqual([
      "#!/usr/bin/env node\nprecious",
      0o600,
    ]);
    for (const each of [dirname(out), source, elsewhere]) rmSync(each, { recursive: true });
  });

  test("a file of another package is not written through a link of this one", () => {
    const source = mkdtempSync(join(tmpdir(), "nif2nix-git-"));
    const victim = join(mkdtempSync(join(tmpdir(), "nif2nix-else-")), "victim");
    writeFileSync(victim, "precious");
    mkdirSync(join(source, "node_modules/b"), { recursive: true });
    symlinkSync(victim, join(source, "node_modules/b/a.js"));
    writeFileSync(join(source, "package.json"), "{}");
    const folder = mkdtempSync(join(tmpdir(), "nif2nix-tar-"));
    writeFileSync(join(folder, "b.tgz"), whole);
    const { out, failed } = layOut(whole, {
      packages: [
        { paths: ["node_modules/a"], source },
        { paths: ["node_modules/a/node_modules/b"], source: join(folder, "b.tgz") },
      ],
    });
    expect(failed).toContain("a link stands where a file is to be written");
    expect(readFileSync(victim, "utf8")).toBe("precious");
    for (const each of [dirname(out), source, dirname(victim), folder]) rmSync(each, { recursive: true });
  });

  test("an optional package for another system is not there, nor what lies in it", () => {
    const archive = tar([{ name: "package/package.json", text: '{"name": "a", "os": ["!linux"]}' }]);
    const { out, failed } = layOut(archive);
    expect(failed).toBe("");
    expect(existsSync(join(out, "node_modules/a/package.json"))).toBe(true);
    const source = join(dirname(out), "a.tgz");
    const optional = {
      packages: [
        { paths: ["node_modules/a"], source, optional: true },
        { paths: ["node_modules/a/node_modules/b"], source },
      ],
    };
    const again = layOut(archive, optional);
    expect(again.failed).toBe("");
    expect(existsSync(join(again.out, "node_modules/a/package.json"))).toBe(false);
    expect(existsSync(join(again.out, "node_modules/a/node_modules/b"))).toBe(false);
    for (const each of [out, again.out]) rmSync(dirname(each), { recursive: true });
  });
});

describe("package managers in the build", () => {
  /** The text of one of the programs that stand before the real ones, with `real` in their place. */
  function program(name: string, real: string): string {
    return evaluate(`
      let
        helpers = import ${path("src/emit/library/node.nix")} {
          lib = import ${path("test/pkgs/lib")};
          runtimeShell = "/bin/bash"; writeText = name: text: text; runCommand = name: attributes: script: script;
        };
      in helpers.nodeManagerProgram "${name}" "${real}"
    `) as string;
  }

  function run(name: string, args: readonly string[], cwd: string): string {
    writeFileSync(join(cwd, "real"), '#!/bin/sh\necho "real: $*"\n');
    chmodSync(join(cwd, "real"), 0o755);
    writeFileSync(join(cwd, name), program(name, join(cwd, "real")));
    return execFileSync("bash", [join(cwd, name), ...args], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  }

  const project = mkdtempSync(join(tmpdir(), "nif2nix-managers-"));
  mkdirSync(join(project, "assets/node_modules"), { recursive: true });
  mkdirSync(join(project, "elsewhere"));

  test.each([
    ["npm", ["ci", "--prefix", "assets"]],
    ["npm", ["--prefix", "./assets", "ci", "--progress=false", "--no-audit", "--loglevel=error"]],
    ["npm", ["install", "--loglevel", "error", "--prefix=assets"]],
    ["pnpm", ["--dir", "assets", "install", "--frozen-lockfile"]],
    ["yarn", ["--cwd", "assets"]],
    ["yarn", ["--cwd", "assets", "install", "--frozen-lockfile"]],
    ["bun", ["install", "--cwd", "assets"]],
  ])("%s %j has nothing to do", (name, args) => {
    expect(run(name, args, project)).toBe("");
  });

  test.each([
    ["npm", ["run", "deploy", "--prefix", "assets"]],
    ["npm", ["install", "left-pad", "--prefix", "assets"]],
    ["npm", ["ci", "--prefix", "elsewhere"]],
    ["pnpm", ["--dir", "assets", "build"]],
    ["yarn", ["--version"]],
    ["yarn", ["--cwd", "assets", "deploy"]],
  ])("%s %j is the real one's", (name, args) => {
    expect(run(name, args, project)).toBe(`real: ${args.join(" ")}`);
  });
});
