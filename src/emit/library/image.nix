# nif2nix (MIT License): the release as an OCI image.
{ lib, dockerTools }:
{
  # A program that writes the image to its standard output: `result | docker load`, `result | podman load`, `skopeo copy`.
  # What runs in it is not root, and cannot write to anything but /tmp. Who starts it sets RELEASE_COOKIE.
  releaseImage =
    {
      release,
      # What is set unless whoever starts it says otherwise.
      env ? { },
      # TCP ports, for those who read the image's configuration; nothing is opened by it.
      ports ? [ ],
      # Whether people find /bin/sh in it. The release's own start script has its shell in the store.
      shell ? false,
    }:
    dockerTools.streamLayeredImage {
      name = release.pname;
      tag = release.version;
      # Names of users and hosts, and certificates for what the release calls.
      contents = [
        dockerTools.fakeNss
        dockerTools.caCertificates
      ]
      ++ lib.optional shell dockerTools.binSh;
      extraCommands = "mkdir -m 1777 tmp";
      config = {
        Entrypoint = [ (lib.getExe release) ];
        Cmd = [ "start" ];
        # nobody
        User = "65534:65534";
        Env = lib.mapAttrsToList (name: value: "${name}=${value}") (
          {
            LANG = "C.UTF-8";
            HOME = "/tmp";
            RELEASE_TMP = "/tmp";
          }
          // env
        );
        ExposedPorts = lib.genAttrs (map (port: "${toString port}/tcp") ports) (_: { });
      };
    };
}
