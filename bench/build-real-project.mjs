import { createHash } from "node:crypto";
import { appendFileSync, cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const leftover = new Set(["_build", "deps", "target", ".git", "flake.nix", "flake.lock", "nix", "nif2nix.toml"]);

/** The packages of a lock whose sources are in deps/, each with what the lock says that it needs. */
function packagesOf(source) {
  const lines = readFileSync(join(source, "mix.lock"), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, app, name, version] = /^ {2}"([^"]+)": \{:hex, :"?([^",]+)"?, "([^"]+)"/.exec(line) ?? [];
    if (app === undefined || !existsSync(join(source, "deps", app))) return [];
    const needs = [...line.matchAll(/\{:"?(\w+)"?, "/g)].map(([, need]) => need);
    return [{ app, name, version, needs, isMix: /\[:mix\]/.test(line) }];
  });
}

/** A project on the disk with its packages in deps/, in the form that bench/build.mjs times. */
export function realProject(source) {
  const packages = packagesOf(source);
  /** What is built on a package, itself first. */
  const builtOn = (app) => {
    const reached = new Set([app]);
    for (const each of reached)
      for (const { app: other, needs } of packages) if (needs.includes(each)) reached.add(other);
    return [...reached];
  };
  /** Writes a package anew, with a text that no other way and no other run has. */
  const placeAnew = ({ app, name, version }, place, text) => {
    const from = join(source, "deps", app);
    const main = ["mix.exs", "rebar.config", "Makefile"].find((file) => existsSync(join(from, file))) ?? "mix.exs";
    const sign = main === "rebar.config" ? "%" : "#";
    const before = existsSync(join(from, main)) ? readFileSync(join(from, main), "utf8") : "";
    place(name, version, { [main]: `${before}\n${sign} ${text}\n` }, { app, from });
  };
  const assets = /"assets\.deploy"/.test(readFileSync(join(source, "mix.exs"), "utf8"));
  const first = (folder, pattern) => {
    if (!existsSync(join(source, folder))) return undefined;
    const found = readdirSync(join(source, folder), { recursive: true, encoding: "utf8" }).sort();
    const file = found.find((each) => pattern.test(each) && !/node_modules|target\//.test(each));
    return file === undefined ? undefined : join(folder, file);
  };
  const edits = [
    ["an .ex file", first("lib", /\.ex$/), "\n# edited\n", false],
    ["a Rust file", first("native", /src\/lib\.rs$/), "\n// edited\n", false],
    ["an asset", assets ? first("assets/js", /app\.[jt]s$/) : undefined, "\nconsole.log(2);\n", true],
  ].filter(([, file]) => file !== undefined);
  // As after a new version, whose requirements are the same: other sources, and another checksum in the lock.
  const ofMix = packages
    .filter(({ isMix }) => isMix)
    .map((each) => ({ each, compiled: builtOn(each.app) }))
    .sort((left, right) => left.compiled.length - right.compiled.length);
  const bumps = [
    ["a leaf Hex package", ofMix[0]],
    ["a deep Hex package", ofMix.at(-1)],
  ].map(([step, { each, compiled }]) => ({
    step: `${step}, ${each.app}`,
    compiled,
    edit: ({ folder, place, seed }) => {
      placeAnew(each, place, `${seed}, edited`);
      const lock = join(folder, "mix.lock");
      const renew = (line) => line.replace(/[0-9a-f]{64}(?="\},?$)/, sha256(`${seed} ${line}`));
      const lines = readFileSync(lock, "utf8").split("\n");
      writeFileSync(lock, lines.map((line) => (line.startsWith(`  "${each.app}":`) ? renew(line) : line)).join("\n"));
    },
  }));
  return {
    name: basename(source),
    assets,
    /** Lock files whose crates have to be in the store, since no build has a network. */
    crates: ["native", "apps"].flatMap((folder) => {
      if (!existsSync(join(source, folder))) return [];
      const found = readdirSync(join(source, folder), { recursive: true, encoding: "utf8" });
      return found.filter((each) => basename(each) === "Cargo.lock").map((each) => join(source, folder, each));
    }),
    make: ({ folder, place, seed }) => {
      cpSync(source, folder, { recursive: true, filter: (path) => path === source || !leftover.has(basename(path)) });
      for (const each of packages) placeAnew(each, place, seed);
    },
    edits: [
      ...bumps,
      ...edits.map(([step, file, text, isAsset]) => ({
        step,
        assets: isAsset,
        // Each way of building has a text of its own: what one has built is not there for another.
        edit: ({ folder, seed }) =>
          appendFileSync(join(folder, file), `${text}${isAsset || file.endsWith(".rs") ? "//" : "#"} ${seed}\n`),
      })),
    ],
  };
}
