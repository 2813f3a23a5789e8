{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  modules = [
    {
      module = "Published";
      basename = "published_nif";
      version = "1.1.0";
      nifVersions = [
        "2.15"
        "2.16"
      ];
      variants = {
        x86_64-unknown-linux-gnu = [ "old_cpu" ];
      };
      urls = {
        "libpublished_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz" =
          "https://example.org/get?file=libpublished_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz";
        "libpublished_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu--old_cpu.so.tar.gz" =
          "https://example.org/get?file=libpublished_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu--old_cpu.so.tar.gz";
        "libpublished_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" =
          "https://example.org/get?file=libpublished_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz";
        "libpublished_nif-v1.1.0-nif-2.16-aarch64-unknown-linux-gnu.so.tar.gz" =
          "https://example.org/get?file=libpublished_nif-v1.1.0-nif-2.16-aarch64-unknown-linux-gnu.so.tar.gz";
        "libpublished_nif-v1.1.0-nif-2.16-x86_64-unknown-linux-gnu.so.tar.gz" =
          "https://example.org/get?file=libpublished_nif-v1.1.0-nif-2.16-x86_64-unknown-linux-gnu.so.tar.gz";
      };
      checksums = {
        "libpublished_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz" =
          "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
        "libpublished_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu--old_cpu.so.tar.gz" =
          "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1";
        "libpublished_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" =
          "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2";
        "libpublished_nif-v1.1.0-nif-2.16-aarch64-unknown-linux-gnu.so.tar.gz" =
          "a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2";
        "libpublished_nif-v1.1.0-nif-2.16-x86_64-unknown-linux-gnu.so.tar.gz" =
          "b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3";
      };
      directory = ".";
    }
    {
      module = "Published.Plain";
      basename = "plain_nif";
      version = "1.1.0";
      nifVersions = [ "2.15" ];
      baseUrl = "https://example.org/plain/v1.1.0";
      checksums = {
        "libplain_nif-v1.1.0-nif-2.15-aarch64-unknown-linux-gnu.so.tar.gz" =
          "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1";
        "libplain_nif-v1.1.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz" =
          "c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2";
      };
      directory = ".";
    }
  ];

  releases = {
    precompiled_published = {
      pname = "precompiled_published";
      version = "1.1.0";
      meta.mainProgram = "precompiled_published";
      src = nif2nix.onlySources {
        root = ../.;
        projects = [ "." ];
        sources = [
          "checksum-Elixir.Published.Plain.exs"
          "checksum-Elixir.Published.exs"
        ];
        crates = [
          "published_nif"
          "plain_nif"
        ];
      };
      postPatch = nif2nix.publishedArtifacts modules;
      postInstall = "rm -rf $out/erts-*/{include,lib} # For compilers.\n";
    };
  };
in
{
  crates = { };
  inherit modules releases;
  release = releases.precompiled_published;
  loadCheck =
    release:
    nif2nix.releaseCheck {
      inherit release modules;
      programs = [ ./lib/check-libraries.erl ];
    };
}
