import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyWith, gitEntry, standIns } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, cargoLocks, currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const fixtures = join(repository, "test/fixtures");

/**
 * Two crates of one workspace and one of a git dependency, each with a toolchain file of its own. The stand-in of
 * rust-overlay tells the compiler what was asked of it, and the libraries hand that on.
 */
describe.skipIf(cannotBuild() || !usesStandIn)("crates with toolchain files", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    const git = join(workplace.folder, "git");
    const folder = join(workplace.folder, "toolchains");
    copyWith(join(fixtures, "e2e/toolchains"), folder, { "@GIT@": `file://${git}` });
    workplace.placeCrates(cargoLocks(join(fixtures, "git-packages/pinned_nif")));
    const entries = [...standIns, gitEntry("pinned_nif", join(git, "pinned_nif"), `file://${git}`)];
    const needed = entries.filter((entry) => /^"(jason|pinned_nif|rustler|toml)"/.test(entry));
    writeFileSync(join(folder, "mix.lock"), `%{\n${needed.map((entry) => `  ${entry},\n`).join("")}}\n`);
    run("git", ["clone", "--quiet", join(git, "pinned_nif"), join(folder, "deps/pinned_nif")]);
    project = projectIn(workplace, folder);
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).not.toMatch(/NN90[1345]/);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test.each(["crane", "rustPlatform"])(
    "are built with what the files ask for, by %s",
    (rust) => {
      const ran = project.nif2nix("generate", "--rust", rust);
      expect(ran.status, ran.stderr).toBe(0);
      const [modern, numbered, pinned] = evalInRelease(
        project.build("default"),
        "toolchains",
        "IO.puts(Toolchains.everything())",
      ).split("\n");
      const [own, ...asked] = (modern ?? "").split(" ");
      expect(JSON.parse(asked.join(" "))).toEqual({
        channel: "nightly-2026-01-31",
        components: ["rust-src"],
        profile: "minimal",
      });
      // Cargo's configuration in the crate's folder holds as if cargo ran there, and for no other crate.
      expect(own).toBe("own");
      expect(numbered).toBe('plain {"channel":"1.90.0"}');
      expect(pinned).toBe('dependency {"channel":"nightly-2026-02-28","targets":["wasm32-unknown-unknown"]}');
    },
    20 * minutes,
  );

  test("the shell has the toolchain of the project's crate", () => {
    expect(project.evaluate(`devShells.${currentSystem(workplace)}.default.drvPath`)).toMatch(/\.drv$/);
  });

  test("without a toolchain Nix says which crate wants what, and the lines to add", () => {
    const flake = (text: string): string => text.replaceAll(/^.*rustToolchain.*\n/gm, "");
    project.edit("flake.nix", flake);
    const ran = project.nif2nix("generate");
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).toMatch(/NN904[^]*flake\.nix:\d+/);
    expect(ran.stderr).toMatch(/NN905/);
    const built = project.tryBuild("default");
    expect(built.status).not.toBe(0);
    expect(built.stderr).toMatch(/The crate (modern|pinned_nif) asks for the Rust toolchain nightly-2026-0/);
    expect(built.stderr).toContain("fromRustupToolchain");
  });
});
