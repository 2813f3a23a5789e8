# dockerTools: a program that writes an image in the form of `docker save`, one layer for what the store holds and one for the rest.
# Contract: the chapter "pkgs.dockerTools" of the nixpkgs manual.
{ lib, pkgs, runCommand, stdenv, writeTextDir }:
let
  # The image specification, "config": https://github.com/opencontainers/image-spec/blob/main/config.md
  known = [ "Cmd" "Entrypoint" "Env" "ExposedPorts" "Labels" "StopSignal" "User" "Volumes" "WorkingDir" ];
in
{
  streamLayeredImage =
    {
      name,
      tag ? null,
      contents ? [ ],
      config ? { },
      extraCommands ? "",
    }:
    let
      wrong = builtins.filter (key: !builtins.elem key known) (builtins.attrNames config);
      references = runCommand "${name}-references" { exportReferencesGraph = [ "graph" (pkgs.writeText "config" (builtins.toJSON config)) ] ++ lib.concatMap (each: [ "graph-${baseNameOf each}" each ]) contents; } ''
        cat graph* | grep -o '^${builtins.storeDir}/[^ ]*' | sort -u > $out
      '';
      fixed = runCommand "${name}-fixed-parts" { } ''
        mkdir rest $out
        for each in ${lib.concatMapStringsSep " " toString contents}; do
          cp -rs --no-preserve=mode "$each"/. rest/
        done
        (cd rest; ${extraCommands})
        cp ${pkgs.writeText "config.json" (builtins.toJSON { architecture = "amd64"; os = "linux"; inherit config; })} $out/config.json
        cp ${pkgs.writeText "manifest.json" (builtins.toJSON [ { Config = "config.json"; RepoTags = [ "${name}:${toString tag}" ]; Layers = [ "store.tar" "rest.tar" ]; } ])} $out/manifest.json
        tar --mtime=@1 --owner=0 --group=0 --sort=name -C rest -cf $out/rest.tar .
      '';
    in
    assert lib.assertMsg (wrong == [ ]) "no key of an image's configuration: ${toString wrong}";
    pkgs.writeScript "stream-${name}" ''
      #!${stdenv.shell}
      set -e
      work="$(mktemp -d)"
      trap 'rm -rf "$work"' EXIT
      cp --no-preserve=mode ${fixed}/* "$work/"
      tar --mtime=@1 --owner=0 --group=0 -P -T ${references} -cf "$work/store.tar"
      tar -C "$work" -c config.json manifest.json rest.tar store.tar
    '';

  fakeNss = runCommand "fake-nss" { } ''
    mkdir -p $out/etc $out/var/empty
    echo 'nobody:x:65534:65534:nobody:/var/empty:/bin/sh' > $out/etc/passwd
    echo 'nobody:x:65534:' > $out/etc/group
    echo 'hosts: files dns' > $out/etc/nsswitch.conf
  '';
  caCertificates = writeTextDir "etc/ssl/certs/ca-bundle.crt" "";
  binSh = runCommand "bin-sh" { } ''
    mkdir -p $out/bin
    ln -s ${stdenv.shell} $out/bin/sh
  '';
}
