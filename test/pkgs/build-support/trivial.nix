# runCommand and its relatives.
{ lib, stdenv }:
rec {
  runCommand =
    name: env: buildCommand:
    stdenv.mkDerivation (env // { inherit name buildCommand; });
  runCommandLocal = runCommand;
  runCommandCC = runCommand;

  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      meta ? { },
      passthru ? { },
    }:
    stdenv.mkDerivation {
      inherit name text meta passthru;
      __structuredAttrs = false;
      passAsFile = [ "text" ];
      buildCommand = ''
        target="$out${destination}"
        mkdir -p "$(dirname "$target")"
        cp "$textPath" "$target"
        ${lib.optionalString executable ''chmod +x "$target"''}
      '';
    };
  writeText = name: text: writeTextFile { inherit name text; };
  writeTextDir = path: text: writeTextFile { name = baseNameOf path; destination = "/${path}"; inherit text; };
  writeScript = name: text: writeTextFile { inherit name text; executable = true; };
  writeShellScript = name: text: writeScript name "#!${stdenv.shell}\n${text}\n";
  writeShellScriptBin =
    name: text:
    writeTextFile {
      inherit name;
      executable = true;
      destination = "/bin/${name}";
      text = "#!${stdenv.shell}\n${text}\n";
      meta.mainProgram = name;
    };

  # Without shellcheck, by which the real one looks at the text.
  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
    }:
    writeShellScriptBin name ''
      set -o errexit -o nounset -o pipefail
      export PATH="${lib.makeBinPath runtimeInputs}:$PATH"

      ${text}
    '';

  symlinkJoin =
    {
      name,
      paths,
      postBuild ? "",
      ...
    }:
    runCommand name { } ''
      mkdir -p $out
      for path in ${lib.concatMapStringsSep " " toString paths}; do
        cp -rs --no-preserve=mode "$path"/. $out/
      done
      ${postBuild}
    '';

  linkFarm =
    name: entries:
    let
      list = if builtins.isAttrs entries then lib.mapAttrsToList (name: path: { inherit name path; }) entries else entries;
    in
    runCommand name { } ''
      mkdir -p $out
      ${lib.concatMapStringsSep "\n" (entry: ''
        mkdir -p "$out/$(dirname ${lib.escapeShellArg entry.name})"
        ln -s ${lib.escapeShellArg "${entry.path}"} $out/${lib.escapeShellArg entry.name}
      '') list}
    '';

  makeSetupHook =
    {
      name,
      propagatedBuildInputs ? [ ],
      substitutions ? { },
      meta ? { },
      passthru ? { },
    }:
    script:
    runCommand name
      {
        inherit meta passthru propagatedBuildInputs;
      }
      ''
        mkdir -p $out/nix-support
        cp ${script} $out/nix-support/setup-hook
        chmod u+w $out/nix-support/setup-hook
        ${lib.concatStrings (
          lib.mapAttrsToList (key: value: ''
            substituteInPlace $out/nix-support/setup-hook --subst-var-by ${key} ${lib.escapeShellArg "${value}"}
          '') substitutions
        )}
        recordPropagation
      '';

  mkShell =
    {
      name ? "nix-shell",
      packages ? [ ],
      inputsFrom ? [ ],
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      propagatedBuildInputs ? [ ],
      shellHook ? "",
      ...
    }@args:
    let
      # What the others are built with, but not they themselves.
      inputsOf = kind: lib.subtractLists inputsFrom (lib.flatten (map (from: from.${kind} or [ ]) inputsFrom));
    in
    stdenv.mkDerivation (
      removeAttrs args [
        "packages"
        "inputsFrom"
      ]
      // {
        inherit name shellHook;
        nativeBuildInputs = packages ++ nativeBuildInputs ++ inputsOf "nativeBuildInputs";
        buildInputs = buildInputs ++ inputsOf "buildInputs";
        propagatedBuildInputs = propagatedBuildInputs ++ inputsOf "propagatedBuildInputs";
        buildCommand = ''
          export >"$out"
        '';
      }
    );
}
