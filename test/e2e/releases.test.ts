import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

function golden(workplace: Workplace, name: string): Project {
  const folder = join(workplace.folder, name);
  cpSync(join(repository, "test/projects", name, "project"), folder, { recursive: true });
  return projectIn(workplace, folder);
}

/** The release's own applications, without Erlang's and Elixir's. */
const applications = (release: string, prefix: string): readonly string[] =>
  readdirSync(join(release, "lib")).filter((name) => name.startsWith(prefix));

describe.skipIf(cannotBuild() || !usesStandIn)("a package for each release", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    test(
      `of an umbrella that defines none, with the builders of ${release}`,
      () => {
        const workplace = makeWorkplace(release);
        try {
          const project = golden(workplace, "umbrella_without_releases");
          const ran = project.nif2nix("init", "--yes", "--offline");
          expect(ran.status, ran.stderr).toBe(0);
          const whole = project.build("default");
          expect(applications(whole, "shop")).toEqual(["shop-0.2.0", "shop_tool-0.2.0", "shop_web-0.2.0"]);
          expect(evalInRelease(whole, "shop_tool", "IO.inspect(Code.ensure_loaded?(Shop))")).toBe("true");
          const web = project.build(`packages.${currentSystem(workplace)}.shop_web`);
          expect(applications(web, "shop")).toEqual(["shop-0.2.0", "shop_web-0.2.0"]);
        } finally {
          workplace.remove();
        }
      },
      20 * minutes,
    );
  }

  test(
    "that mix.exs defines; what the settings choose holds after `generate`",
    () => {
      const workplace = makeWorkplace();
      try {
        const project = golden(workplace, "several_releases");
        expect(project.nif2nix("init", "--yes", "--offline").status).toBe(0);
        const running = (built: string, name: string): string =>
          evalInRelease(built, name, 'IO.puts(System.get_env("RELEASE_NAME") <> " " <> System.get_env("RELEASE_VSN"))');
        expect(running(project.build("default"), "client")).toBe("client 2.0.0");
        expect(running(project.build(`packages.${currentSystem(workplace)}.server`), "server")).toBe("server 0.1.0");
        writeFileSync(join(project.folder, "nif2nix.toml"), 'release = "server"\n');
        expect(project.nif2nix("generate", "--offline").status).toBe(0);
        expect(running(project.build("default"), "server")).toBe("server 0.1.0");
        writeFileSync(join(project.folder, "nif2nix.toml"), 'release = "nope"\n');
        const refused = project.nif2nix("generate", "--offline");
        expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining("error[NN865] nif2nix.toml:1:1")]);
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
