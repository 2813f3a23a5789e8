import { joinPath } from "../../model/paths.ts";
import type { BuildScript } from "../../model/project.ts";
import { SourceFile } from "../../model/source.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";
import { string, table } from "./toml.ts";

/** Crates that speak HTTP. */
const clients: ReadonlySet<string> = new Set(
  "attohttpc curl git2 http_req hyper isahc minreq reqwest surf ureq wget".split(" "),
);

/** Variables that cargo sets for build scripts, and those that say where tools are: none stands for a download. */
const ofCargo =
  /^(?:CARGO\b|CARGO_|OUT_DIR$|TARGET$|HOST$|NUM_JOBS$|OPT_LEVEL$|DEBUG$|PROFILE$|RUSTC|RUSTDOC$|DEP_|PATH$|HOME$|DOCS_RS$|CC$|CXX$|AR$|CFLAGS$)/;

/**
 * The build script of a package, where it fetches something: it is built on a crate that speaks HTTP and uses it, or calls a
 * program that does. Undefined where it does not, or where there is none.
 */
export function fetchingScript(context: CargoContext, manifest: Manifest): BuildScript | undefined {
  const file = manifest.package?.["build"];
  if (file === false) return undefined;
  const path = joinPath(manifest.folder, string(file) ?? "build.rs");
  const text = context.fs.readText(path);
  if (text === undefined) return undefined;
  const code = text.replaceAll(/^[ \t]*\/\/.*$/gm, (line) => " ".repeat(line.length));
  const paths = new Set([...code.matchAll(/\b([A-Za-z_]\w*)[ \t]{0,9}::/g)].map(([, name]) => name));
  const crates = Object.entries(table(manifest.toml["build-dependencies"]) ?? {}).flatMap(([name, given]) => {
    const used = paths.has(name.replaceAll("-", "_"));
    return used && clients.has(string(table(given)?.["package"]) ?? name) ? [name] : [];
  });
  const programs = [...code.matchAll(/\bCommand::new\(\s*"(curl|wget|pip3?|npm)"/g)].map(([, name]) => name as string);
  const by = [...new Set([...crates, ...programs])];
  if (by.length === 0) return undefined;
  const variables = [...code.matchAll(/\benv(?:::var(?:_os)?|!)\(\s*"([A-Za-z_]\w*)"/g)].map(
    ([, name]) => name as string,
  );
  return {
    by,
    variables: [...new Set(variables)].filter((name) => !ofCargo.test(name)),
    place: new SourceFile(shown(context, path), text).place(Math.max(0, code.indexOf(by[0] as string))),
  };
}
