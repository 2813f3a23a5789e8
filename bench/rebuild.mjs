// What an edit rebuilds: the derivations of a project whose hash changes, ours beside the way of building by hand with
// `src = ./.`. Nothing is built; the package set is the stand-in of test/pkgs. With --json, data: by project and edit the names.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NIF2NIX } from "./measure.mjs";
import { entry, projects, writeProject } from "./rebuild-projects.mjs";

const repository = fileURLToPath(new URL("..", import.meta.url));

/** By name what is done to a project's folder. `code` is the folder of an application in it. */
const edits = {
  ...Object.fromEntries(
    [
      "README.md",
      "LICENSE",
      "docs/guide.md",
      ".github/workflows/ci.yml",
      ".formatter.exs",
      ".credo.exs",
      "Dockerfile",
      ".env",
      "test/one_test.exs",
    ].map((file) => [
      file,
      ({ change, code }) => (change(file, "\n# edited\n"), change(`${code}/${file}`, "\n# edited\n")),
    ]),
  ),
  "flake.nix, nix/package.nix": ({ change }) => (
    change("flake.nix", "\n# edited\n"),
    change("nix/package.nix", "\n# edited\n")
  ),
  "erl_crash.dump, cover/": ({ change }) => (change("erl_crash.dump", "crashed"), change("cover/one.html", "covered")),
  "an .ex file": ({ change, code }) => change(`${code}/lib/plain.ex`, "\n# edited\n"),
  "a file of priv/": ({ change, code }) => change(`${code}/priv/text.txt`, "edited\n"),
  "config/dev.exs, config/test.exs": ({ change }) => (
    change("config/dev.exs", "\n# edited\n"),
    change("config/test.exs", "\n# edited\n")
  ),
  "config/runtime.exs": ({ change }) => change("config/runtime.exs", "\n# edited\n"),
  "own configuration": ({ replace }) =>
    replace("config/config.exs", "key: :value\nconfig :package_1", "key: :other\nconfig :package_1"),
  "configuration of a dependency": ({ replace }) =>
    replace("config/config.exs", ":package_1, key: :value", ":package_1, key: :other"),
  "src/lib.rs of a crate": ({ change }) => change("native/crate_1/src/lib.rs", "\n// edited\n"),
  "src/inner.rs of a crate": ({ change }) => change("native/crate_1/src/inner.rs", "\n// edited\n"),
  "a comment in Cargo.toml": ({ change }) => change("native/crate_1/Cargo.toml", "\n# edited\n"),
  "a crate's README, tests/": ({ change }) => (
    change("native/crate_1/README.md", "edited\n"),
    change("native/crate_1/tests/one.rs", "\n// edited\n")
  ),
  "a leaf Hex package": ({ bump, packages }) => bump(`package_${packages}`),
  "a dependency for development": ({ bump }) => bump("checker"),
};

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: Infinity, ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(" ").slice(0, 200)}\n${stderr}`);
  return stdout;
}

/** Both ways of building for each edit: the paths of their derivations. */
function derivations(work, set, project) {
  const names = ["as it was", ...Object.keys(edits)];
  const folders = names.map((name, index) => {
    const folder = join(work, String(index), "project");
    const { code } = writeProject(folder, project);
    const change = (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      appendFileSync(join(folder, file), text);
    };
    const replace = (file, before, after) => {
      const text = readFileSync(join(folder, file), "utf8");
      if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
      writeFileSync(join(folder, file), text.replace(before, after));
    };
    const bump = (name) => {
      const lock = readFileSync(join(folder, "mix.lock"), "utf8").split("\n");
      const edited = lock.map((line) => (line.startsWith(`  "${name}":`) ? entry(name, "1.0.1", []).trimEnd() : line));
      writeFileSync(join(folder, "mix.lock"), edited.join("\n"));
    };
    const quiet = { cwd: folder, stdio: ["ignore", "pipe", "pipe"] };
    // Files that are the user's are there before the edit.
    run(process.execPath, [NIF2NIX, "init", "--yes", "--offline"], quiet);
    edits[name]?.({ change, replace, bump, code, packages: project.packages });
    run(process.execPath, [NIF2NIX, "generate", "--offline"], quiet);
    writeFileSync(join(work, String(index), "deps.nix"), run(process.execPath, [NIF2NIX, "deps"], quiet));
    return folder;
  });
  const expression = `
    let
      pkgs = import ${set}/pkgs { };
      craneLib = import ${set}/pkgs/crane/lib.nix { inherit pkgs; };
      both = project: {
        ours = (pkgs.callPackage (project + "/nix/package.nix") { inherit craneLib; }).drvPath;
        byHand = (import ${join(repository, "bench/by-hand.nix")} { inherit pkgs craneLib project; deps = project + "/../deps.nix"; }).drvPath;
      };
    in
    map both [ ${folders.join(" ")} ]`;
  const args = ["--eval", "--strict", "--json", "--read-write-mode", "-E", expression];
  const found = JSON.parse(run("nix-instantiate", [...args, ...storeArguments(set)]));
  return names.map((name, index) => [name, found[index]]);
}

/** As root and without a daemon nobody else builds for us. */
function storeArguments(set) {
  const lines = readFileSync(join(set, "nix-arguments"), "utf8").split("\n");
  return lines.includes("build-users-group") ? ["--option", "build-users-group", ""] : [];
}

/** Names of the derivations that `after` needs and `before` does not. */
function changed(before, after) {
  const closure = (path) =>
    run("nix-store", ["--query", "--requisites", path])
      .split("\n")
      .filter((each) => each.endsWith(".drv"));
  const known = new Set(closure(before));
  return closure(after)
    .filter((path) => !known.has(path))
    .map((path) => path.replace(/^.*\/[a-z0-9]{32}-|\.drv$/g, ""))
    .sort();
}

/** By project and edit the names of what is built anew, in both ways. */
function measure() {
  const work = mkdtempSync(join(tmpdir(), "nif2nix-rebuild-"));
  try {
    run(join(repository, "scripts/e2e"), ["prepare", join(work, "set")]);
    return projects.map((project, index) => {
      const [[, before], ...others] = derivations(join(work, String(index)), join(work, "set"), project);
      return {
        project: project.name,
        edits: others.map(([edit, after]) => ({
          edit,
          ours: changed(before.ours, after.ours),
          byHand: changed(before.byHand, after.byHand),
        })),
      };
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const results = measure();
if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else {
  for (const { project, edits } of results) {
    process.stdout.write(`\n${project.padEnd(34)} ours  by hand\n`);
    for (const { edit, ours, byHand } of edits) {
      const names = ours.length === 0 ? "" : `   ${ours.slice(0, 8).join(" ")}${ours.length > 8 ? " ..." : ""}`;
      process.stdout.write(
        `${edit.padEnd(34)} ${String(ours.length).padStart(4)}${String(byHand.length).padStart(9)}${names}\n`,
      );
    }
  }
}
