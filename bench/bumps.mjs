// A project's own history of new locks, as nif2nix has to follow it. Each of the last commits that changed mix.lock, Cargo.lock or a lock
// of npm, oldest first, is checked out under the Nix files of the step before; `nif2nix generate` runs, Nix parses what was written and
// evaluates the release, with the package set of test/pkgs. Nothing is edited in between.
//
//   node bench/bumps.mjs REPOSITORY [--count 50] [--project FOLDER] [--offline] [--json]
//
// Ends with 1 where a step failed, or wanted a hash that no lock has.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { NIF2NIX } from "./measure.mjs";

const driver = fileURLToPath(new URL("../scripts/e2e", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "50" },
    project: { type: "string", default: "." },
    offline: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
if (positionals.length !== 1) throw new Error("one argument: a git repository");
const locks = ["mix.lock", "Cargo.lock", "package-lock.json"];
const base = mkdtempSync(join(tmpdir(), "nif2nix-bumps-"));
const set = join(base, "set");
const clone = join(base, "project");
const folder = join(clone, values.project);

const attempt = (program, args, options = {}) =>
  spawnSync(program, args, { encoding: "utf8", maxBuffer: Infinity, ...options });

function run(program, args, options) {
  const ran = attempt(program, args, options);
  if (ran.status !== 0) throw new Error(`${program} ${args.join(" ")}\n${ran.stdout}${ran.stderr}`);
  return ran.stdout.trim();
}

const git = (...args) => run("git", args, { cwd: clone });

/** The release, called as flake.nix does, without its inputs. */
const release = () => `
  let
    pkgs = import ${set}/pkgs { };
    crane = import ${set}/pkgs/crane/lib.nix { inherit pkgs; };
    rustBin = (builtins.getFlake "path:${set}/pkgs/rust-overlay").lib.mkRustBin { } pkgs;
  in (pkgs.callPackage ${folder}/nix/package.nix { craneLib = crane; rustToolchain = rustBin.fromRustupToolchain; }).drvPath`;

const nixFiles = () =>
  readdirSync(join(folder, "nix"), { recursive: true })
    .filter((file) => file.endsWith(".nix"))
    .map((file) => join(folder, "nix", file));

/** A hash that somebody would have to find out. */
const missingHashes = (text) => text.match(/\bfakeHash\b|\bfakeSha256\b|sha256-A{43}=/g)?.length ?? 0;

function step(commit, isFirst) {
  git("checkout", "--quiet", "--force", "--detach", commit);
  // A Nix build of the project's own is not what is tried here. What nif2nix wrote is not known to Git, and stays.
  if (isFirst) for (const path of ["flake.nix", "nix"]) rmSync(join(folder, path), { recursive: true, force: true });
  const changed = git("show", "--first-parent", "--format=", "--name-only", commit)
    .split("\n")
    .filter((path) => locks.includes(path.split("/").at(-1)));
  const command = isFirst ? ["init", "--yes"] : ["generate"];
  const began = performance.now();
  const ran = attempt(
    process.execPath,
    [NIF2NIX, ...command, ...(values.offline ? ["--offline"] : []), "--format", "json"],
    { cwd: folder },
  );
  const done = { commit, changed, ms: performance.now() - began, written: 0, hashes: 0, drv: null };
  if (ran.status !== 0) return { ...done, failed: ran.stderr + ran.stdout };
  const answer = JSON.parse(ran.stdout);
  done.written = answer.files.filter(({ action }) => action === "create" || action === "update").length;
  done.codes = [...new Set(answer.diagnostics.map(({ code }) => code))];
  const nix = nixFiles();
  done.hashes = nix.reduce((count, file) => count + missingHashes(readFileSync(file, "utf8")), 0);
  const parsed = attempt("nix-instantiate", ["--parse", ...nix]);
  if (parsed.status !== 0) return { ...done, failed: parsed.stderr };
  const strict = ["--option", "allow-import-from-derivation", "false"];
  const evaluated = attempt(driver, ["nix", set, "eval", "--impure", "--raw", ...strict, "--expr", release()], {
    cwd: base,
  });
  return { ...done, drv: evaluated.stdout, failed: evaluated.status === 0 ? null : evaluated.stderr };
}

try {
  run(driver, ["prepare", set]);
  run("git", ["clone", "--quiet", "--shared", "--no-checkout", resolve(positionals[0]), clone]);
  const below = values.project === "." ? "" : `${values.project}/`;
  const patterns = locks.map((name) => `:(glob)${below}**/${name}`);
  const commits = git("log", "--first-parent", "--format=%H", `--max-count=${values.count}`, "HEAD", "--", ...patterns)
    .split("\n")
    .toReversed();
  const steps = commits.map((commit, index) => step(commit, index === 0));
  if (values.json) console.log(JSON.stringify(steps, null, 2));
  else {
    for (const { commit, changed, ms, written, hashes, failed } of steps) {
      const how =
        failed === null ? `${written} files, ${hashes} hashes wanted` : `failed: ${failed.trim().slice(0, 2000)}`;
      console.log(`${commit.slice(0, 10)}  ${Math.round(ms)} ms  ${how}  ${changed.join(" ")}`);
    }
    const of = (name) => steps.filter(({ changed }) => changed.some((path) => path.endsWith(name))).length;
    const fine = steps.filter(({ failed }) => failed === null).length;
    console.log(
      `\n${steps.length} steps (${locks.map((name) => `${name} ${of(name)}`).join(", ")}): ${fine} evaluate,`,
    );
    console.log(
      `${new Set(steps.map(({ drv }) => drv)).size} different releases, ${steps.reduce((sum, { hashes }) => sum + hashes, 0)} hashes wanted`,
    );
  }
  process.exitCode = steps.every(({ failed, hashes }) => failed === null && hashes === 0) ? 0 : 1;
} finally {
  rmSync(base, { recursive: true, force: true });
}
