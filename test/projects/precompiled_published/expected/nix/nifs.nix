{ callPackage, beamPackages, ... }:
let
  nif2nix = callPackage ./lib { inherit beamPackages; };

  crates = { };

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
    precompiled_published = nif2nix.mixProject {
      pname = "precompiled_published";
      version = "1.1.0";
      root = ../.;
      sources = [
        "checksum-Elixir.Published.Plain.exs"
        "checksum-Elixir.Published.exs"
      ];
      configPath = "config/config.exs";
      libraries = nif2nix.publishedArtifacts modules;
      crates = [
        "published_nif"
        "plain_nif"
      ];
    };
  };
in
{
  inherit crates modules releases;

  release = releases.precompiled_published;

  loadCheck = release: nif2nix.releaseCheck { inherit release modules; };
}
