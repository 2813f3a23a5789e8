import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyWith, gitEntry } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type WithNifs, addNifs, expectAnswers, phoenixPackages } from "./support/phoenix.ts";
import { currentSystem } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
/**
 * What phx.new writes: LiveView's compiler with colocated hooks and styles, esbuild and tailwind with the packages of deps/ and
 * the build folder on NODE_PATH, icons from git, digested assets, a runtime.exs that wants a secret, rel/overlays; besides an
 * own NIF and one that its authors compiled.
 */
describe.skipIf(cannotBuild("esbuild", "curl"))("a new Phoenix application with NIFs", () => {
  let workplace: Workplace;
  const made: WithNifs[] = [];

  beforeAll(() => {
    workplace = makeWorkplace();
  }, 10 * minutes);
  afterAll(() => {
    for (const { server } of made) server.stop();
    workplace.remove();
  });

  const check = async (fixture: string, app: Parameters<typeof addNifs>[2]): Promise<WithNifs> => {
    const folder = join(workplace.folder, fixture);
    const base = `file://${workplace.folder}/git-${fixture}`;
    copyWith(join(repository, "test/fixtures/e2e", fixture), folder, { "@GIT@": base });
    const lines = new Map(phoenixPackages);
    lines.set("icons", gitEntry("icons", join(workplace.folder, `git-${fixture}`, "icons"), base));
    const given = await addNifs(workplace, folder, app, lines);
    made.push(given);
    const ran = given.project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).toMatch(/must be set +SECRET_KEY_BASE \(config\/runtime\.exs:\d+\)/);
    expect(ran.stderr).toMatch(/may be set +PHX_SERVER \(.*\), PORT \(.*\), PHX_HOST \(/);
    return given;
  };

  test(
    "boots, serves digested assets with what stands beside components, and its NIFs answer",
    async () => {
      const { project } = await check("phoenix", { folder: ".", name: "shop", module: "Shop" });
      // rel/overlays: the program that phx.gen.release writes.
      const { script, style } = await expectAnswers(project.build("default"), ["bin/server"], "shop", "Shop");
      expect(script).toContain("colocated hook");
      expect(script).not.toContain("import ");
      expect(style).toContain("colocated-style");
      expect(style).toContain("plugin ../vendor/icons");
    },
    20 * minutes,
  );

  test.runIf(usesStandIn)(
    "its development shell gives Mix the tools that it would download",
    () => {
      const { project } = made[0] as WithNifs;
      const shell = project.build(`devShells.${currentSystem(workplace)}.default`);
      const variables = readFileSync(shell, "utf8");
      const erlang = /^declare -x ERL_ZFLAGS="(.*)"$/m.exec(variables)?.[1] ?? "";
      expect(erlang).toMatch(/-esbuild path '<<.*\/bin\/esbuild.*>>' version /);
      // What esbuild and tailwind ask, in an application of these names that configures another version.
      const ask = (app: string): string =>
        run(
          "bash",
          [
            "-c",
            `. ${shell}; export HOME=${workplace.folder}; cd ${workplace.folder}; exec erl -noshell -eval '
              ok = application:load({application, ${app}, [{env, [{version, <<"0.1.0">>}]}]}),
              io:format("~s ~s", [element(2, application:get_env(${app}, K)) || K <- [path, version]]), halt().'`,
          ],
          { env: { NIX_STORE: "/nix/store" } },
        );
      expect(ask("esbuild")).toMatch(/^\/nix\/store\/\S+\/bin\/esbuild 0\.0\.0-machine$/);
      expect(ask("tailwind")).toMatch(/^\/nix\/store\/\S+\/bin\/tailwindcss 4\.0\.0-machine$/);
      for (const program of ["mix", "cargo", "rust-analyzer"]) {
        expect(run("bash", ["-c", `. ${shell}; type -P ${program}`])).toMatch(/^\/nix\/store\//);
      }
      expect(variables).toMatch(/^declare -x RUST_SRC_PATH="\/nix\/store\//m);
    },
    20 * minutes,
  );

  test(
    "an umbrella of it, too",
    async () => {
      const { project } = await check("phoenix_umbrella", { folder: "apps/mall", name: "mall", module: "Mall" });
      const release = project.build("mall_web");
      const { script, style } = await expectAnswers(release, ["bin/mall_web", "start"], "mall_web", "Mall");
      expect(script).toContain("colocated hook");
      expect(style).toContain("colocated-style");
    },
    20 * minutes,
  );
});
