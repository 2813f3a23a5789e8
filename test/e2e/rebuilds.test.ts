import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

interface Derivations {
  readonly release: string;
  readonly crate: string;
  readonly jason: string;
}

/** Which derivations an edit changes, by their paths: nothing is built for that. */
describe.skipIf(cannotBuild())("what an edit rebuilds", () => {
  let workplace: Workplace;
  let project: Project;
  let before: Derivations;

  const derivations = (): Derivations => ({
    release: project.evaluate("default.drvPath"),
    crate: project.evaluate("default.crates.hello_nif.drvPath"),
    jason: project.evaluate("default.mixNixDeps.jason.drvPath"),
  });

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  beforeEach(() => {
    before = derivations();
  });
  afterAll(() => workplace.remove());

  test("Elixir: only the release", () => {
    project.edit("lib/hello_nif.ex", (text) => `${text}\n# edited\n`);
    const after = derivations();
    expect(after.release).not.toBe(before.release);
    expect(after).toMatchObject({ crate: before.crate, jason: before.jason });
  });

  test("Rust: the crate and the release, but not the crate's dependencies", () => {
    const dependencies = (): string => project.evaluate("default.crates.hello_nif.cargoArtifacts.drvPath");
    const artifacts = dependencies();
    project.edit("native/hello_nif/src/lib.rs", (text) => `${text}\n// edited\n`);
    const after = derivations();
    expect(after.release).not.toBe(before.release);
    expect(after.crate).not.toBe(before.crate);
    expect(after.jason).toBe(before.jason);
    expect(dependencies()).toBe(artifacts);
  });

  test("Nix files: nothing, where they come to the same", () => {
    project.edit("nix/package.nix", (text) => `${text}\n# edited\n`);
    project.edit("flake.nix", (text) => `${text}\n# edited\n`);
    expect(derivations()).toEqual(before);
  });

  test(
    "an edited crate is compiled anew, on dependencies that are not",
    () => {
      project.edit("native/hello_nif/src/lib.rs", (text) => text.replace("left + right", "left + right + 1"));
      expect(evalInRelease(project.build("default"), "hello_nif", "IO.puts(HelloNif.add(40, 2))")).toBe("43");
    },
    20 * minutes,
  );
});
