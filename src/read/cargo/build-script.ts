import type { BuildScript, CrateTool } from "../../model/crate.ts";
import { SourceFile } from "../../model/source.ts";
import { libraries } from "../../recipes/libraries.ts";
import { fromStandardEnvironment } from "../../recipes/linked-libraries.ts";
import { programs as packages } from "../../recipes/programs.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";
import { buildScript } from "./targets.ts";
import { string, table } from "./toml.ts";

/** Crates that speak HTTP. */
const clients: ReadonlySet<string> = new Set(
  "attohttpc curl git2 http_req hyper isahc minreq reqwest surf ureq wget".split(" "),
);

/** Variables that cargo sets for build scripts, and those that say where tools are: none stands for a download. */
const ofCargo =
  /^(?:CARGO\b|CARGO_|OUT_DIR$|TARGET$|HOST$|NUM_JOBS$|OPT_LEVEL$|DEBUG$|PROFILE$|RUSTC|RUSTDOC$|DEP_|PATH$|HOME$|DOCS_RS$|CC$|CXX$|AR$|CFLAGS$)/;

/** Git's commands that need a network. */
const ofNetwork = /"(?:clone|fetch|pull|submodule)"/;

interface Script {
  readonly source: SourceFile;
  /** The text with nothing in lines that are comments. */
  readonly code: string;
}

/** What the build script of a package says; undefined where there is none. */
export function readScript(context: CargoContext, manifest: Manifest): Script | undefined {
  const path = buildScript(context.fs, manifest);
  const text = path === undefined ? undefined : context.fs.readText(path);
  if (path === undefined || text === undefined) return undefined;
  const code = text.replaceAll(/^[ \t]*\/\/.*$/gm, (line) => " ".repeat(line.length));
  return { source: new SourceFile(shown(context, path), text), code };
}

/**
 * What a build script starts and links to: programs that a table has a package of, and libraries that the linker or pkg-config is to find.
 * One that is built from the crate's own sources is none of these. Source: https://doc.rust-lang.org/cargo/reference/build-scripts.html
 */
export function scriptTools({ source, code }: Script): readonly CrateTool[] {
  const found = new Map<string, CrateTool>();
  const add = (kind: CrateTool["kind"], program: string, at: number): void => {
    const key = `${kind} ${program}`;
    if (!found.has(key)) found.set(key, { kind, program, place: source.place(at) });
  };
  for (const { 1: name = "", index } of code.matchAll(/\bCommand::new\(\s*"([\w.+-]+)"/g))
    if (Object.hasOwn(packages, name)) add("program", name, index);
  // Each beginning is followed to the next one at most.
  for (const { 1: name = "", 2: rest = "", index } of code.matchAll(
    /\bpkg_config::(?:(?!\bpkg_config::)[^;"])*?\bprobe(?:_library)?\(\s*"([\w.+-]+)"\s*\)([^;]*)/g,
  )) {
    // Where it goes on without, a module that no table has is nothing to tell of.
    if (Object.hasOwn(libraries, name) || /\.(?:unwrap|expect)\(/.test(rest)) add("module", name, index);
  }
  // A folder that it names, and a way of its own for some system, may have any library.
  const elsewhere = /cargo::?rustc-link-search/.test(code) || /\bCARGO_CFG_|\bcfg!|#\[cfg/.test(code);
  for (const { 1: kind, 2: name = "", index } of code.matchAll(
    /"cargo::?rustc-link-lib=(?:([a-z]+)[\w:,+-]*=)?([\w.+-]+)"/g,
  )) {
    if (fromStandardEnvironment.has(name) || (kind !== undefined && kind !== "dylib")) continue;
    add(elsewhere ? "maybe-library" : "library", name, index);
  }
  return [...found.values()];
}

/**
 * The build script of a package, where it fetches something: it is built on a crate that speaks HTTP and uses it, or calls a
 * program that does. Undefined where it does not.
 */
export function fetchingScript({ source, code }: Script, manifest: Manifest): BuildScript | undefined {
  const paths = new Set([...code.matchAll(/\b([A-Za-z_]\w*)[ \t]{0,9}::/g)].map(([, name]) => name));
  const crates = Object.entries(table(manifest.toml["build-dependencies"]) ?? {}).flatMap(([name, given]) => {
    const used = paths.has(name.replaceAll("-", "_"));
    return used && clients.has(string(table(given)?.["package"]) ?? name) ? [name] : [];
  });
  const programs = [...code.matchAll(/\bCommand::new\(\s*"(curl|wget|pip3?|npm)"/g)].map(([, name]) => name as string);
  const gits = [...code.matchAll(/\bCommand::new\(\s*"git"\s*\)([^;]*)/g)];
  const clones = gits.some(([, rest = ""]) => ofNetwork.test(rest)) ? ["git"] : [];
  const by = [...new Set([...crates, ...programs, ...clones])];
  if (by.length === 0) return undefined;
  const variables = [...code.matchAll(/\benv(?:::var(?:_os)?|!)\(\s*"([A-Za-z_]\w*)"/g)].map(
    ([, name]) => name as string,
  );
  return {
    by,
    variables: [...new Set(variables)].filter((name) => !ofCargo.test(name)),
    place: source.place(Math.max(0, code.indexOf(by[0] as string))),
  };
}
