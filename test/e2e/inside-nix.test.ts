import { join } from "node:path";
import { expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { checkOut } from "./support/project.ts";
import { makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

test.skipIf(cannotBuild() || !usesStandIn)(
  "nif2nix.lib.SYSTEM.release gives the derivation that generated files give, of a project without any",
  () => {
    const workplace = makeWorkplace();
    try {
      const project = checkOut(workplace, "hello_nif");
      const pkgs = `import ${join(workplace.folder, "set/pkgs")} { }`;
      const expression = `
        let
          pkgs = ${pkgs};
          dist = builtins.path { path = ${join(repository, "dist")}; name = "dist"; };
        in
        (import ${join(repository, "nix/release.nix")} {
          inherit pkgs;
          nif2nix = pkgs.writeShellScriptBin "nif2nix" "exec \${pkgs.nodejs}/bin/node \${dist}/bin.cjs \\"$@\\"";
        })`;
      const folder = `src = ${project.folder};`;
      const crane = `craneLib = import ${join(workplace.folder, "set/pkgs/crane/lib.nix")} { pkgs = ${pkgs}; };`;
      const release = (args: string): string => `(${expression} { ${args} })`;
      const inside = workplace.nix(["eval", "--impure", "--raw", "--expr", `${release(folder + crane)}.drvPath`]);
      expect(inside).toMatch(/-hello_nif-0\.1\.0\.drv$/);
      expect(project.status()).toBe("");

      expect(project.nif2nix("init", "--yes").status).toBe(0);
      expect(project.evaluate("default.drvPath")).toBe(inside);

      const refused = ["--option", "allow-import-from-derivation", "false"];
      const ran = workplace.tryNix([...refused, "eval", "--impure", "--raw", "--expr", `${release(folder)}.drvPath`]);
      expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining("allow-import-from-derivation")]);
      const without = workplace.nix([
        "eval",
        "--impure",
        "--raw",
        "--expr",
        `${release(folder)}.crates.hello_nif.drvPath`,
      ]);
      expect(without).toMatch(/-hello_nif-0\.1\.0\.drv$/);
      expect(without).not.toBe(project.evaluate("default.crates.hello_nif.drvPath"));
    } finally {
      workplace.remove();
    }
  },
  20 * minutes,
);
