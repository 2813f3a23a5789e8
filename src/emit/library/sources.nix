# nif2nix (MIT License): which files of the project reach a build.
{ lib }:
let
  # What builds leave behind in a source tree. Each would make Mix or cargo use old files, or ship them. Where a name
  # is also a usual one for sources (src/deps, lib/my_app/result), only what a tool puts there counts.
  isLeftover =
    path: type:
    let
      name = baseNameOf path;
      always = [
        "node_modules"
        ".git"
        ".elixir_ls"
        ".direnv"
      ];
      ofMix = [
        "_build"
        "deps"
      ];
    in
    builtins.elem name always
    || (builtins.elem name ofMix && builtins.pathExists (dirOf path + "/mix.exs"))
    || (name == "result" && type == "symlink");

  relativeTo = root: path: lib.removePrefix "/" (lib.removePrefix (toString root) (toString path));

  isCargoTarget =
    path: baseNameOf path == "target" && builtins.pathExists (dirOf path + "/Cargo.toml");

  # Whether it is a library of one of these crates that Rustler or RustlerPrecompiled left in priv/native. Others that lie
  # there belong to the project.
  isCompiledNif =
    crates: path:
    let
      isOf = crate: builtins.match "lib${crate}(-v.*)?[.](so|dll|dylib)" (baseNameOf path) != null;
    in
    baseNameOf (dirOf path) == "native"
    && baseNameOf (dirOf (dirOf path)) == "priv"
    && lib.any isOf crates;

  isUnder = folder: path: folder == "." || path == folder || lib.hasPrefix "${folder}/" path;

  # Whether a path is one of the sources, inside of one, or a folder above one.
  isAmong =
    sources: relative: type:
    lib.any (
      source: isUnder source relative || (type == "directory" && lib.hasPrefix "${relative}/" source)
    ) sources;

  # The files of `root` that are named, each a file or a folder relative to it.
  onlySources =
    {
      root,
      sources,
      # Names of files to leave out.
      except ? [ ],
      name ? "source",
    }:
    lib.cleanSourceWith {
      inherit name;
      src = root;
      filter =
        path: type:
        let
          relative = relativeTo root path;
        in
        !(isCargoTarget path)
        && !(isLeftover path type)
        && !(builtins.elem (baseNameOf path) except)
        && isAmong sources relative type;
    };

  # A Mix project's files without what builds leave behind, and without the Nix files,
  # so that an edit of those does not rebuild the release.
  mixSource =
    {
      root,
      directory,
      sources,
      # Those whose libraries the build makes, by the names of the libraries.
      crates ? [ ],
      name ? "source",
    }:
    let
      prefix = lib.optionalString (directory != ".") "${directory}/";
      ours = map (file: "${prefix}${file}") [
        "flake.nix"
        "flake.lock"
        "nix"
        "nif2nix.toml"
      ];
    in
    lib.cleanSourceWith {
      inherit name;
      src = root;
      filter =
        path: type:
        isAmong sources (relativeTo root path) type
        && !(isLeftover path type)
        && !(builtins.elem (relativeTo root path) ours)
        && !(isCargoTarget path)
        && !(isCompiledNif crates path);
    };
in
{
  inherit onlySources mixSource;
}
