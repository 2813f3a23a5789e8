import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, currentSystem } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

describe.skipIf(cannotBuild())("the check of the release fails", () => {
  let workplace: Workplace;
  let project: Project;
  let check: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
    check = `checks.${currentSystem(workplace)}.load`;
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test(
    "with the module's name, when the crate was written for another module",
    () => {
      project.edit("native/hello_nif/src/lib.rs", (text) => text.replace("Elixir.HelloNif", "Elixir.AnotherModule"));
      const ran = project.tryBuild(check);
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/DEAD: HelloNif: NOT LOADED: /);
      project.edit("native/hello_nif/src/lib.rs", (text) => text.replace("Elixir.AnotherModule", "Elixir.HelloNif"));
    },
    20 * minutes,
  );

  test(
    "with the module's name, when the library lies under another name",
    () => {
      const library = "$out/lib/hello_nif-0.1.0/priv/native/libhello_nif.so";
      project.edit("nix/package.nix", (text) =>
        text.replace("inherit mixNixDeps;", `inherit mixNixDeps;\npostInstall = "mv ${library} ${library}.old";`),
      );
      const ran = project.tryBuild(check);
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/DEAD: HelloNif: NOT LOADED: /);
    },
    20 * minutes,
  );

  test(
    "with the reason, when a value that was read while compiling is another one at start",
    () => {
      const package_ = (text: string): string => text.replace(/postInstall = "[^"]*";/, "");
      project.edit("nix/package.nix", package_);
      project.write("config/config.exs", "import Config\nconfig :hello_nif, mode: :built\n");
      project.write(
        "config/runtime.exs",
        'import Config\nconfig :hello_nif, mode: :changed, secret: System.fetch_env!("SECRET")\n',
      );
      project.write(
        "lib/mode.ex",
        "defmodule Mode do\n  @mode Application.compile_env(:hello_nif, :mode)\n  def mode, do: @mode\nend\n",
      );
      expect(project.nif2nix("generate").status).toBe(0);
      const ran = project.tryBuild(check);
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/DEAD: .*different value set for key :mode.*explain compile-env-differs/);
    },
    20 * minutes,
  );
});
