// How long a build takes: the Nix way, with each setting of `dependencies`, beside `mix deps.compile && mix assets.deploy && mix release` by
// hand on the same cores, first from nothing and then after each edit. Real Nix builds, with the package set of test/pkgs.
//   NIF2NIX_BENCH_PACKAGES=60,200   numbers of dependencies
//   NIF2NIX_BENCH_ROUNDS=3          rounds, of which the median is taken; in each all three ways are timed in turn
//   NIF2NIX_BENCH_PROJECT=FOLDER    a project in the place of the synthetic ones, with the sources of its Hex packages in deps/
// Besides the time that passes, that of the processors is given (Nix' own, where it has no daemon): a busy machine changes it less.
// With --json, data: by project, step and way the seconds of each round.
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

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: Infinity, ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(" ").slice(0, 300)}\n${stdout}\n${stderr}`);
  return stdout;
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
  /** Puts the sources of a package where this way finds them; null = those that test/pkgs/hex has. */
  const place = (name, version, files, { app = name, from = null } = {}) => {
    const byNix = join(hex, `${name}-${version}`);
    const target = way === "by hand" ? join(folder, "deps", app) : byNix;
    if (files !== null) {
      rmSync(target, { recursive: true, force: true });
      if (from !== null) cpSync(from, target, { recursive: true, verbatimSymlinks: true });
      write(target, files);
    } else if (way === "by hand") cpSync(byNix, target, { recursive: true });
    if (way === "by hand") writeFileSync(join(target, ".hex"), `${name},${version},0,hexpm`);
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

/** Builds it as it is; the seconds that pass, and those of processors. */
function build({ way, project, folder, set }, { compiled = null, assets = true } = {}) {
  if (way === "by hand") {
    const env = {
      ...process.env,
      MIX_ENV: "prod",
      HEX_OFFLINE: "1",
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

/** Runs a program. */
function timed(command, options) {
  const file = join(work, "time");
  run("bash", ["-c", 'TIMEFORMAT="%R %U %S"; { time "${@:2}" 2>&3; } 3>&2 2>"$1"', "bash", file, ...command], options);
  const [wall, user, system] = readFileSync(file, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, processors: user + system };
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
    process.stderr.write(`${step}, ${way}: ${seconds.wall} s, of processors ${seconds.processors.toFixed(1)} s\n`);
  };
  for (let round = 0; round < rounds; round++) {
    const prepared = ways.map((way) => {
      const made = prepare(way, project, set, work);
      if (way === "by hand") {
        mkdirSync(join(made.folder, "_build"));
        symlinkSync("/usr/bin/esbuild", join(made.folder, "_build/esbuild-linux-x64"));
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
  const hex = run("nix-build", [
    "--no-out-link",
    ...nixArguments(set),
    "-E",
    `(import ${set}/pkgs { }).beamPackages.hex`,
  ]);
  writeFileSync(join(set, "hex"), hex);
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
  process.stdout.write(
    `\n${`${project}, ${cores} cores`.padEnd(28)}${ways.map((way) => way.padStart(way === "by hand" ? 10 : 18)).join("")}\n`,
  );
  for (const { step, seconds } of steps) {
    for (const [kind, name] of [
      ["wall", step],
      ["processors", "  of processors"],
    ]) {
      const [base, ...others] = ways.map((way) => median(seconds[way].map((each) => each[kind])));
      const ratios = others.map(
        (value) => `${value.toFixed(1).padStart(9)} s${(value / base).toFixed(2).padStart(6)}x`,
      );
      process.stdout.write(`${name.padEnd(28)}${base.toFixed(1).padStart(8)} s${ratios.join("")}\n`);
    }
  }
}
