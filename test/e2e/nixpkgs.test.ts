import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { git } from "../support/git-server.ts";
import { cli } from "./support/cli.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { currentSystem, evalInRelease } from "./support/project.ts";
import { attempt, run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const place = "pkgs/by-name/he/hello_nif";

/** A checkout of nixpkgs is played by a flake, so that Nix evaluates purely; nothing fetched may be read for it. */
const flake = (system: string): string => `{
  inputs.nixpkgs.url = "nixpkgs";
  outputs = { nixpkgs, ... }: {
    packages.${system} =
      let
        pkgs = nixpkgs.legacyPackages.${system};
      in
      rec {
        hello_nif = pkgs.callPackage ./${place}/package.nix { };
        overridden = hello_nif.overrideAttrs (old: { version = "9.9.9"; src = old.src // { rev = "other"; outPath = ./other; }; });
        update = pkgs.runCommand "update" { } "ln -s \${hello_nif.updateScript} $out";
      };
  };
}
`;

/** What fetchCargoVendor would download for a lock, from what cargo has kept: Nix says what its hash is. */
function vendored(lock: string, folder: string): string {
  mkdirSync(join(folder, "tarballs"), { recursive: true });
  cpSync(lock, join(folder, "Cargo.lock"));
  const cache = join(process.env["CARGO_HOME"] ?? join(homedir(), ".cargo"), "registry/cache");
  for (const [, name, version] of readFileSync(lock, "utf8").matchAll(
    /name = "(.*)"\nversion = "(.*)"\nsource = "reg/g,
  )) {
    const registry = readdirSync(cache).find((each) =>
      readdirSync(join(cache, each)).includes(`${name}-${version}.crate`),
    );
    cpSync(
      join(cache, registry ?? "", `${name}-${version}.crate`),
      join(folder, "tarballs", `${name}-${version}.tar.gz`),
    );
  }
  return folder;
}

/** examples/hello_nif, tagged, as a package that fetches it from a forge. */
describe.skipIf(cannotBuild() || !usesStandIn)("a package of nixpkgs", () => {
  let workplace: Workplace;
  let nixpkgs: string;
  let upstream: string;
  let env: Record<string, string>;

  const tagged = (version: string): void => {
    git(upstream, "add", "--all");
    git(upstream, "commit", "--quiet", "--message", version);
    git(upstream, "tag", `v${version}`);
    const tree = join(workplace.folder, version, "source");
    mkdirSync(tree, { recursive: true });
    run("sh", ["-c", `git -C ${upstream} archive v${version} | tar -x -C ${tree}`]);
    const staging = join(workplace.folder, version, `hello_nif-hello_nif-${version}-vendor-staging`);
    workplace.placeTrees(tree, vendored(join(upstream, "native/hello_nif/Cargo.lock"), staging));
  };
  const build = (attribute: string): string => {
    const [built] = JSON.parse(
      workplace.nix(
        ["build", "--no-link", "--json", "--option", "allow-import-from-derivation", "false", `.#${attribute}`],
        { cwd: nixpkgs },
      ),
    ) as [{ outputs: { out: string } }];
    return built.outputs.out;
  };
  const evaluate = (attribute: string): string =>
    workplace.nix(["eval", "--raw", "--option", "allow-import-from-derivation", "false", `.#${attribute}`], {
      cwd: nixpkgs,
    });

  beforeAll(() => {
    workplace = makeWorkplace();
    upstream = join(workplace.folder, "acme/hello_nif");
    nixpkgs = join(workplace.folder, "nixpkgs");
    mkdirSync(upstream, { recursive: true });
    run("sh", ["-c", `git -C ${repository} archive HEAD:examples/hello_nif | tar -x -C ${upstream}`]);
    git(upstream, "init", "--quiet", "--initial-branch=main");
    workplace.placeCrates([join(upstream, "native/hello_nif/Cargo.lock")]);
    tagged("0.1.0");
    // The forge is a folder of this machine.
    env = {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `url.file://${workplace.folder}/acme/.insteadOf`,
      GIT_CONFIG_VALUE_0: "https://github.com/acme/",
    };
    const ran = attempt(
      process.execPath,
      [cli(), "init", "--yes", "--style", "nixpkgs", "--src", "github:acme/hello_nif"],
      { cwd: upstream, env },
    );
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).not.toContain("NN882");
    mkdirSync(join(nixpkgs, "pkgs"), { recursive: true });
    cpSync(join(upstream, "pkgs"), join(nixpkgs, "pkgs"), { recursive: true });
    git(upstream, "clean", "--quiet", "-fd", "pkgs");
    writeFileSync(join(nixpkgs, "flake.nix"), flake(currentSystem(workplace)));
    mkdirSync(join(nixpkgs, "other"));
    writeFileSync(join(nixpkgs, "other/mix.exs"), "");
  }, 20 * minutes);
  afterAll(() => workplace.remove());

  test(
    "is built from what it fetches, by the hashes that were found out",
    () => {
      expect(evalInRelease(build("hello_nif"), "hello_nif", "IO.puts(HelloNif.add(40, 2))")).toBe("42");
    },
    20 * minutes,
  );

  test("what somebody overrides reaches the crates", () => {
    expect(evaluate("overridden.passthru.crates.hello_nif.version")).toBe("9.9.9");
    expect(evaluate("overridden.passthru.crates.hello_nif.src.rev")).toBe("other");
    expect(evaluate("overridden.drvPath")).not.toBe(evaluate("hello_nif.drvPath"));
  });

  test(
    "its update script takes the newest tag, and keeps what was changed by hand",
    () => {
      const bin = join(workplace.folder, "bin");
      mkdirSync(bin);
      writeFileSync(join(bin, "nif2nix"), `#!/bin/sh\nexec "${process.execPath}" "${cli()}" "$@"\n`);
      chmodSync(join(bin, "nif2nix"), 0o755);
      const file = join(nixpkgs, place, "package.nix");
      const edited = (text: string): string =>
        text.replace("maintainers = [ ];", "maintainers = [ lib.maintainers.somebody ];");
      writeFileSync(file, edited(readFileSync(file, "utf8")));
      const manifest = join(upstream, "mix.exs");
      writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"0.1.0"', '"0.2.0"'));
      tagged("0.2.0");
      // Neither a version nor newer.
      git(upstream, "tag", "v0.3.0-rc.1");
      git(upstream, "tag", "v0.1.9");
      const out = build("update");
      const inPath = { ...env, PATH: `${bin}:${process.env["PATH"]}` };
      const ran = attempt("bash", [out], { cwd: nixpkgs, env: inPath });
      expect(ran.status, ran.stderr).toBe(0);
      const text = readFileSync(file, "utf8");
      expect(text).toContain('version = "0.2.0";');
      expect(text).toContain("maintainers = [ lib.maintainers.somebody ];");
      // Another hash than before, and the right one, or there is nothing in the store that Nix could take for it.
      expect(evalInRelease(build("hello_nif"), "hello_nif", "IO.puts(HelloNif.add(40, 2))")).toBe("42");
      const again = attempt("bash", [build("update")], { cwd: nixpkgs, env: inPath });
      expect(again.status, again.stderr).toBe(0);
      expect(readFileSync(file, "utf8")).toBe(text);
    },
    20 * minutes,
  );
});
