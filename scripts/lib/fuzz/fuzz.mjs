import { fork, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildProgram } from "./build-programs.mjs";
import { corpus, extras, kindOf } from "./corpus.mjs";
import { mutated } from "./mutate.mjs";
import { randomFrom } from "./random.mjs";
import { readers } from "./readers.mjs";
import { hexPackage } from "./tarball.mjs";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    runs: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});
const first = Number(values.seed);
const most = values.runs === undefined ? Infinity : Number(values.runs);
const until = Date.now() + Number(values.minutes) * 60_000;

/** Milliseconds after which a run hangs: a hundred times what one takes. */
const PATIENCE = 20_000;
/** What docs/cli.md says; 70 is a bug. */
const codes = new Set([0, 1, 2, 3]);

const work = mkdtempSync(join(tmpdir(), "nif2nix-fuzz-"));
const outside = join(work, "outside");
mkdirSync(outside);
writeFileSync(join(outside, "sentinel"), "as it was\n");
const { projects, byKind, rare } = corpus(repository);
const { logs, events, libraries, beam, library, hexPackages } = extras(repository, join(work, "made"));
const hasNix = spawnSync("nix-instantiate", ["--version"]).status === 0;

const say = (text) => void process.stderr.write(`${text}\n`);
const findings = [];
const tally = { runs: 0, codes: {}, commands: {}, build: {}, parsed: 0 };

let child;
let streams;
async function worker() {
  if (child !== undefined && child.connected) return child;
  streams = ["stdout", "stderr"].map((name) => join(work, name));
  const [out, err] = streams.map((path) => openSync(path, "a"));
  child = fork(join(repository, "scripts/lib/fuzz/worker.mjs"), [repository, join(work, "cache")], {
    stdio: ["ignore", out, err, "ipc"],
    execArgv: ["--max-old-space-size=1024"],
  });
  closeSync(out);
  closeSync(err);
  await answer(child, PATIENCE);
  return child;
}

const answer = (from, patience) =>
  new Promise((resolve) => {
    const done = (result) => {
      clearTimeout(timer);
      from.off("message", done);
      from.off("exit", died);
      resolve(result);
    };
    const died = (code, signal) => done({ died: `${code ?? signal}` });
    const timer = setTimeout(() => done({ hangs: true }), patience);
    from.on("message", done);
    from.on("exit", died);
  });

/** Puts one project together: a start, files that it lacks, and what is changed in it. Gives the paths that were changed. */
function project(random, folder) {
  const files = new Map(random.one(projects));
  for (let left = random.below(3); left > 0; left--) files.set(...random.one(rare));
  if (random.chance(0.3)) files.set(...random.one([...random.one(projects)]));
  const changed = [];
  const paths = [...files.keys()];
  for (let left = random.below(3); left >= 0; left--) {
    const path = random.one(paths);
    const others = random.chance(0.9) ? (byKind.get(kindOf(path)) ?? []) : random.one([...byKind.values()]);
    files.set(path, mutated(random, files.get(path) ?? Buffer.alloc(0), others));
    changed.push(path);
  }
  for (const [path, bytes] of files) {
    const target = join(folder, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    } catch {
      // A folder and a file of one name: one of them is there.
    }
  }
  if (random.chance(0.05)) {
    const path = join(folder, random.one(paths));
    rmSync(path, { force: true, recursive: true });
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(
      random.one(["/dev/zero", outside, "/", ".", "nowhere", "/proc/self/mem", "../../outside/sentinel"]),
      path,
    );
  }
  if (random.chance(0.5)) repositoryIn(random, folder);
  return changed;
}

/** A repository of git's, with an index that may be changed as well. */
function repositoryIn(random, folder) {
  const git = (...args) =>
    spawnSync("git", ["-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*", ...args], {
      cwd: folder,
      timeout: 5000,
    });
  git("init", "-q");
  if (random.chance(0.5)) git("add", "--", "mix.exs", "lib");
  const index = join(folder, ".git/index");
  if (existsSync(index) && random.chance(0.5)) writeFileSync(index, mutated(random, readFileSync(index), []));
}

const commands = [
  [40, "generate", ["generate", "--offline"]],
  [10, "generate", ["generate", "--offline", "--dry-run"]],
  [10, "check", ["check", "--offline"]],
  [8, "init", ["init", "--yes", "--offline"]],
  [8, "scan", ["scan", "--offline", "--format", "json"]],
  [4, "scan", ["scan", "--offline"]],
  [4, "doctor", ["doctor"]],
  [4, "deps", ["deps", "mix.lock"]],
];
const weighted = commands.flatMap((each) => Array(each[0]).fill(each));

/** What one run is given. */
function scene(random, folder) {
  const own = join(folder, "project");
  mkdirSync(own);
  const kind = random.next();
  if (kind < 0.04 && beam !== undefined && library !== undefined) {
    // A library belongs to the module that lies beside it.
    for (const [path, bytes] of [
      ["ebin/a.beam", beam],
      ["priv/a.so", library],
    ]) {
      mkdirSync(dirname(join(own, path)));
      writeFileSync(join(own, path), random.chance(0.7) ? mutated(random, bytes, libraries) : bytes);
    }
    return { name: "inspect", argv: ["inspect", own], changed: ["ebin/a.beam", "priv/a.so"] };
  }
  if (kind < 0.12) {
    const file = join(own, random.one(["a.so", "a.beam", "a.tar", "a.tar.gz", "a"]));
    writeFileSync(file, mutated(random, random.one(libraries), libraries));
    return { name: "inspect", argv: ["inspect", ...random.one([[], ["--format", "json"]]), file], changed: [file] };
  }
  if (kind < 0.22) {
    const file = join(own, "log");
    writeFileSync(file, mutated(random, random.one([...logs, ...events]), logs));
    return { name: "explain", argv: ["explain", "--log", file], changed: [file] };
  }
  if (kind >= 0.27 && kind < 0.32) return packaged(random, folder, own);
  const changed = project(random, own);
  if (kind < 0.27) {
    writeFileSync(join(own, "flake.nix"), "{ }\n");
    writeFileSync(join(folder, "events"), mutated(random, random.one([...events, ...logs]), events));
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/nix"), `#!/bin/sh\ncat '${join(folder, "events")}' >&2\nexit 1\n`);
    chmodSync(join(folder, "bin/nix"), 0o755);
    return { name: "build", argv: ["build"], changed: ["events"], path: join(folder, "bin") };
  }
  const [, name, argv] = random.one(weighted);
  return { name, argv, changed };
}

/** A project with a package in Hex's cache, whose checksums are those of the lock: what is in it is read. */
function packaged(random, folder, own) {
  const [name, files] = random.one(hexPackages);
  const { bytes, entry } = hexPackage(random, name, files);
  const cache = join(folder, "hex/packages/hexpm");
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, `${name}-1.0.0.tar`), bytes);
  const mix = `defmodule A.MixProject do\n  use Mix.Project\n  def project, do: [app: :a, version: "0.1.0", deps: [{:${name}, "~> 1.0"}]]\nend\n`;
  writeFileSync(join(own, "mix.exs"), mix);
  writeFileSync(join(own, "mix.lock"), `%{\n  ${entry},\n}\n`);
  return {
    name: "generate",
    argv: ["generate", "--offline"],
    changed: [`${name}-1.0.0.tar`],
    variables: { HEX_HOME: join(folder, "hex") },
  };
}

const hash = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** What lies in a folder, with the hash of each file; links as such. */
function contents(folder) {
  const found = new Map();
  const walk = (path) => {
    for (const name of readdirSync(join(folder, path))) {
      const at = join(path, name);
      const stat = lstatSync(join(folder, at));
      if (stat.isDirectory()) walk(at);
      else found.set(at, stat.isFile() ? hash(join(folder, at)) : "link");
    }
  };
  walk("");
  return found;
}

/** Ours to write: what the README lists. */
const ours = /^project\/(?:.*\/)?(?:flake\.nix$|nix\/|nif2nix\.toml$|\.nif2nix)/;

// What a terminal acts on: C0 but the line's end, DEL, C1, and what reorders or hides text.
// oxlint-disable-next-line no-control-regex
const hostile = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

function complaints(name, result, before, after, [stdout, stderr]) {
  const found = [];
  if (result.hangs) found.push(`takes more than ${PATIENCE / 1000} s`);
  else if (result.died !== undefined) found.push(`the process died: ${result.died}`);
  else if (!codes.has(result.code)) found.push(`exit code ${result.code}`);
  for (const [stream, text] of Object.entries({ stdout, stderr })) {
    const sign = hostile.exec(text);
    if (sign !== null)
      found.push(
        `${stream} has U+${sign[0].codePointAt(0).toString(16).padStart(4, "0")}: ${JSON.stringify(text.slice(Math.max(0, sign.index - 60), sign.index + 20))}`,
      );
  }
  for (const [path, was] of before) if (after.get(path) !== was && !ours.test(path)) found.push(`${path} was changed`);
  for (const path of after.keys()) if (!before.has(path) && !ours.test(path)) found.push(`${path} was made`);
  if (hash(join(outside, "sentinel")) !== sentinel || readdirSync(outside).length !== 1)
    found.push("something was written outside");
  if (name !== "build" && /at \S+ \(?\/.*dist\//.test(stderr)) found.push("a stack trace is shown");
  return found;
}
const sentinel = hash(join(outside, "sentinel"));

/** One run of a program that runs in the generated build. */
function inBuild(seed, random, folder) {
  const { name, status, found, said } = buildProgram({ random, folder, repository, work, contents, beam, library });
  if (hash(join(outside, "sentinel")) !== sentinel || readdirSync(outside).length !== 1)
    found.push("something was written outside");
  tally.runs++;
  const ended = (tally.build[name] ??= {});
  ended[status ?? "none"] = (ended[status ?? "none"] ?? 0) + 1;
  for (const what of found) {
    findings.push({ seed, what });
    say(`seed ${seed}: ${name} in the build: ${what}`);
    say(said);
  }
  if (values.keep) say(`files are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

async function once(seed) {
  const random = randomFrom(seed);
  const folder = join(work, String(seed));
  mkdirSync(folder);
  if (random.chance(0.12)) return inBuild(seed, random, folder);
  const { name, argv, changed, path, variables } = scene(random, folder);
  const before = contents(folder);
  const running = await worker();
  for (const stream of streams) truncateSync(stream);
  const env = {
    PATH: path ?? process.env.PATH,
    HOME: join(work, "home"),
    XDG_CACHE_HOME: join(work, "cache"),
    ...variables,
  };
  if (path !== undefined) env.PATH = `${path}:${process.env.PATH}`;
  running.send({ argv, cwd: join(folder, "project"), env });
  const result = await answer(running, PATIENCE);
  const texts = streams.map((stream) => readFileSync(stream, "utf8"));
  if (result.hangs || result.died !== undefined) {
    running.kill("SIGKILL");
    child = undefined;
  }
  const after = contents(folder);
  const found = complaints(name, result, before, after, texts);
  const written = [...after]
    .filter(([file, now]) => ours.test(file) && file.endsWith(".nix") && before.get(file) !== now)
    .map(([file]) => join(folder, file));
  if (hasNix && written.length > 0 && random.chance(values.runs === undefined ? 0.05 : 1)) {
    tally.parsed += written.length;
    const parsed = spawnSync("nix-instantiate", ["--parse", ...written], { encoding: "utf8" });
    if (parsed.status !== 0) found.push(`Nix does not parse what is written: ${parsed.stderr.slice(0, 300)}`);
  }
  tally.runs++;
  tally.codes[result.code ?? "none"] = (tally.codes[result.code ?? "none"] ?? 0) + 1;
  tally.commands[name] = (tally.commands[name] ?? 0) + 1;
  for (const what of found) {
    findings.push({ seed, what });
    say(`seed ${seed}: nif2nix ${argv.join(" ")}: ${what}; changed: ${changed.join(", ")}`);
    if (result.code === 70 || values.runs !== undefined) say(texts[1].slice(0, 1500));
  }
  if (values.keep) say(`files are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

for (let seed = first; tally.runs < most && Date.now() < until; seed++) await once(seed);

let unread = [];
if (child !== undefined) {
  child.send("coverage");
  const { seen = [] } = await answer(child, PATIENCE);
  const entered = new Map();
  for (const [key, count] of seen) {
    const name = key.split(":")[1];
    entered.set(name, (entered.get(name) ?? 0) + count);
  }
  const counts = Object.entries(readers).map(([kind, name]) => [kind, entered.get(name) ?? 0]);
  unread = counts.filter(([, count]) => count === 0).map(([kind]) => kind);
  say(`readers entered: ${counts.map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  say(
    `functions entered: ${seen.filter(([, count]) => count > 0).length} of ${seen.length} in the files that were loaded`,
  );
  child.kill();
}
if (!values.keep) rmSync(work, { recursive: true, force: true });
say(
  `${tally.runs} runs from seed ${first}; exit codes ${JSON.stringify(tally.codes)}; commands ${JSON.stringify(tally.commands)}; programs of the build ${JSON.stringify(tally.build)}; ${tally.parsed} files parsed by Nix`,
);
say(
  `${findings.length} findings${findings.length === 0 ? "" : `, seeds ${[...new Set(findings.map(({ seed }) => seed))].slice(0, 50).join(" ")}`}`,
);
if (unread.length > 0) say(`never entered: ${unread.join(", ")}`);
// A few runs alone cannot enter all of them.
process.exitCode = findings.length > 0 || (unread.length > 0 && tally.runs >= 500) ? 1 : 0;
