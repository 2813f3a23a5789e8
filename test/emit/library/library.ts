import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { evaluate, withFiles } from "../nix.ts";

export const path = (relative: string): string => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

/** The start of an expression: `part "crane"` is a part of the library, with builders that give back what they got. */
export const library = `
  let
    packages = {
      lib = import ${path("test/pkgs/lib")};
      stdenv = {
        hostPlatform = { isMusl = false; isDarwin = false; isLinux = false; extensions.sharedLibrary = ".so"; rust.rustcTarget = "x86_64-unknown-linux-gnu"; rust.cargoEnvVarTarget = "X86_64_UNKNOWN_LINUX_GNU"; };
        buildPlatform.canExecute = platform: true;
      };
      beamPackages.erlang = { outPath = "erlang"; version = "27.3"; };
      writeText = name: text: text;
      writeTextDir = name: text: text;
      runCommand = name: attributes: script: attributes // { inherit script; };
      rustPlatform.buildRustPackage = arguments: arguments;
      makeRustPlatform = { cargo, rustc }: { buildRustPackage = arguments: arguments // { inherit cargo; }; };
      craneLib = {
        buildPackage = arguments: arguments;
        buildDepsOnly = arguments: arguments;
        overrideToolchain = rust: packages.craneLib // { buildPackage = arguments: arguments // { inherit rust; }; };
      };
      autoPatchelfHook = null;
      # Named as nixpkgs does it, and by Nix's own rules for names.
      fetchurl = { url, sha256, name ? baseNameOf url }: builtins.toFile name "";
    };
    partWith = changes: name: packages.lib.callPackageWith (packages // changes // { pkgs = packages // changes; buildPackages = packages // changes; }) (${path("src/emit/library")} + "/\${name}.nix") { };
    part = partWith { };
    # A part whose files lie in the store.
    stored = partWith { writeText = name: text: builtins.toFile name text; };
  in
`;

/** What real Nix makes of an expression that uses `part`. */
export const inLibrary = (expression: string): unknown => evaluate(`${library} ${expression}`);

/** The same where `stored` puts files in the store, for text that is run. */
export function inStore(expression: string): unknown {
  const argv = ["--eval", "--strict", "--read-write-mode", "--json", "-E", `${library} ${expression}`];
  return JSON.parse(execFileSync("nix-instantiate", argv, { encoding: "utf8", stdio: "pipe" })) as unknown;
}

/**
 * Runs shell as the phase of a build, in a folder of its own that holds the files.
 * @param then shell that says what came of it: what is given back
 */
export function build(script: unknown, then: string, files: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(files).map(([file, text]) => ({ path: file, text, ownership: "user" as const }));
  return withFiles(written, (folder) =>
    execFileSync("bash", ["-euc", `runHook() { :; }\n(\n:\n${script as string}\n) >&2\n${then}`], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: folder, TMPDIR: folder, LC_ALL: "C.UTF-8", out: `${folder}/out` },
      stdio: ["ignore", "pipe", "pipe"],
    }).trim(),
  );
}

/** What Elixir's own reader makes of the file of configuration in the folder of a build: shell. */
export const readConfig = (file: string): string => `elixir -e 'IO.write(inspect(Config.Reader.read!("${file}")))'`;

/** Arguments of the builders of a crate. */
export const crate = (name: string, more = ""): string =>
  `{ pname = "${name}"; version = "1"; libName = "${name}"; root = ./.; sources = [ "${name}" ]; cargoLock = "/lock"; ${more} }`;
