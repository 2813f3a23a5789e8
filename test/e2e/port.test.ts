import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** A compiler of the project's own that has cargo build an executable, and copies it into priv/. */
describe.skipIf(cannotBuild())("a port program", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "test/fixtures/e2e/port");
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test.each(["crane", "rustPlatform"])(
    "is a derivation of its own, by %s, and what cargo finds done",
    (rust) => {
      const ran = project.nif2nix("init", "--yes", "--rust", rust);
      expect(ran.status, ran.stderr).toBe(0);
      expect(ran.stderr).not.toContain("NN239");
      const release = project.build("default");
      expect(evalInRelease(release, "port", 'IO.write(Shouting.shout("hello"))')).toBe("HELLO!");
      // The release's own derivation compiles no Rust: an edit of Elixir builds no crate again.
      project.edit("lib/shouting.ex", (text) => `${text}# ${rust}\n`);
      const again = project.tryBuild("default");
      expect(again.status, again.stderr).toBe(0);
      const log = project.logOf("default");
      expect(log).toContain("cargo build: the programs are built already");
      expect(log).not.toContain("Compiling shout");
    },
    20 * minutes,
  );
});
