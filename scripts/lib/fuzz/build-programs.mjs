import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { mutated } from "./mutate.mjs";
import { mutatedTar, tar } from "./tarball.mjs";

// Programs that run in the generated build: what they read comes from packages and from the release, as bad as anything else.

const put = (folder, files) => {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
};

const manifests = [
  '{"name":"a","version":"1.0.0","bin":{"tool":"./bin/tool.js","../x":"../../../etc/passwd"},"os":["linux"]}',
  '{"name":"@s/a","bin":"bin/tool.js"}',
  '{"directories":{"bin":"bin"}}',
  '{"bin":{"__proto__":"bin/tool.js","constructor":"/"},"directories":{"bin":"../.."}}',
  "[]",
  "null",
  '"a"',
  '{"bin":[1,{}],"os":{"a":1}}',
];

/** node-modules.mjs: a package that is laid out has its package.json; what is none ends with another exit code than 0. */
function nodeModules({ random, folder, repository, run }) {
  const archive = () => {
    const whole = tar([
      ["package/package.json", Buffer.from(random.one(manifests))],
      ["package/bin/tool.js", Buffer.from(random.one(["#!/usr/bin/env node\n1\n", "#!", "#!/bin/sh -e\r\n", ""]))],
      ["package/index.js", Buffer.alloc(random.below(2000), "x")],
    ]);
    const how = random.next();
    const changed = how < 0.4 ? whole : how < 0.85 ? mutatedTar(random, whole) : mutated(random, whole, []);
    const packed = random.chance(0.5) ? gzipSync(changed) : changed;
    return random.chance(0.1) ? mutated(random, packed, []) : packed;
  };
  put(folder, { "a.tgz": archive(), "b.tgz": archive() });
  const good = ["a", "@s/a", "b", "a/node_modules/b"];
  const bad = [".bin", "..", "$(touch x)", "../../../escaped", "/escaped", "a\n"];
  const name = () => random.one(random.chance(0.9) ? good : bad);
  const packages = ["a.tgz", "b.tgz"].map((file) => ({
    paths: Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => `node_modules/${name()}`),
    source: join(folder, file),
    ...(random.chance(0.2) ? { optional: true } : {}),
  }));
  if (random.chance(0.3)) {
    // A folder is what a Git dependency is: with links as its author made them.
    put(folder, { "git/package.json": random.one(manifests), "git/bin/tool.js": "#!/usr/bin/env node\n" });
    symlinkSync(random.one(["..", "../outside", "/tmp", "tool.js", "/etc/passwd", "a"]), join(folder, "git/lib"));
    packages.unshift({ paths: [`node_modules/${name()}`], source: join(folder, "git") });
  }
  const links = Object.fromEntries(
    Array.from({ length: random.chance(0.3) ? 1 : 0 }, () => [
      `node_modules/${name()}`,
      random.one(["packages/c", "node_modules/a", "..", "/etc", "../outside"]),
    ]),
  );
  const plan = { shell: "/bin/bash", system: { os: "linux", cpu: "x64", libc: "glibc" }, copied: [], links, packages };
  const text = Buffer.from(JSON.stringify(plan));
  writeFileSync(join(folder, "plan.json"), random.chance(0.1) ? mutated(random, text, []) : text);
  const program = join(repository, "src/emit/library/node-modules.mjs");
  const result = run(process.execPath, [program, join(folder, "plan.json"), join(folder, "out")]);
  const isThere = (path) => existsSync(join(folder, "out", path));
  // What lies in a package that is not there, an optional one, is left out with it.
  const isLeftOut = (path) => {
    const inner = path.indexOf("/node_modules/");
    return inner > 0 && !isThere(join(path.slice(0, inner), "package.json"));
  };
  const lacks = packages.flatMap(({ paths, optional }) =>
    optional === true ? [] : paths.filter((path) => !isThere(join(path, "package.json")) && !isLeftOut(path)),
  );
  return {
    result,
    writes: ["out"],
    wrong:
      result.status === 0 && readFileSync(join(folder, "plan.json")).equals(text) && lacks.length > 0
        ? [`ends with 0 without ${lacks[0]}`]
        : [],
  };
}

const words =
  "install i ci run add build --prefix --dir=assets --cwd -C assets . .. / nowhere -w --help $(touch,x) `touch,x` ; --filter= '' --".split(
    " ",
  );

/** node-manager.sh: it either finds the packages in place, or hands every word on as it is. */
function nodeManager({ random, folder, repository, run }) {
  const text = readFileSync(join(repository, "src/emit/library/node-manager.sh"), "utf8");
  const name = random.one(["npm", "pnpm", "yarn", "bun"]);
  put(folder, {
    real: `#!/bin/sh\nfor word; do printf '%s\\0' "$word"; done\nexit 7\n`,
    manager: `#!/bin/bash\n${text.replaceAll("@name@", name).replaceAll("@real@", join(folder, "real"))}`,
    [`assets/${random.one(["node_modules/a", "b"])}`]: "",
  });
  for (const each of ["real", "manager"]) chmodSync(join(folder, each), 0o755);
  const given = Array.from({ length: random.below(6) }, () =>
    random.chance(0.2)
      ? mutated(random, Buffer.from(random.one(words)), [])
          .toString("latin1")
          .replaceAll("\0", "")
          .slice(0, 2000)
      : random.one(words).replaceAll(",", " "),
  );
  const result = run(join(folder, "manager"), given);
  const handedOn = result.stdout === given.map((word) => `${word}\0`).join("");
  const right =
    result.status === 0
      ? result.stderr.endsWith("in place\n") && result.stdout === ""
      : result.status === 7 && handedOn;
  return { result, writes: [], wrong: right ? [] : [`ends with ${result.status}: ${JSON.stringify(given)}`] };
}

/** As far as the check asks for it, what Mix makes of bin/NAME. */
const start =
  '#!/bin/sh\ncd "$(dirname "$0")/../releases/1.0.0"\nexec erl -noinput -boot "$PWD/$RELEASE_BOOT_SCRIPT" -boot_var RELEASE_LIB "$PWD/../../lib" -config "$RELEASE_SYS_CONFIG"\n';

let base;
/** A release as small as one can be, of the Erlang of this machine: its parts by their paths. */
function release(work) {
  if (base !== undefined) return base;
  const made = spawnSync("erl", ["-noinput", "-eval", "io:put_chars(code:root_dir()), halt()."], {
    encoding: "utf8",
    cwd: work,
  });
  const boot = made.status === 0 ? join(made.stdout, "bin/start_clean.boot") : "";
  base = existsSync(boot) ? { boot: readFileSync(boot) } : null;
  return base;
}

/** check-release.sh and its programs: the last line is the verdict, and only one that lives ends with 0. */
function checkRelease({ random, folder, repository, run, work, beam, library }) {
  const erlang = release(work);
  if (erlang === null) return nodeManager({ random, folder, repository, run });
  const files = {
    "releases/start_erl.data": Buffer.from("13.0 1.0.0"),
    "releases/1.0.0/a.rel": Buffer.from('{release,{"a","1.0.0"},{erts,"13.0"},[]}.\n'),
    "releases/1.0.0/start.boot": erlang.boot,
    "releases/1.0.0/start_clean.boot": erlang.boot,
    "releases/1.0.0/sys.config": Buffer.from("[{kernel,[]}].\n"),
    "lib/a-1/ebin/a.beam": beam ?? Buffer.from("x"),
    "lib/a-1/ebin/a.so": library ?? Buffer.from("x"),
  };
  const nonsense = random.chance(0.4);
  const changed = random.one(Object.keys(files));
  files[changed] = nonsense
    ? Buffer.from(random.one(["", "\0", "nonsense", "\x83h"]), "latin1")
    : mutated(random, files[changed], []);
  put(join(folder, "release"), { ...files, "releases/1.0.0/env.sh": "", "bin/a": start });
  chmodSync(join(folder, "release/bin/a"), 0o755);
  const library_ = join(repository, "src/emit/library");
  const result = run("sh", [
    join(library_, "check-release.sh"),
    join(folder, "release"),
    ...["check-libraries.erl", "check-configuration.erl"].map((name) => join(library_, name)),
  ]);
  const alive = /^ALIVE[^\n]*\n?$/m.test(result.stdout.split("\n").slice(-2).join("\n"));
  const wrong = [];
  if (alive !== (result.status === 0))
    wrong.push(`ends with ${result.status} and says ${JSON.stringify(result.stdout.slice(-200))}`);
  if (![0, 1, 2].includes(result.status)) wrong.push(`exit code ${result.status}`);
  if (nonsense && /start\.boot|sys\.config|start_erl/.test(changed) && result.status === 0)
    wrong.push(`ends with 0 though ${changed} is nonsense`);
  return { result, writes: [], wrong };
}

const programs = { "node-modules": nodeModules, "node-manager": nodeManager, "check-release": checkRelease };

/** Names of the programs, each as often as there is time for it. */
const shares = [...Array(6).fill("node-modules"), ...Array(5).fill("node-manager"), "check-release"];

/**
 * Runs one program of the build on files made for it, in `folder`; its name and what is wrong with how it ended. It may write below the
 * paths that it names alone.
 */
export function buildProgram(world) {
  const name = world.random.one(shares);
  const home = join(world.folder, "home");
  mkdirSync(home);
  const run = (program, args) =>
    spawnSync(program, args, {
      cwd: world.folder,
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
      killSignal: "SIGKILL",
      maxBuffer: 64 << 20,
    });
  let before;
  const seen = (program, args) => {
    before = world.contents(world.folder);
    return run(program, args);
  };
  const { result, writes, wrong } = programs[name]({ ...world, run: seen });
  const found = [...wrong];
  if (result.error !== undefined) found.push(`does not end: ${result.error.code}`);
  const mine = (path) => writes.some((each) => path === each || path.startsWith(`${each}/`));
  const after = world.contents(world.folder);
  for (const [path, was] of before) if (after.get(path) !== was && !mine(path)) found.push(`${path} was changed`);
  for (const path of after.keys()) if (!before.has(path) && !mine(path)) found.push(`${path} was made`);
  if (readdirSync(home).length > 0) found.push(`it left ${readdirSync(home).join(", ")}`);
  return { name, status: result.status, found, said: `${result.stdout}\n${result.stderr}`.slice(-600) };
}
