# nif2nix (MIT License): checks by tasks of Mix, in an environment of their own.
{ lib }:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources;

  # Dependencies are taken as they lie in _build, whatever the task thinks of them.
  run = task: "mix do deps.loadpaths --no-deps-check + ${task}";
in
{
  # Builds where the task succeeds; hooks of phases named `check` run around it, so that a service may be started for it.
  mixCheck =
    {
      # From attributes for mixRelease to a release, with every change of the user's.
      build,
      name,
      # A task of Mix with its arguments.
      task,
      # MIX_ENV
      env,
      # Attributes of a release.
      release,
      # The project: `root`, its folder and the names of its crates as in onlySources, and shell that sets the variables of its
      # build, and that prepares what Mix compiles.
      whole,
      # What the task reads outside of the project's folder, relative to `root`.
      beside ? [ ],
      # Whether the task looks at compiled code.
      compiles ? true,
      # Files and folders of `root` that dialyzer's tables are made of: what it knows of the dependencies, made once for all edits of
      # the project's code.
      tables ? null,
    }:
    let
      inherit (project) directory crates;
      project = {
        directory = ".";
        crates = [ ];
        variables = "";
        patches = "";
      }
      // whole;
      # All of the project, since a test may read any file of it, and the whole lock.
      all = {
        sources = [ directory ] ++ beside;
        # Files of Nix: an edit of those says nothing of the project.
        except = map (file: "${directory}/${file}") [
          "flake.nix"
          "flake.lock"
          "default.nix"
          "npins"
          "nix"
          "nif2nix.toml"
        ];
      };

      # The derivation of a release that ends before the release is made. What looks at the files alone finds them as they are,
      # without lines for NIFs in the configuration, and needs nothing that is compiled with.
      unreleased =
        suffix: files: attributes:
        (build (
          removeAttrs release (
            lib.optionals (!compiles) [
              "nativeBuildInputs"
              "buildInputs"
            ]
          )
          // {
            pname = "${release.pname}-${suffix}";
            mixEnv = env;
            src = onlySources (
              {
                inherit (whole) root;
                inherit crates;
              }
              // files
            );
            postPatch = project.variables + lib.optionalString compiles project.patches;
            postBuild = "";
          }
        )).overrideAttrs
          (
            {
              dontFixup = true;
              installPhase = ''
                touch "$out"
              '';
            }
            // attributes
          );

      # What dialyxir writes for the dependencies, below the project's folder as it has it there.
      tablesMade = unreleased "tables" { sources = tables; } {
        installPhase = ''
          mkdir -p "$out"
          ${run "dialyzer --plt"}
          find . -path ./deps -prune -o -name '*.plt*' -type f -exec cp --parents -t "$out" {} +
        '';
      };
    in
    unreleased name all (
      {
        doCheck = true;
        checkPhase = ''
          runHook preCheck
          ${
            lib.optionalString (tables != null) ''
              cp -r --no-preserve=mode ${tablesMade}/. .
            ''
          }${run task}
          runHook postCheck
        '';
      }
      // lib.optionalAttrs (!compiles) {
        dontBuild = true;
      }
    );
}
