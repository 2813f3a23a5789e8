import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksumLine } from "./checksum.ts";
import { type FileServer, serveFolder } from "./file-server.ts";
import { type HexMetadata, type HexTarball, packHex } from "./hex-tarball.ts";
import { type Project, cargoLocks, projectIn } from "./project.ts";
import { run } from "./run.ts";
import { type Workplace, repository } from "./workplace.ts";

const fixtures = join(repository, "test/fixtures");

/** A package of test/fixtures/hex-packages, as it is published. */
export interface Published extends HexMetadata {
  readonly package: string;
  readonly app: string;
  readonly version: string;
  /** With `use RustlerPrecompiled`: the module, and where its artifacts lie. */
  readonly artifacts?: { readonly module: string; readonly folder: string; readonly nifVersions: readonly string[] };
}

const precompiled = [
  { app: "rustler_precompiled", requirement: "~> 0.8" },
  { app: "rustler", requirement: ">= 0.0.0", optional: true },
] as const;

const published: readonly Published[] = [
  { package: "words_for_beam", app: "words", version: "1.2.0", buildTool: "rebar3" },
  { package: "tuned", app: "tuned", version: "2.0.1" },
  {
    package: "sentences",
    app: "sentences",
    version: "0.5.0",
    requirements: [
      { app: "not_wanted", requirement: "~> 1.0", optional: true },
      { app: "tuned", requirement: "~> 2.0", optional: true },
      { app: "words", package: "words_for_beam", requirement: "~> 1.0" },
    ],
  },
  {
    package: "plain_nif",
    app: "plain_nif",
    version: "0.3.0",
    requirements: [{ app: "rustler", requirement: "~> 0.36.0" }],
  },
  {
    package: "fast_nif",
    app: "fast_nif",
    version: "1.1.0",
    requirements: precompiled,
    artifacts: { module: "FastNif.Native", folder: "fast_nif/v1.1.0", nifVersions: ["2.15", "2.16"] },
  },
  {
    package: "routed_nif",
    app: "routed_nif",
    version: "0.2.0",
    requirements: precompiled,
    artifacts: { module: "RoutedNif", folder: "routed/linux", nifVersions: ["2.15"] },
  },
];

/** Locked packages that test/pkgs/hex has stand-ins for; the checksums are those of the real ones. */
export const standIns = [
  '"castore": {:hex, :castore, "1.0.12", "053f0e32700cbec356280c0e835df425a3be4bc1e0627b714330ad9d0f05497f", [:mix], [], "hexpm", "3dca286b2186055ba0c9449b4e95b97bf1b57b47c1f2644555879e659960c224"}',
  '"jason": {:hex, :jason, "1.4.5", "2e3a008590b0b8d7388c20293e9dcc9cf3e5d642fd2a114e4cbbb52e595d940a", [:mix], [{:decimal, "~> 1.0 or ~> 2.0 or ~> 3.0", [hex: :decimal, repo: "hexpm", optional: true]}], "hexpm", "b0c823996102bcd0239b3c2444eb00409b72f6a140c1950bc8b457d836b30684"}',
  '"rustler": {:hex, :rustler, "0.36.2", "6c2142f912166dfd364017ab2bf61242d4a5a3c88e7b872744642ae004b82501", [:mix], [{:jason, "~> 1.0", [hex: :jason, repo: "hexpm", optional: false]}, {:toml, "~> 0.7", [hex: :toml, repo: "hexpm", optional: false]}], "hexpm", "93832a6dbc1166739a19cd0c25e110e4cf891f16795deb9361dfcae95f6c88fe"}',
  '"rustler_precompiled": {:hex, :rustler_precompiled, "0.8.4", "700a878312acfac79fb6c572bb8b57f5aae05fe1cf70d34b5974850bbf2c05bf", [:mix], [{:castore, "~> 0.1 or ~> 1.0", [hex: :castore, repo: "hexpm", optional: false]}, {:rustler, "~> 0.23", [hex: :rustler, repo: "hexpm", optional: true]}], "hexpm", "3b33d99b540b15f142ba47944f7a163a25069f6d608783c321029bc1ffb09514"}',
  '"toml": {:hex, :toml, "0.7.0", "fbcd773caa937d0c7a02c301a1feea25612720ac3fa1ccb8bfd9d30d822911de", [:mix], [], "hexpm", "0690246a2478c1defd100b0c9b89b4ea280a22be9a7b313a8a058a2408a2fa70"}',
];

export interface DependenciesOptions {
  /** Puts another crate's library into an artifact of fast_nif. */
  readonly wrongLibrary?: boolean;
  /** Real packages of Hex in the place of the stand-ins: a folder of <name>-<version>.tar, with the lock entries in mix.lock. */
  readonly realHex?: string;
}

export interface PreparedDependencies {
  readonly project: Project;
  readonly server: FileServer;
}

/**
 * A Hex repository and artifacts on loopback, git repositories, and the application of test/fixtures/dependencies-app that is
 * locked to them. Of it only the git checkouts are in deps/, as `mix deps.get` leaves them.
 */
export async function prepareDependencies(
  workplace: Workplace,
  options: DependenciesOptions = {},
): Promise<PreparedDependencies> {
  const at = (...parts: readonly string[]): string => join(workplace.folder, ...parts);
  const { server, locked } = await publish(workplace, published, options.wrongLibrary ?? false);
  const replaced = { "@ARTIFACTS@": server.url, "@GIT@": `file://${at("git")}` };
  // Their crates are fetched by hash from what is already in the store.
  workplace.placeCrates([...cargoLocks(join(fixtures, "hex-packages")), ...cargoLocks(join(fixtures, "git-packages"))]);
  for (const name of ["greeter", "git_nif", "icons"]) locked.push(gitEntry(name, at("git", name), replaced["@GIT@"]));
  if (options.realHex !== undefined) workplace.placeHex(options.realHex);
  const fromHex =
    options.realHex === undefined
      ? standIns
      : readFileSync(join(options.realHex, "mix.lock"), "utf8")
          .split("\n")
          .filter((line) => line.trim() !== "");

  const app = at("everything");
  copyWith(join(fixtures, "dependencies-app"), app, replaced);
  const entries = [...locked, ...fromHex].sort().map((entry) => `  ${entry},\n`);
  writeFileSync(join(app, "mix.lock"), `%{\n${entries.join("")}}\n`);
  writeFileSync(join(app, ".gitignore"), "/deps/\n");
  for (const name of ["greeter", "git_nif", "icons"])
    run("git", ["clone", "--quiet", at("git", name), join(app, "deps", name)]);
  const project = projectIn(workplace, app, ".", {
    HOME: at("home"),
    XDG_CACHE_HOME: at("home/.cache"),
    HEX_MIRROR: server.url,
  });
  return { project, server };
}

/** Serves packages and their artifacts on loopback; a line of mix.lock for each. */
async function publish(
  workplace: Workplace,
  wanted: readonly Published[],
  wrongLibrary: boolean,
): Promise<{ readonly server: FileServer; readonly locked: string[] }> {
  const served = join(workplace.folder, "served");
  mkdirSync(join(served, "tarballs"), { recursive: true });
  const server = await serveFolder(served);
  const replaced = { "@ARTIFACTS@": server.url, "@GIT@": `file://${join(workplace.folder, "git")}` };
  const locked: string[] = [];
  for (const each of wanted) {
    const folder = join(workplace.folder, "packages", each.package);
    copyWith(join(fixtures, "hex-packages", each.package), folder, replaced);
    if (each.artifacts !== undefined) publishArtifacts(each, folder, served, wrongLibrary);
    const tarball = packHex(folder, join(served, "tarballs"), each.package, each.version, each);
    locked.push(hexEntry(each, tarball));
  }
  workplace.placeHex(join(served, "tarballs"));
  return { server, locked };
}

/** A package with a library that its authors built, as RustlerPrecompiled finds it: fast_nif, served on loopback. */
export function publishPrecompiled(workplace: Workplace): Promise<{ server: FileServer; locked: string[] }> {
  return publish(
    workplace,
    published.filter(({ app }) => app === "fast_nif"),
    false,
  );
}

/** Copies a folder with every occurrence of some texts replaced. */
export function copyWith(source: string, target: string, replaced: Readonly<Record<string, string>>): void {
  cpSync(source, target, { recursive: true, filter: (path) => !path.endsWith("/target") });
  for (const entry of readdirSync(target, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.exs?$|^Makefile$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const text = Object.entries(replaced).reduce(
      (all, [from, to]) => all.replaceAll(from, to),
      readFileSync(path, "utf8"),
    );
    writeFileSync(path, text);
  }
}

/** Builds the crate as the authors of a package do, and writes the checksum file that RustlerPrecompiled holds it to. */
function publishArtifacts(each: Published, folder: string, served: string, wrong: boolean): void {
  const { module, folder: below, nifVersions } = each.artifacts as NonNullable<Published["artifacts"]>;
  const target = /^host: (.+)$/m.exec(run("rustc", ["-vV"]))?.[1];
  const library = buildLibrary(wrong && each.app === "fast_nif" ? "routed_nif" : each.app);
  mkdirSync(join(served, below), { recursive: true });
  const names = nifVersions.map((version) => `lib${each.app}-v${each.version}-nif-${version}-${target}.so`);
  const checksums = names.map((name) => {
    cpSync(library, join(folder, name));
    const archive = join(served, below, `${name}.tar.gz`);
    run("tar", ["-C", folder, "--mtime=@1", "--owner=0", "--group=0", "--mode=755", "-cf", archive.slice(0, -3), name]);
    run("gzip", ["--no-name", "--force", archive.slice(0, -3)]);
    run("rm", [join(folder, name)]);
    return checksumLine(archive);
  });
  const elsewhere = `  "lib${each.app}-v${each.version}-nif-2.15-aarch64-apple-darwin.so.tar.gz" => "sha256:${"0".repeat(64)}",\n`;
  writeFileSync(join(folder, `checksum-Elixir.${module}.exs`), `%{\n${[elsewhere, ...checksums].sort().join("")}}\n`);
}

function buildLibrary(crate: string): string {
  const folder = join(fixtures, "hex-packages", crate, "native", crate);
  const target = join(repository, ".cache/e2e-artifacts");
  run("cargo", ["build", "--quiet", "--release", "--locked"], { cwd: folder, env: { CARGO_TARGET_DIR: target } });
  return join(target, "release", `lib${crate}.so`);
}

/** A lock entry as Hex writes it. */
export function hexEntry(each: Published, { innerChecksum, outerChecksum }: HexTarball): string {
  const requirements = (each.requirements ?? []).map(
    ({ app, package: name, requirement, optional }) =>
      `{:${app}, "${requirement}", [hex: :${name ?? app}, repo: "hexpm", optional: ${optional ?? false}]}`,
  );
  const head = `"${each.app}": {:hex, :${each.package}, "${each.version}", "${innerChecksum}"`;
  return `${head}, [:${each.buildTool ?? "mix"}], [${requirements.join(", ")}], "hexpm", "${outerChecksum}"}`;
}

/** Makes a repository of test/fixtures/git-packages, and the lock entry for what it holds. */
export function gitEntry(name: string, folder: string, base: string): string {
  const rev = gitRepository(name, folder);
  const options =
    { greeter: "", git_nif: 'subdir: "beam"', icons: 'tag: "v1.0", sparse: "optimized", depth: 1' }[name] ?? "";
  return `"${name}": {:git, "${base}/${name}", "${rev}", [${options}]}`;
}

/** Makes a repository of test/fixtures/git-packages; the commit, which is the same each time. */
export function gitRepository(name: string, folder: string, replaced: Readonly<Record<string, string>> = {}): string {
  copyWith(join(fixtures, "git-packages", name), folder, replaced);
  const author = { GIT_AUTHOR_DATE: "2024-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2024-01-01T00:00:00Z" };
  const git = (...args: readonly string[]): string =>
    run("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], { cwd: folder, env: author });
  git("init", "--quiet", "--initial-branch=main", ".");
  git("add", "--all");
  git("commit", "--quiet", "--message", "First");
  if (name === "icons") git("tag", "v1.0");
  return git("rev-parse", "HEAD").trim();
}
