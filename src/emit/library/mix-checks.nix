# nif2nix (MIT License): checks by tasks of Mix, in an environment of their own.
{ lib, writeText }:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources;
  inherit (import ./mix.nix { inherit lib writeText; }) mixProject;

  # Dependencies are taken as they lie in _build, whatever the task thinks of them.
  run = task: "mix do deps.loadpaths --no-deps-check + ${task}";

  # Not as mixProject has it, which takes what Mix reads for a release.
  sourceOf =
    {
      root,
      sources,
      projects ? [ ],
      except ? [ ],
      crates ? [ ],
      ...
    }:
    onlySources {
      inherit root except crates;
      sources = sources ++ projects;
    };

  # The derivation of a release that ends before the release is made: `build` has it with every change of the user's.
  unreleased =
    build: suffix: project: attributes:
    (build (
      mixProject (project // { pname = "${project.pname}-${suffix}"; })
      // {
        src = sourceOf project;
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
  tablesOf =
    build: project: files:
    unreleased build "tables" (project // { except = [ ]; } // files) {
      installPhase = ''
        mkdir -p "$out"
        ${run "dialyzer --plt"}
        find . -path ./deps -prune -o -name '*.plt*' -type f -exec cp --parents -t "$out" {} +
      '';
    };
in
{
  # Builds where the task succeeds; hooks of phases named `check` run around it, so that a service may be started for it.
  mixCheck =
    {
      build,
      name,
      # A task of Mix with its arguments.
      task,
      # MIX_ENV
      env,
      # Arguments of mixProject, and a release that is made of them.
      project,
      release,
      # What the task reads outside of the project's folder, relative to `root`.
      beside ? [ ],
      # Whether the task looks at compiled code.
      compiles ? true,
      # The files that dialyzer's tables are made of.
      tables ? null,
    }:
    let
      directory = project.directory or ".";
      # All of the project, since a test may read any file of it, and the whole lock.
      whole = project // {
        inherit (release) pname version;
        mixEnv = env;
        projects = [ ];
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
        lock = null;
      };
      # What looks at the files alone finds them as they are, without lines for NIFs in the configuration.
      asTheyAre = removeAttrs whole [
        "config"
        "libraries"
        "make"
      ];
    in
    unreleased build name (if compiles then whole else asTheyAre) (
      {
        doCheck = true;
        checkPhase = ''
          runHook preCheck
          ${
            lib.optionalString (tables != null) ''
              cp -r --no-preserve=mode ${tablesOf build whole tables}/. .
            ''
          }${run task}
          runHook postCheck
        '';
      }
      // lib.optionalAttrs (!compiles) {
        buildPhase = ''
          true
        '';
      }
    );
}
