import { expect, test } from "vitest";
import { inLibrary, path } from "./library.ts";

test("a service of its own, and several side by side with what each says over it", () => {
  const units = (settings: string): string => `(lib.evalModules {
    modules = [
      (import ${path("src/emit/library/service.nix")} { name = "shop"; migrate = "Shop.Release.migrate()"; environment = { A = "1"; B = "1"; }; })
      { options.systemd.services = lib.mkOption { type = lib.types.attrsOf lib.types.raw; }; config.services.shop = { enable = true; package = shop; ${settings} }; }
    ];
    specialArgs.pkgs = { runtimeShell = "/sh"; writeShellScript = name: text: name; };
  }).config.systemd.services`;
  const made = inLibrary(`let
    inherit (packages) lib;
    shop = { type = "derivation"; outPath = "/shop"; pname = "shop"; };
    brief = unit: { inherit (unit.environment) A B; inherit (unit.serviceConfig) ExecStart StateDirectory; before = unit.serviceConfig.ExecStartPre or null; };
  in map (builtins.mapAttrs (_: brief)) [
    (${units('environment.B = "2";')})
    (${units('environment.B = "2"; instances.eu = { environment.B = "3"; migrate = null; };')})
  ]`) as unknown[];
  const start = expect.stringMatching(/^\/sh \S+start-release\.sh \/shop\/bin\/shop start$/);
  expect(made).toEqual([
    { shop: { A: "1", B: "2", ExecStart: start, StateDirectory: "shop", before: "shop-migrate" } },
    { "shop-eu": { A: "1", B: "3", ExecStart: start, StateDirectory: "shop-eu", before: null } },
  ]);
});
