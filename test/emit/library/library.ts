import { fileURLToPath } from "node:url";
import { evaluate } from "../nix.ts";

const path = (relative: string): string => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

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
    partWith = changes: name: packages.lib.callPackageWith (packages // changes) (${path("src/emit/library")} + "/\${name}.nix") { };
    part = partWith { };
  in
`;

/** What real Nix makes of an expression that uses `part`. */
export const inLibrary = (expression: string): unknown => evaluate(`${library} ${expression}`);
