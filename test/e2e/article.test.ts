import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, currentSystem, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** A macro around `use Rustler` that reads an environment variable, two crates of a workspace beside the Mix project. */
describe.skipIf(cannotBuild())("examples/article", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "article", "app");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test("its files are as they were", () => {
    const changed = project.status().trim().split("\n");
    expect(
      changed.every((line) => /^ ?A app\/(flake\.nix|nix\/(lib\/)?[a-z0-9-]+\.(nix|erl|sh))$/.test(line.trim())),
    ).toBe(true);
  });

  test(
    "the release boots with its runtime configuration, and both NIFs answer",
    () => {
      const release = project.build("default");
      const started = "{:ok, _} = Application.ensure_all_started(:my_app); ";
      expect(evalInRelease(release, "my_app", `${started}IO.puts(MyApp.Native.add(40, 2))`)).toBe("42");
      expect(evalInRelease(release, "my_app", `${started}IO.puts(MyApp.Text.reverse("drac"))`)).toBe("card");
      // config/runtime.exs is read at boot; Elixir then compares what Rustler read while it compiled with what holds now.
      const named = { MY_APP_NAME: "nix" };
      expect(evalInRelease(release, "my_app", `${started}IO.puts(MyApp.greet(40, 2))`, named)).toBe("24 :xin");
    },
    20 * minutes,
  );

  test(
    "the load check loads both modules",
    () => {
      const ran = project.tryBuild(`checks.${currentSystem(workplace)}.load`);
      expect(ran.status, ran.stderr).toBe(0);
    },
    20 * minutes,
  );

  test(
    "so they do where the variable is set in the build and decides, as the article has it",
    () => {
      const settings =
        'env = { PRECOMPILED_NIF = "true" }\n[nif."MyApp.Native"]\ncrate = "../mycrate"\n[nif."MyApp.Text"]\ncrate = "../textcrate"\n';
      project.write("nif2nix.toml", `[build]\n${settings}`);
      const ran = project.nif2nix("generate");
      expect(ran.status, ran.stderr).toBe(0);
      expect(project.tryBuild(`checks.${currentSystem(workplace)}.load`)).toMatchObject({ status: 0 });
      expect(evalInRelease(project.build("default"), "my_app", "IO.puts(MyApp.Native.add(40, 2))")).toBe("42");
    },
    20 * minutes,
  );
});
