import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "./checksum.ts";
import {
  type PreparedDependencies,
  type Published,
  copyWith,
  gitRepository,
  hexEntry,
  standIns,
} from "./dependencies.ts";
import { serveFolder } from "./file-server.ts";
import { packHex } from "./hex-tarball.ts";
import { cargoLocks, projectIn } from "./project.ts";
import { run } from "./run.ts";
import { type Workplace, repository } from "./workplace.ts";

const fixtures = join(repository, "test/fixtures");

const published: readonly (Published & { readonly from: string })[] = [
  {
    from: "make-packages",
    package: "counted",
    app: "counted",
    version: "1.4.0",
    requirements: [
      { app: "cc_precompiler", requirement: "~> 0.1" },
      { app: "elixir_make", requirement: "~> 0.8" },
    ],
  },
  {
    from: "make-packages",
    package: "borrowed",
    app: "borrowed",
    version: "0.2.0",
    requirements: [
      { app: "elixir_make", requirement: "~> 0.9" },
      { app: "fine", requirement: "~> 0.1" },
    ],
  },
  {
    from: "make-packages",
    package: "xla",
    app: "xla",
    version: "0.9.9",
    requirements: [{ app: "elixir_make", requirement: "~> 0.4" }],
  },
  {
    from: "make-packages",
    package: "tensor",
    app: "tensor",
    version: "0.9.1",
    requirements: [{ app: "xla", requirement: "~> 0.9" }],
  },
  {
    from: "hex-packages",
    package: "plain_nif",
    app: "plain_nif",
    version: "0.3.0",
    requirements: [{ app: "rustler", requirement: "~> 0.36.0" }],
  },
];

/** Locked packages that test/pkgs/hex has stand-ins for; no checksum of these is looked at. */
export const makers = [
  ["elixir_make", "0.9.0", ""],
  ["fine", "0.1.4", ""],
  ["cc_precompiler", "0.1.11", '{:elixir_make, "~> 0.7", [hex: :elixir_make, repo: "hexpm", optional: false]}'],
].map(
  ([name, version, requires]) =>
    `"${name}": {:hex, :${name}, "${version}", "${"a".repeat(64)}", [:mix], [${requires}], "hexpm", "${"b".repeat(64)}"}`,
);

/**
 * The application of test/fixtures/make-app, locked to packages that make builds: one with an artifact on loopback, one that
 * clones a git repository, one that needs an archive. The stand-in of elixir_make stops where the real one would download.
 */
export async function prepareMakePackages(workplace: Workplace): Promise<PreparedDependencies> {
  const at = (...parts: readonly string[]): string => join(workplace.folder, ...parts);
  mkdirSync(at("served/tarballs"), { recursive: true });
  const server = await serveFolder(at("served"));
  const replaced = {
    "@ARTIFACTS@": server.url,
    "@GIT@": `file://${at("git")}`,
    "@WORDS_REV@": gitRepository("words_c", at("git/words_c")),
  };
  const locked = published.map((each) => {
    const folder = at("packages", each.package);
    copyWith(join(fixtures, each.from, each.package), folder, replaced);
    if (each.app === "counted") publishArtifact(folder, at("served/counted/v1.4.0"));
    if (each.app === "xla") publishArchive(folder, at("served/xla/v0.9.9"));
    return hexEntry(each, packHex(folder, at("served/tarballs"), each.package, each.version, each));
  });
  workplace.placeHex(at("served/tarballs"));
  workplace.placeCrates(cargoLocks(join(fixtures, "hex-packages/plain_nif")));
  copyWith(join(fixtures, "make-app"), at("makers"), replaced);
  const standing = standIns.filter((entry) => /^"(?:jason|rustler|toml)"/.test(entry));
  const entries = [...locked, ...makers, ...standing].sort().map((entry) => `  ${entry},\n`);
  writeFileSync(at("makers/mix.lock"), `%{\n${entries.join("")}}\n`);
  const project = projectIn(workplace, at("makers"), ".", {
    HOME: at("home"),
    XDG_CACHE_HOME: at("home/.cache"),
    HEX_MIRROR: server.url,
  });
  return { project, server };
}

/** The library of `counted` that says that it was published, and the checksum file of the package. */
function publishArtifact(folder: string, served: string): void {
  mkdirSync(served, { recursive: true });
  const usr = run("erl", ["-noshell", "-eval", 'io:put_chars(filename:join(code:root_dir(), "usr/include")), halt().']);
  const built = join(served, "counted.so");
  const flags = ["-shared", "-fPIC", '-DORIGIN="published"', `-I${usr}`];
  run("cc", [...flags, "-o", built, join(folder, "c_src/counted.c")]);
  const target = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  const name = `counted-nif-2.16-${target}-1.4.0.tar.gz`;
  writeFileSync(
    join(folder, "checksum.exs"),
    `%{\n  "counted-nif-2.15-${target}-1.4.0.tar.gz" => "sha256:${"0".repeat(64)}",\n` +
      `  "${name}" => "sha256:${pack(served, name, "counted.so")}",\n}\n`,
  );
}

function publishArchive(folder: string, served: string): void {
  mkdirSync(join(served, "xla_extension"), { recursive: true });
  writeFileSync(join(served, "xla_extension/VERSION"), "0.9.9 for the processor\n");
  const target = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu-cpu`;
  const name = `xla_extension-0.9.9-${target}.tar.gz`;
  const lines = [
    `${pack(served, name, "xla_extension")}  ${name}`,
    `${"0".repeat(64)}  xla_extension-0.9.9-aarch64-darwin-cpu.tar.gz`,
  ];
  writeFileSync(join(folder, "checksum.txt"), `${lines.join("\n")}\n`);
}

/** Packs what lies in a folder; the archive's SHA-256. */
function pack(folder: string, name: string, what: string): string {
  const plain = ["--sort=name", "--mtime=@1", "--owner=0", "--group=0", "--numeric-owner"];
  run("tar", [...plain, "-C", folder, "-czf", join(folder, name), what]);
  return sha256Of(join(folder, name));
}
