import { spawn, spawnSync, type SpawnOptions } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { tune } from "../../../src/cli/startup/tune.ts";
import { makeProject, temporaryFolder } from "../support/project.ts";
import { program } from "../support/run.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** Node 22 and later keep such a cache themselves. */
const onNode20 = test.runIf(process.versions.v8.startsWith("11."));

const env = (cache: string, more: Record<string, string> = {}) => ({
  PATH: process.env["PATH"],
  XDG_CACHE_HOME: cache,
  ...more,
});

describe("the cache of compiled code", () => {
  test("is filled by the first run, used by the second, and changes nothing of what is printed", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const without = program(["scan"], { cwd, env: env(cache, { NODE_DISABLE_COMPILE_CACHE: "1" }) });
    expect(readdirSync(join(cache, "nif2nix"))).toEqual(["tarballs", "trees"]);
    const first = program(["scan"], { cwd, env: env(cache) });
    const written = snapshot(join(cache, "nif2nix/code"));
    expect(Object.keys(written).length).toBeGreaterThan(0);
    const second = program(["scan"], { cwd, env: env(cache) });
    expect([first, second]).toEqual([without, without]);
    // Entries that are taken are not written again.
    expect(snapshot(join(cache, "nif2nix/code"))).toEqual(written);
  });

  test("belongs to the user alone", () => {
    const cache = temporaryFolder();
    program(["--help"], { env: env(cache) });
    expect(statSync(join(cache, "nif2nix/code")).mode & 0o077).toBe(0);
  });

  onNode20("an entry of another build is not taken", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const expected = program(["scan"], { cwd, env: env(cache) });
    const folder = join(cache, "nif2nix/code");
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      const end = bytes.indexOf("\n");
      // The same code, said to be of a file of another size.
      const key = bytes.subarray(0, end).toString().replace(/ \d+ /, " 1 ");
      writeFileSync(join(folder, name), Buffer.concat([Buffer.from(key), bytes.subarray(end)]));
    }
    const before = snapshot(folder);
    expect(program(["scan"], { cwd, env: env(cache) })).toEqual(expected);
    expect(Object.keys(snapshot(folder))).toEqual(Object.keys(before));
    expect(snapshot(folder)).not.toEqual(before);
  });

  onNode20("an entry is completed by a command that it was not made from, and then left alone", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const folder = join(cache, "nif2nix/code");
    program(["scan"], { cwd, env: env(cache) });
    const one = snapshot(folder);
    program(["generate", "--offline", "--dry-run"], { cwd, env: env(cache) });
    const two = snapshot(folder);
    const longer = Object.keys(one).filter((name) => (two[name]?.length ?? 0) > (one[name]?.length ?? 0));
    expect(longer.some((name) => name.endsWith("-project.cjs"))).toBe(true);
    program(["scan"], { cwd, env: env(cache) });
    program(["generate", "--offline", "--dry-run"], { cwd, env: env(cache) });
    expect(snapshot(folder)).toEqual(two);
  });

  onNode20("short commands and others, which V8 compiles otherwise, leave each other's entries alone", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const folder = join(cache, "nif2nix/code");
    const run = () => {
      program(["scan"], { cwd, env: env(cache) });
      for (const words of [["--help"], ["explain", "NN001"]]) program(words, { cwd, env: env(cache) });
      return snapshot(folder);
    };
    run();
    const second = run();
    expect(Object.keys(second).filter((name) => name.endsWith("cli.cjs"))).toHaveLength(2);
    expect(run()).toEqual(second);
  });

  onNode20("a damaged entry is not taken: V8 itself would run it", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const expected = program(["scan"], { cwd, env: env(cache) });
    const folder = join(cache, "nif2nix/code");
    const whole = readEntries(folder);
    const damages: readonly ((bytes: Buffer) => Buffer)[] = [
      () => Buffer.alloc(0),
      (bytes) => bytes.subarray(0, bytes.length / 3),
      (bytes) => bytes.fill(0, bytes.length >> 1, Math.min(bytes.length, (bytes.length >> 1) + 4096)),
      (bytes) => bytes.fill(0x5a, bytes.length - 8, bytes.length - 5),
      (bytes) => Buffer.concat([bytes, Buffer.from("more")]),
    ];
    for (const damage of damages) {
      for (const [name, bytes] of whole) writeFileSync(join(folder, name), damage(Buffer.from(bytes)));
      // With the trees of an earlier run no parser would be loaded.
      rmSync(join(cache, "nif2nix/trees"), { recursive: true });
      expect(program(["scan"], { cwd, env: env(cache), timeout: 20_000 })).toEqual(expected);
      // What takes its place is of use again.
      for (const [name, bytes] of readEntries(folder))
        expect(bytes.length).toBeGreaterThan(whole.get(name)!.length / 2);
    }
  });

  onNode20("runs at the same time leave whole entries and nothing else", async () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    const runs = Array.from({ length: 4 }, () => started(["scan"], { cwd, env: env(cache) }));
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0]);
    const written = snapshot(join(cache, "nif2nix/code"));
    expect(Object.keys(written).filter((name) => !name.endsWith(".cjs"))).toEqual([]);
    program(["scan"], { cwd, env: env(cache) });
    expect(snapshot(join(cache, "nif2nix/code"))).toEqual(written);
  });

  // What "code of the project runs" comes to: an entry that is right in all but its code, which would print CANARY.
  test.each<[string, (cache: string, cwd: string) => string]>([
    ["in the project", (_cache, cwd) => join(cwd, ".cache")],
    [
      "by a link into the project",
      (cache, cwd) => (symlinkSync(join(cwd, ".cache"), join(cache, "l")), join(cache, "l")),
    ],
    [
      "linked entries",
      (cache, cwd) => {
        mkdirSync(join(cache, "x/nif2nix/code"), { recursive: true, mode: 0o700 });
        for (const name of readdirSync(join(cwd, ".cache/nif2nix/code")))
          symlinkSync(join(cwd, ".cache/nif2nix/code", name), join(cache, "x/nif2nix/code", name));
        return join(cache, "x");
      },
    ],
    [
      "for everybody",
      (cache, cwd) => {
        cpSync(join(cwd, ".cache"), join(cache, "x"), { recursive: true });
        chmodSync(join(cache, "x/nif2nix/code"), 0o777);
        return join(cache, "x");
      },
    ],
  ])("that a project brings along is never run: %s", (_where, place) => {
    const [first, cache, cwd] = [temporaryFolder(), temporaryFolder(), makeProject()];
    const expected = program(["scan"], { cwd, env: env(first) });
    // Entries of the right names, for the right files and times: what the repository would hold.
    cpSync(first, join(cwd, ".cache"), { recursive: true });
    for (const name of readdirSync(join(cwd, ".cache/nif2nix/code"), { recursive: true }) as string[])
      poison(join(cwd, ".cache/nif2nix/code", name));
    const run = program(["scan"], { cwd, env: env(place(cache, cwd)) });
    expect(run.stdout + run.stderr).not.toContain("CANARY");
    expect(run).toEqual(expected);
  });

  onNode20("the canary of the test above does sing where the cache is one's own", () => {
    const [cache, cwd] = [temporaryFolder(), makeProject()];
    program(["scan"], { cwd, env: env(cache) });
    for (const name of readdirSync(join(cache, "nif2nix/code"))) poison(join(cache, "nif2nix/code", name));
    expect(program(["scan"], { cwd, env: env(cache) }).stdout).toContain("CANARY");
  });

  test("is not put into the folder of the project where the user has no home", () => {
    for (const home of ["", "somewhere"]) {
      const cwd = temporaryFolder();
      const run = program(["--help"], { cwd, env: { PATH: process.env["PATH"], HOME: home, XDG_CACHE_HOME: "here" } });
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(readdirSync(cwd)).toEqual([]);
    }
  });

  test.runIf(process.getuid?.() === 0)("a user whom the system does not know needs none", () => {
    const options = { uid: 54321, gid: 54321, cwd: "/", env: env("") };
    expect(program(["--help"], options)).toMatchObject({ code: 0, stderr: "" });
  });

  test.runIf(process.getuid?.() === 0 && process.versions.v8.startsWith("11."))("another user's is not taken", () => {
    const cache = temporaryFolder();
    program(["--help"], { env: env(cache) });
    const folder = join(cache, "nif2nix/code");
    const before = snapshot(folder);
    for (const name of readdirSync(folder)) {
      // It says that it is complete, and would fail to start.
      const [key, contents] = readFileSync(join(folder, name), "latin1").split("\n", 2) as [string, string];
      writeFileSync(join(folder, name), `${key}\n${contents}\nxx`);
      chownSync(join(folder, name), 54321, 54321);
    }
    expect(program(["--help"], { env: env(cache) })).toMatchObject({ code: 0, stderr: "" });
    expect(Object.keys(snapshot(folder))).toEqual(Object.keys(before));
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).uid).toBe(0);
  });

  test("a disk that takes no more is no reason to say anything", () => {
    const cache = temporaryFolder();
    const script = `trap '' XFSZ; ulimit -f 1; exec "${process.execPath}" dist/bin.cjs --help`;
    const { status, stderr } = spawnSync("sh", ["-c", script], {
      encoding: "utf8",
      env: env(cache),
      cwd: repository,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    // Neither half an entry nor a file that was to become one. Node's own cache is its own affair.
    const left = process.versions.v8.startsWith("11.") ? Object.keys(snapshot(join(cache, "nif2nix/code"))) : [];
    expect(left.filter((name) => name.endsWith("-cli.cjs") || !name.endsWith(".cjs"))).toEqual([]);
  });

  test("a cache that cannot be written is no reason to say anything", () => {
    const cache = temporaryFolder();
    writeFileSync(join(cache, "nif2nix"), "a file where the folder would be");
    expect(program(["explain", "NN001"], { env: env(cache) })).toMatchObject({ code: 0, stderr: "" });
  });
});

function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );
}

function readEntries(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** The exit code of a run that goes on beside others. */
function started(argv: readonly string[], options: SpawnOptions): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repository, "dist/bin.cjs"), ...argv], { ...options, stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", resolve);
  });
}

/** Puts other code into an entry, which V8 takes for that of a file as long: it compares no more than the length. */
function poison(path: string): void {
  if (!statSync(path).isFile()) return;
  const bytes = readFileSync(path);
  const file = bytes.toString("latin1").split(" ", 1)[0] as string;
  if (!file.endsWith(".cjs")) return;
  // Its cache is good only for the flags that it was compiled with.
  tune();
  const end = bytes.indexOf("\n", bytes.indexOf("\n") + 1);
  const { length } = Module.wrap(readFileSync(file, "utf8"));
  const code = Module.wrap('process.stdout.write("CANARY\\n");process.exit(0);//');
  const script = new Script(code.replace("//", `/*${"x".repeat(length - code.length - 2)}*/`), {
    filename: file,
    produceCachedData: true,
  });
  const made = script.createCachedData();
  writeFileSync(path, Buffer.concat([bytes.subarray(0, end + 1), made, made]));
}
