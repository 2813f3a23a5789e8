// Lays node_modules out in a build, from tarballs that Nix fetched: node node-modules.mjs PLAN OUT
//
// PLAN is a JSON file:
//   shell     the shell that scripts are started with
//   packages  each { paths, source, patch?, optional? }: a tarball or a folder, and where it goes; an optional one may be for
//             another system
//   system    { os, cpu, libc } as package.json names them
//   links     path of a symbolic link -> path that it leads to
//   copied    paths that are filled later, from the project
//
// All paths are relative to OUT. No script of a package is run.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { gunzipSync } from "node:zlib";

const [planFile, out] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));

/** The path below OUT. Whatever a lock or a tarball says, nothing is written elsewhere. */
function inside(path) {
  if (path.startsWith("/") || path.includes("\0") || path.split("/").includes("..")) {
    throw new Error("a path leads out of its folder: " + JSON.stringify(path));
  }
  return join(out, path);
}

/** A folder is made below OUT, unless a link that a package brought leads elsewhere on the way. */
function makeFolder(folder) {
  let above = folder;
  while (!existsSync(above)) above = dirname(above);
  const real = realpathSync(above);
  if (real !== realpathSync(out) && !real.startsWith(realpathSync(out) + "/")) {
    throw new Error("a link leads out of its folder: " + JSON.stringify(relative(out, folder)));
  }
  mkdirSync(folder, { recursive: true });
}

/** Nothing is written through a link that a package brought: it may lead to a file of the machine. */
function refuseLink(file) {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error("a link stands where a file is to be written: " + JSON.stringify(relative(out, file)));
  }
}

function textAt(block, from, length) {
  const end = block.indexOf(0, from);
  return block.toString("utf8", from, end === -1 || end > from + length ? from + length : end);
}

/** Octal digits, or the binary form of GNU tar for what does not fit. */
function numberAt(block, from, length) {
  if ((block[from] & 0x80) !== 0) return Number(block.readBigUInt64BE(from + length - 8));
  const digits = textAt(block, from, length).trim();
  if (!/^[0-7]*$/.test(digits)) throw new Error("no tar archive: a number is wrong");
  return Number.parseInt(digits || "0", 8);
}

/** Whether a header has the sum of its bytes in it, its own place counted as blanks. */
function hasChecksum(block) {
  let sum = 8 * 0x20;
  for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += block[at];
  return sum === numberAt(block, 148, 8);
}

/** A size in a pax header: digits and nothing else. */
function decimal(text) {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** `LENGTH key=value` lines of a pax header. */
function paxRecords(data) {
  const records = Object.create(null);
  for (let at = 0; at < data.length;) {
    const blank = data.indexOf(0x20, at);
    const length = Number(data.toString("latin1", at, blank));
    if (blank === -1 || !Number.isInteger(length) || length <= blank - at || at + length > data.length) break;
    const record = data.toString("utf8", blank + 1, at + length - 1);
    const sign = record.indexOf("=");
    records[record.slice(0, sign)] = record.slice(sign + 1);
    at += length;
  }
  return records;
}

/** Files of a tar archive (POSIX ustar and pax, GNU long names). Links are passed over, as npm does. */
function* filesOf(archive) {
  let long = {};
  for (let at = 0; at + 512 <= archive.length;) {
    const block = archive.subarray(at, at + 512);
    if (block.every((byte) => byte === 0)) break;
    if (!hasChecksum(block)) throw new Error("no tar archive: a header's checksum is wrong");
    const type = String.fromCharCode(block[156] || 0x30);
    const prefix = textAt(block, 257, 5) === "ustar" && block[345] !== 0 ? textAt(block, 345, 155) + "/" : "";
    const size = long.size === undefined ? numberAt(block, 124, 12) : decimal(long.size);
    // A size that is none, or leads back, would have this go on for ever.
    if (!Number.isSafeInteger(size) || size < 0) throw new Error("no tar archive: a wrong size");
    const data = archive.subarray(at + 512, at + 512 + size);
    if (data.length < size) throw new Error("no tar archive: it is cut off");
    at += 512 + Math.ceil(size / 512) * 512;
    if (type === "x") long = paxRecords(data);
    else if (type === "L") long = { path: textAt(data, 0, data.length) };
    else if (type !== "g" && type !== "K") {
      const path = long.path ?? prefix + textAt(block, 0, 100);
      long = {};
      if (type === "0" || type === "7") yield { path, data, executable: (numberAt(block, 100, 8) & 0o111) !== 0 };
    }
  }
}

/** Interpreters that a build has, by the names that scripts ask for; /usr/bin/env is none of them. */
const interpreters = { node: process.execPath, sh: plan.shell, bash: plan.shell };

/** A script that starts its interpreter by its own path, and without the line end of Windows. */
function withShebang(data) {
  if (data[0] !== 0x23 || data[1] !== 0x21) return data;
  const end = data.indexOf(0x0a);
  const line = data.toString("utf8", 2, end === -1 ? data.length : end).trim();
  const [, name, rest] = /^(?:\S*\/env\s+(?:-S\s+)?)?(?:\S*\/)?([^\s/=]+)(.*)$/.exec(line) ?? [];
  const program = Object.hasOwn(interpreters, name ?? "") ? interpreters[name] + rest : line;
  return Buffer.concat([Buffer.from("#!" + program), end === -1 ? Buffer.alloc(0) : data.subarray(end)]);
}

/** Whether package.json does not exclude this system. */
function suits(manifest) {
  return Object.entries(plan.system).every(([kind, here]) => {
    const asked = [manifest[kind] ?? []].flat();
    const named = asked.filter((each) => !each.startsWith("!") && each !== "any");
    return !asked.includes("!" + here) && (named.length === 0 || named.includes(here));
  });
}

/** The files of a tarball by their paths in the package. */
function unpacked(source) {
  const packed = readFileSync(source);
  const archive = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed;
  const files = new Map();
  for (const { path, data, executable } of filesOf(archive)) {
    // Whatever the outermost folder is called.
    const below = path.replace(/^(?:\.?\/+)*[^/]+\/+/, "");
    if (below !== "" && !below.endsWith("/")) files.set(below, { data, executable });
  }
  if (!files.has("package.json")) throw new Error(source + " is no package: it has no package.json");
  return files;
}

function write(files, path) {
  const folders = new Set();
  for (const [below, { data, executable }] of files) {
    const file = inside(path + "/" + below);
    const folder = dirname(file);
    if (!folders.has(folder)) makeFolder(folder);
    folders.add(folder);
    refuseLink(file);
    writeFileSync(file, executable ? withShebang(data) : data, { mode: executable ? 0o755 : 0o644 });
  }
}

/** Puts a package into its places; none where it is for another system. */
function place({ paths, source, patch, optional }) {
  const files = statSync(source).isDirectory() ? null : unpacked(source);
  const manifest = files?.get("package.json")?.data;
  if (optional === true && manifest !== undefined && !suits(JSON.parse(withoutMark(manifest.toString())))) return [];
  for (const path of paths) {
    const target = inside(path);
    makeFolder(target);
    if (files === null) {
      cpSync(source, target, { recursive: true, filter: (file) => basename(file) !== ".git" });
      spawnSync("chmod", ["-R", "u+w", target]);
    } else write(files, path);
    if (patch === undefined) continue;
    const patched = spawnSync("patch", ["-p1", "--no-backup-if-mismatch", "-i", patch], {
      cwd: target,
      stdio: "inherit",
    });
    if (patched.status !== 0) throw new Error(path + " cannot be patched with " + patch);
  }
  return paths;
}

const withoutMark = (text) => text.replace(/^\uFEFF/, "");

/** Programs of a package by name: `bin` of package.json, a path or a table; else the files of `directories.bin`. */
function programsOf(folder) {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return [];
  const { name = "", bin, directories } = JSON.parse(withoutMark(readFileSync(file, "utf8")));
  if (typeof bin === "string") return [[basename(name), bin]];
  if (typeof bin === "object" && bin !== null) return Object.entries(bin).map(([key, path]) => [basename(key), path]);
  const folderOfPrograms = directories?.bin;
  if (typeof folderOfPrograms !== "string" || !existsSync(join(folder, folderOfPrograms))) return [];
  return readdirSync(join(folder, folderOfPrograms)).map((each) => [each, folderOfPrograms + "/" + each]);
}

/** node_modules/.bin for what lies in one node_modules: [where it is used, where its files are]. */
function linkPrograms(folder, packages) {
  const chosen = new Map();
  for (const [used, files] of packages) {
    for (const [name, path] of programsOf(files)) {
      if (typeof path !== "string" || !/^[^./\\\0][^/\\\0]*$/.test(name)) continue;
      // As if the package were the root: `..` leads nowhere.
      const below = join("/", path).slice(1);
      const file = join(files, below);
      if (!existsSync(file) || !statSync(file).isFile()) continue;
      // A program that is a link to something else is none of this package's: it would be written to below.
      if (!realpathSync(file).startsWith(realpathSync(files) + "/")) continue;
      if (chosen.has(name) && basename(used) !== name) continue;
      chosen.set(name, { link: join(used, below), file });
    }
  }
  if (chosen.size > 0) makeFolder(join(folder, ".bin"));
  for (const [name, { link, file }] of chosen) {
    const data = readFileSync(file);
    const script = withShebang(data);
    if (!script.equals(data)) writeFileSync(file, script);
    chmodSync(file, 0o755);
    symlinkSync(relative(join(folder, ".bin"), link), join(folder, ".bin", name));
  }
}

mkdirSync(out, { recursive: true });
const placed = plan.packages.flatMap(place).filter((path) => {
  // What lies in a package that is for another system is not wanted either.
  const above = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\/node_modules\//.exec("/" + path)?.[1];
  if (above === undefined || above.includes("/.pnpm/") || existsSync(join(out, above, "package.json"))) return true;
  rmSync(inside(path), { recursive: true, force: true });
  return false;
});
/** Where a package is used, and where its files are, by the node_modules that it is used in. */
const used = new Map();
function note(path, files) {
  const folder = /^(.*node_modules)\/(?:@[^/]+\/)?[^/]+$/.exec(path)?.[1];
  // What pnpm keeps its packages in is no place to start programs from.
  if (folder === undefined || folder.includes("/.pnpm/")) return;
  if (!used.has(folder)) used.set(folder, []);
  used.get(folder).push([inside(path), inside(files)]);
}
for (const path of placed) note(path, path);
for (const [path, target] of Object.entries(plan.links)) {
  const link = inside(path);
  // What is for another system is not there.
  if (target.includes("node_modules/") && !plan.copied.includes(target) && !existsSync(inside(target))) continue;
  makeFolder(dirname(link));
  symlinkSync(relative(dirname(link), inside(target)), link);
  note(path, target);
}
for (const [folder, packages] of used) linkPrograms(inside(folder), packages.sort());
