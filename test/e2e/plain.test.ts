import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hexEntry } from "./support/dependencies.ts";
import { packHex } from "./support/hex-tarball.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const fixtures = join(repository, "test/fixtures");

/** No native code: an application, a dependency in Erlang, and the Erlang and Elixir that .tool-versions names. */
describe.skipIf(cannotBuild() || !usesStandIn)("a project without native code", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    test(
      `is built by the Erlang and Elixir that it asks for, and boots; ${release}`,
      () => {
        const workplace = makeWorkplace(release);
        try {
          const packages = join(workplace.folder, "packages");
          const words = { package: "words_for_beam", app: "words", version: "1.2.0", buildTool: "rebar3" } as const;
          const tuned = { package: "tuned", app: "tuned", version: "2.0.1" } as const;
          mkdirSync(packages);
          const entries = [tuned, words].map((each) => {
            const { package: name, version } = each;
            return hexEntry(each, packHex(join(fixtures, "hex-packages", name), packages, name, version, each));
          });
          workplace.placeHex(packages);
          const folder = join(workplace.folder, "plain");
          cpSync(join(fixtures, "e2e/plain"), folder, { recursive: true });
          writeFileSync(join(folder, "mix.lock"), `%{\n${entries.map((entry) => `  ${entry},\n`).join("")}}\n`);
          const project = projectIn(workplace, folder);

          const ran = project.nif2nix("init", "--yes", "--offline");
          expect(ran.status, ran.stderr).toBe(0);
          expect(ran.stderr).toMatch(/^erlang {4}27 \(\.tool-versions:1\)$/m);
          expect(ran.stderr).toMatch(/^elixir {4}1\.17 \(\.tool-versions:2\)$/m);

          const built = project.build("default");
          expect(evalInRelease(built, "plain", 'IO.puts(:words.count("a b c"))')).toBe("3");
          // A variable of nif2nix.toml, in the configuration of the release and of a dependency, and in mix.exs.
          expect(evalInRelease(built, "plain", "IO.puts(Tuned.scale(2))")).toBe("14");
          expect(
            evalInRelease(built, "plain", "Application.load(:plain); IO.puts(Application.spec(:plain, :vsn))"),
          ).toBe("0.1.7");
          expect(evalInRelease(built, "plain", 'IO.puts(System.find_executable("jq"))')).toMatch(/-jq\/bin\/jq$/);
          const system = currentSystem(workplace);
          for (const output of [`packages.${system}.default`, `devShells.${system}.default`]) {
            const inputs = workplace.nix(["path-info", "--derivation", "--recursive", `.#${output}`], { cwd: folder });
            expect(inputs).toMatch(/-erlang_27-[\d.]+\.drv$/m);
            expect(inputs).toMatch(/-elixir_1_17-[\d.]+\.drv$/m);
            expect(inputs).not.toMatch(/-erlang_28-|-elixir_1_18-|crane|cargo/);
          }
        } finally {
          workplace.remove();
        }
      },
      20 * minutes,
    );
  }
});
