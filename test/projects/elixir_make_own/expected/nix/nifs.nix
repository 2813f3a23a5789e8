{
  callPackage,
  beamPackages,
  cmake,
  ...
}:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  make = nif2nix.ownMake {
    nativeBuildInputs = [ cmake ];
    scripts = [ "vendor/ports/c_src/generate" ];
    rebarPlugins = [ "pc" ];
  };

  releases = {
    makes = {
      pname = "makes";
      version = "0.1.0";
      meta.mainProgram = "makes";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [ "." ];
        except = [
          "default.nix"
          "flake.lock"
          "flake.nix"
          "nif2nix.toml"
          "nix"
          "npins"
        ];
      };
      postPatch = make.prepare;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    }
    // make.attributes;
  };
in
{
  crates = { };
  inherit releases;
  release = releases.makes;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release;
      programs = [ ./lib/check-libraries.erl ];
    };
}
