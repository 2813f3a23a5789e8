import ./lib/service.nix {
  name = "relay";
  migrate = "Relay.Release.migrate()";
  environment = {
    PHX_SERVER = "true";
  };
  required = [ "RELAY_KEY" ];
}
