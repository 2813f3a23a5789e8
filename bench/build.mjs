// How long a build takes: the Nix way, with each setting of `dependencies`, beside `mix deps.compile && mix assets.deploy && mix release` by
// hand on the same cores, first from nothing and then after each edit. Real Nix builds, with the package set of test/pkgs.
//   NIF2NIX_BENCH_PACKAGES=60,200   numbers of dependencies
//   NIF2NIX_BENCH_ROUNDS=3          rounds, of which the median is taken; in each all three ways are timed in turn
//   NIF2NIX_BENCH_PROJECT=FOLDER    a project in the place of the synthetic ones, with the sources of its Hex packages in deps/
//   NIF2NIX_E2E_ELIXIR=FOLDER       the Elixir of all three ways, as scripts/e2e takes it
// Besides the time that passes, that of the processors is given (Nix' own, where it has no daemon): a busy machine changes it less; and
// how many derivations Nix built, which says whether an edit is what it is called.
// With --json, data: by project, step and way the seconds of each round and the names of the derivations.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bumped, builtOn, lockEntry, packageFiles, projectFiles, standIns, write } from "./build-project.mjs";
import { realProject } from "./build-real-project.mjs";
import { median, NIF2NIX } from "./measure.mjs";

const repository = fileURLToPath(new URL("..", import.meta.url));
const rounds = Number(process.env.NIF2NIX_BENCH_ROUNDS ?? 3);
const cores = availableParallelism();

// The Elixir that scripts/e2e hands on to builds is the one by hand.
const elixir = process.env.NIF2NIX_E2E_ELIXIR;
const environment = { ...process.env, ...(elixir && { PATH: `${elixir}/bin:${process.env.PATH}` }) };
const onPath = (program) => run("bash", ["-c", 'type -P "$0" || true', program]).stdout.trim();

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: Infinity, ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(" ").slice(0, 300)}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}

/** A synthetic project: how it and its packages are written for one way of building, and its edits. */
function synthetic(count) {
  const { leaf, deep } = bumped(count);
  const names = Array.from({ length: count }, (_, index) => `package_${index + 1}`);
  const bump = (name) => ({
    step: `${name === leaf ? "a leaf" : "a deep"} Hex package`,
    compiled: builtOn(count, name),
    edit: ({ folder, place, seed }) => {
      place(name, "1.0.1", packageFiles(count, name, "1.0.1", seed));
      const lines = readFileSync(join(folder, "mix.lock"), "utf8").split("\n");
      const line = lockEntry(count, name, "1.0.1").trimEnd();
      writeFileSync(
        join(folder, "mix.lock"),
        lines.map((each) => (each.startsWith(`  "${name}":`) ? line : each)).join("\n"),
      );
    },
  });
  const change = (step, file, text, assets = false) => ({
    step,
    assets,
    edit: ({ folder }) => appendFileSync(join(folder, file), text),
  });
  return {
    name: `${count} dependencies`,
    assets: true,
    make: ({ folder, place, seed }) => {
      write(folder, projectFiles(count, seed));
      for (const name of names) place(name, "1.0.0", packageFiles(count, name, "1.0.0", seed));
      for (const [name, version] of Object.entries(standIns)) place(name, version, null);
    },
    edits: [
      bump(leaf),
      bump(deep),
      change("an .ex file", "lib/shop/part_1.ex", "\ndefmodule Shop.Edited do\nend\n"),
      change("a Rust file", "native/shop_nif/src/lib.rs", "\npub fn edited() {}\n"),
      change("an asset", "assets/js/part.js", "\nconsole.log(2);\n", true),
    ],
  };
}

/** A folder for one way of building, and a copy of the package set with the sources of its packages, where everything is new to the Nix store. */
function prepare(way, project, plainSet, work) {
  const seed = `s${process.hrtime.bigint()}`;
  const folder = join(work, seed);
  const set = join(work, `${seed}-set`);
  cpSync(plainSet, set, { recursive: true, verbatimSymlinks: true });
  const hex = join(set, "pkgs/hex");
  /** Puts the sources of a package into deps/, as `mix deps.get` does, and where Nix fetches from; null = those that test/pkgs/hex has. */
  const place = (name, version, files, { app = name, from = null } = {}) => {
    const byNix = join(hex, `${name}-${version}`);
    const inDeps = join(folder, "deps", app);
    if (files !== null) {
      rmSync(byNix, { recursive: true, force: true });
      if (from !== null) cpSync(from, byNix, { recursive: true, verbatimSymlinks: true });
      write(byNix, files);
    }
    rmSync(inDeps, { recursive: true, force: true });
    cpSync(byNix, inDeps, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(inDeps, ".hex"), `${name},${version},0,hexpm`);
  };
  mkdirSync(folder, { recursive: true });
  const at = { folder, place, seed };
  project.make(at);
  const generate = (command) => run(process.execPath, [NIF2NIX, ...command, "--offline"], { cwd: folder });
  if (way !== "by hand") {
    writeFileSync(join(folder, "nif2nix.toml"), `dependencies = "${way}"\n`);
    generate(["init", "--yes"]);
  }
  return { way, project, folder, set, at, renew: () => way === "by hand" || generate(["generate"]) };
}

/** Builds it as it is; what that took, as `timed` has it. */
function build({ way, project, folder, set }, { compiled = null, assets = true } = {}) {
  if (way === "by hand") {
    const env = {
      ...environment,
      MIX_ENV: "prod",
      HEX_OFFLINE: "1",
      MIX_REBAR3: onPath("rebar3"),
      ERL_LIBS: join(readFileSync(join(set, "hex"), "utf8").trim(), "lib/erlang/lib"),
      LC_ALL: "C.UTF-8",
    };
    // What `mix deps.get` would leave to be compiled is named, since nothing is fetched here.
    const force = compiled === null || compiled.length === 0 ? "" : ` --force ${compiled.join(" ")}`;
    const steps = [
      ...(compiled === null ? [] : [`mix deps.compile${force}`]),
      ...(assets && project.assets ? ["mix assets.deploy"] : []),
      "mix release --overwrite",
    ];
    return timed(["bash", "-c", steps.join(" && ")], { cwd: folder, env });
  }
  const expression = `
    let pkgs = import ${set}/pkgs { };
    in pkgs.callPackage ${folder}/nix/package.nix { craneLib = import ${set}/pkgs/crane/lib.nix { inherit pkgs; }; }`;
  return timed(["nix-build", "--no-out-link", "--max-jobs", String(cores), ...nixArguments(set), "-E", expression]);
}

/** Runs a program: the seconds that pass, those of processors, and the names of the derivations that it builds. */
function timed(command, options) {
  const file = join(work, "time");
  const script = 'TIMEFORMAT="%R %U %S"; { time "${@:2}" 2>&3; } 3>&2 2>"$1"';
  const { stderr } = run("bash", ["-c", script, "bash", file, ...command], options);
  const [wall, user, system] = readFileSync(file, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  const built = [...stderr.matchAll(/^building '[^']*\/[a-z0-9]{32}-([^']+)\.drv'/gm)].map(([, name]) => name);
  return { wall, processors: user + system, built };
}

function nixArguments(set) {
  return readFileSync(join(set, "nix-arguments"), "utf8").replace(/\n$/, "").split("\n");
}

const ways = ["by hand", "apart", "together"];

function measure(project, set, work) {
  const steps = new Map();
  const note = (step, way, seconds) => {
    if (!steps.has(step)) steps.set(step, Object.fromEntries(ways.map((each) => [each, []])));
    steps.get(step)[way].push(seconds);
    const built = way === "by hand" ? "" : `, derivations: ${seconds.built.length}`;
    process.stderr.write(
      `${step}, ${way}: ${seconds.wall} s, of processors ${seconds.processors.toFixed(1)} s${built}\n`,
    );
  };
  for (let round = 0; round < rounds; round++) {
    const prepared = ways.map((way) => {
      const made = prepare(way, project, set, work);
      if (way === "by hand") {
        mkdirSync(join(made.folder, "_build"));
        if (project.assets) symlinkSync(onPath("esbuild"), join(made.folder, "_build/esbuild-linux-x64"));
      }
      note("from nothing", way, build(made, { compiled: [] }));
      return made;
    });
    for (const { step, edit, compiled = null, assets = false } of project.edits) {
      for (const made of prepared) {
        edit(made.at);
        made.renew();
        note(step, made.way, build(made, { compiled, assets }));
      }
    }
    for (const made of prepared) {
      rmSync(made.folder, { recursive: true });
      rmSync(made.set, { recursive: true });
    }
  }
  return { project: project.name, steps: [...steps].map(([step, seconds]) => ({ step, seconds })) };
}

const work = mkdtempSync(join(tmpdir(), "nif2nix-bench-build-"));
try {
  const set = join(work, "set");
  run(join(repository, "scripts/e2e"), ["prepare", set]);
  // The package set itself is there before anything is timed.
  const hex = `(import ${set}/pkgs { }).beamPackages.hex`;
  writeFileSync(join(set, "hex"), run("nix-build", ["--no-out-link", ...nixArguments(set), "-E", hex]).stdout);
  const chosen =
    process.env.NIF2NIX_BENCH_PROJECT === undefined
      ? (process.env.NIF2NIX_BENCH_PACKAGES ?? "60,200").split(",").map((count) => synthetic(Number(count)))
      : [realProject(process.env.NIF2NIX_BENCH_PROJECT)];
  // One small build first, for all else that any project needs.
  for (const way of ways.slice(1)) build(prepare(way, synthetic(6), set, work));
  for (const { crates = [] } of chosen)
    if (crates.length > 0) run(join(repository, "scripts/e2e"), ["crates", ...crates]);
  const results = chosen.map((project) => measure(project, set, work));
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else for (const result of results) print(result);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function print({ project, steps }) {
  const title = `${project}, ${cores} cores`;
  const width = Math.max(...[title, ...steps.map(({ step }) => step)].map((each) => each.length)) + 2;
  const line = (name, base, others) => {
    const text = `${name.padEnd(width)}${base.padStart(8)}${others.map((each) => each.padStart(18)).join("")}`;
    process.stdout.write(`${text.trimEnd()}\n`);
  };
  process.stdout.write("\n");
  line(title, ways[0], ways.slice(1));
  for (const { step, seconds } of steps) {
    for (const [kind, name] of [
      ["wall", step],
      ["processors", "  of processors"],
    ]) {
      const [base, ...others] = ways.map((way) => median(seconds[way].map((each) => each[kind])));
      const ratios = others.map((value) => `${value.toFixed(1)} s${(value / base).toFixed(2).padStart(6)}x`);
      line(name, `${base.toFixed(1)} s`, ratios);
    }
    const counts = ways.slice(1).map((way) => `${seconds[way][0].built.length}       `);
    line("  derivations", "", counts);
  }
}
