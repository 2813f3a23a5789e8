# nif2nix (MIT License): a release as a service of NixOS.
{
  # Of the service, services.NAME.
  name,
  # Expression of Elixir that migrates databases; null where none is known.
  migrate ? null,
  # What is set unless the configuration says otherwise.
  environment ? { },
  # Variables without which config/runtime.exs stops.
  required ? [ ],
}:
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;

  service = config.services.${name};

  # What an instance may say for itself, and the service for all of them.
  optionsFor = defaults: {
    package =
      mkOption {
        type = types.package;
        description = "The release.";
      }
      // defaults.package or { };
    environment = mkOption {
      type = types.attrsOf types.str;
      default = { };
      description =
        "Environment variables; they are readable by everybody, so that secrets belong in environmentFiles."
        + lib.optionalString (required != [ ]) " It needs: ${lib.concatStringsSep ", " required}.";
    };
    environmentFiles = mkOption {
      type = types.listOf types.externalPath;
      default = [ ];
      description = "Files with lines NAME=VALUE, read by systemd when the service starts; outside of the store.";
    };
    cookieFile =
      mkOption {
        type = types.nullOr types.externalPath;
        default = null;
        description = "A file outside of the store with the cookie; without one the first start makes a cookie.";
      }
      // defaults.cookieFile or { };
    migrate =
      mkOption {
        type = types.nullOr types.str;
        default = migrate;
        description = "What migrates the databases before each start, as bin/${name} eval takes it; null for nothing.";
      }
      // defaults.migrate or { };
  };

  unitFor =
    unit: instance:
    let
      run = "${pkgs.runtimeShell} ${./start-release.sh} ${lib.getExe instance.package}";
    in
    {
      description = unit;
      wantedBy = [ "multi-user.target" ];
      wants = [ "network-online.target" ];
      after = [ "network-online.target" ];
      environment = {
        LANG = "C.UTF-8";
        HOME = "/var/lib/${unit}";
        RELEASE_TMP = "/run/${unit}";
        # Without distribution nothing listens but what the release itself opens; `bin/${name} remote` needs "sname".
        RELEASE_DISTRIBUTION = "none";
        RELEASE_NODE = unit;
      }
      // environment
      // service.environment
      // instance.environment;
      serviceConfig = {
        Type = "exec";
        ExecStart = "${run} start";
        EnvironmentFile = lib.unique (service.environmentFiles ++ instance.environmentFiles);
        Restart = "on-failure";
        # The BEAM ends in order on SIGTERM; what it started is ended after it.
        KillMode = "mixed";
        DynamicUser = true;
        StateDirectory = unit;
        StateDirectoryMode = "0700";
        RuntimeDirectory = unit;
        RuntimeDirectoryMode = "0700";
        WorkingDirectory = "/var/lib/${unit}";
        UMask = "0077";
        CapabilityBoundingSet = "";
        LockPersonality = true;
        # The BEAM's just-in-time compiler writes code and runs it.
        MemoryDenyWriteExecute = false;
        NoNewPrivileges = true;
        PrivateDevices = true;
        PrivateTmp = true;
        PrivateUsers = true;
        ProcSubset = "pid";
        ProtectClock = true;
        ProtectControlGroups = true;
        ProtectHome = true;
        ProtectHostname = true;
        ProtectKernelLogs = true;
        ProtectKernelModules = true;
        ProtectKernelTunables = true;
        ProtectProc = "invisible";
        ProtectSystem = "strict";
        # AF_NETLINK: :inet.getifaddrs/0 asks the kernel.
        RestrictAddressFamilies = [
          "AF_INET"
          "AF_INET6"
          "AF_NETLINK"
          "AF_UNIX"
        ];
        RestrictNamespaces = true;
        RestrictRealtime = true;
        RestrictSUIDSGID = true;
        SystemCallArchitectures = "native";
        SystemCallFilter = [
          "@system-service"
          "~@privileged"
        ];
      }
      // lib.optionalAttrs (instance.cookieFile != null) {
        LoadCredential = [ "cookie:${instance.cookieFile}" ];
      }
      // lib.optionalAttrs (instance.migrate != null) {
        ExecStartPre = pkgs.writeShellScript "${unit}-migrate" ''
          exec ${run} eval ${lib.escapeShellArg instance.migrate}
        '';
      };
    };

  instance = types.submodule {
    options = optionsFor {
      package.default = service.package;
      cookieFile.default = service.cookieFile;
      migrate.default = service.migrate;
    };
  };
in
{
  options.services.${name} = {
    enable = lib.mkEnableOption name;
    instances = mkOption {
      type = types.attrsOf instance;
      default = { };
      description = "Several of it side by side, the units ${name}-INSTANCE, each with what it says beside the options here; without any it is one unit, ${name}.";
    };
  }
  // optionsFor { };

  config = lib.mkIf service.enable {
    systemd.services =
      if service.instances == { } then
        { ${name} = unitFor name service; }
      else
        lib.mapAttrs' (
          which: each: lib.nameValuePair "${name}-${which}" (unitFor "${name}-${which}" each)
        ) service.instances;
  };
}
