# nif2nix (MIT License): which files of the project reach a build.
{ lib }:
let
  inherit (lib) fileset;

  # Not what tools leave behind, which would make Mix or cargo use old files, or ship them, nor what no build reads. Most of
  # it counts beside the file of its tool alone: src/deps and lib/my_app/result are usual names of sources, too.
  isSource =
    crates: path: type:
    let
      isNamed = names: builtins.match names (baseNameOf path) != null;
      isBeside = file: builtins.pathExists "${dirOf path}/${file}";
      besideMix = "_build|deps|cover|Dockerfile|erl_crash\\.dump|\\.(env|github|dockerignore)";
      ofRustler = "lib(${lib.concatMapStringsSep "|" lib.escapeRegex crates})(-v.*)?\\.(so|dll|dylib)";
    in
    !(isNamed "node_modules|\\.(git|direnv|elixir_ls)")
    && !(isNamed besideMix && isBeside "mix.exs")
    && !(isNamed "target" && isBeside "Cargo.toml")
    && !(isNamed "result" && type == "symlink")
    # Libraries that Rustler or RustlerPrecompiled left in priv/native; others that lie there belong to the project.
    && !(isNamed ofRustler && lib.hasSuffix "/priv/native" (dirOf path));
in
{
  # A source of files and folders of `root`, relative to it.
  onlySources =
    {
      root,
      projects ? [ ], # Folders of Mix projects.
      sources ? [ ],
      except ? [ ],
      crates ? [ ], # Names of those whose libraries the build makes.
    }:
    let
      tidy = lib.cleanSourceWith {
        src = root;
        filter = isSource crates;
      };
      # What is named is not there in every checkout.
      named = paths: fileset.unions (map (path: fileset.maybeMissing (lib.path.append root path)) paths);
      # What Mix reads in the folder of a project.
      ofMix = lib.splitString " " "mix.exs mix.lock lib src include priv rel";
      ofProjects = lib.concatMap (folder: map (name: "${folder}/${name}") ofMix) projects;
      taken = fileset.intersection (fileset.fromSource tidy) (named (ofProjects ++ sources));
    in
    fileset.toSource {
      inherit root;
      fileset = fileset.difference taken (named except);
    };
}
