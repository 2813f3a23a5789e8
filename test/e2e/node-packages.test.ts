import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { placePackages } from "./support/npm.ts";
import { phoenixPackages } from "./support/phoenix.ts";
import { evalInRelease, projectIn } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const fixtures = join(repository, "test/fixtures/e2e");

/** How the aliases of mix.exs read for each package manager. */
const managers = [
  ["npm", {}],
  ["pnpm", { "npm ci --prefix assets": "pnpm --dir assets install --frozen-lockfile", "npm run": "pnpm run" }],
  ["yarn", { "npm ci --prefix assets": "yarn --cwd assets install --frozen-lockfile", "npm run": "yarn" }],
] as const satisfies readonly (readonly [string, Readonly<Record<string, string>>])[];

/** An alias that installs and calls a script of package.json, packages of the registry and a Mix dependency among them. */
describe.skipIf(cannotBuild("curl"))("assets that are built with packages", () => {
  let workplace: Workplace;

  beforeAll(() => {
    workplace = makeWorkplace();
  });
  afterAll(() => workplace.remove());

  test.each(managers)(
    "of %s: the release has code of each of them",
    (manager, replaced) => {
      const folder = join(workplace.folder, manager);
      cpSync(join(fixtures, "web"), folder, { recursive: true, filter: (path) => !path.endsWith("/target") });
      cpSync(join(fixtures, "web-packages/project"), folder, { recursive: true });
      cpSync(join(fixtures, "web-packages/locks", manager), join(folder, "assets"), { recursive: true });
      const mix = Object.entries(replaced).reduce(
        (text, [from, to]) => text.replace(from, to),
        readFileSync(join(folder, "mix.exs"), "utf8"),
      );
      writeFileSync(join(folder, "mix.exs"), mix);
      const project = projectIn(workplace, folder);
      const ran = project.nif2nix("init", "--yes");
      expect(ran.status, ran.stderr).toBe(0);
      placePackages(workplace, project);

      const script = evalInRelease(project.build("default"), "web", "IO.puts(HelloNif.script())", { WEB_SECRET: "x" });
      for (const [name, text] of Object.entries({
        "is-odd": "expected a number",
        "ms 2.0.0, under another name": "val is not a non-empty string or a valid number. val=",
        debug: "%c",
        "phoenix_html, a Mix dependency": "phoenix.link.click",
      })) {
        expect(script, name).toContain(text);
      }
      expect(script).not.toMatch(/^import /m);
    },
    20 * minutes,
  );

  /** A folder of its own that no alias knows, priv/ not there before, a task of the project's and a Node that is asked for. */
  test.each([
    ["in the project", "."],
    ["beside the project", "backend"],
  ])(
    "a front end %s that the settings have built: its files are in the release, digested, and the task after it saw them",
    (_, mixFolder) => {
      const checkout = join(workplace.folder, `front_end_${mixFolder}`);
      const folder = join(checkout, mixFolder);
      cpSync(join(fixtures, "web"), folder, { recursive: true, filter: (path) => !path.endsWith("/target") });
      cpSync(join(fixtures, "web-packages/project"), folder, { recursive: true });
      const frontEnd = join(checkout, "frontend");
      renameSync(join(folder, "assets"), frontEnd);
      cpSync(join(fixtures, "web-packages/locks/npm"), frontEnd, { recursive: true });
      for (const file of ["package.json", "package-lock.json"]) {
        const text = readFileSync(join(frontEnd, file), "utf8");
        writeFileSync(join(frontEnd, file), text.replaceAll(/\.\.\/(?=deps|priv)/g, `${join("..", mixFolder)}/`));
      }
      const mix = readFileSync(join(folder, "mix.exs"), "utf8")
        .replace(/defp aliases do\n.*?\n {2}end/s, "defp aliases, do: []")
        .replace("{:phoenix_html", '{:phoenix, "~> 1.8"},\n      {:phoenix_html');
      writeFileSync(join(folder, "mix.exs"), mix);
      const lock = readFileSync(join(folder, "mix.lock"), "utf8");
      writeFileSync(
        join(folder, "mix.lock"),
        lock.replace('  "phoenix_html"', `  ${phoenixPackages.get("phoenix")},\n  "phoenix_html"`),
      );
      writeFileSync(
        join(folder, "config/config.exs"),
        'import Config\n\nconfig :web, Web.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"\n',
      );
      writeFileSync(join(frontEnd, ".nvmrc"), "22\n");
      mkdirSync(join(folder, "lib/mix/tasks"), { recursive: true });
      writeFileSync(
        join(folder, "lib/mix/tasks/web.list.ex"),
        `defmodule Mix.Tasks.Web.List do
  use Mix.Task
  def run([file]), do: File.write!(file, Enum.join(Path.wildcard("priv/static/**/*.js"), "\\n"))
end
`,
      );
      writeFileSync(
        join(folder, "nif2nix.toml"),
        `[build]
tasks = ["web.list priv/files.txt"]

[assets]
"${relative(folder, frontEnd)}" = ["npm ci", "npm run deploy", "node --version > ${join("..", mixFolder)}/priv/node.txt"]
`,
      );
      const project = projectIn(workplace, checkout, mixFolder);
      const ran = project.nif2nix("init", "--yes");
      expect(ran.status, ran.stderr).toBe(0);
      expect(readFileSync(join(folder, "nix/nifs.nix"), "utf8")).toContain("buildPackages.nodejs_22");
      placePackages(workplace, project);

      const release = project.build("default");
      const inRelease = (expression: string): string =>
        evalInRelease(release, "web", `IO.puts(${expression})`, { WEB_SECRET: "x" });
      expect(inRelease("HelloNif.script()")).toContain("expected a number");
      const files = inRelease('File.read!(Application.app_dir(:web, "priv/files.txt"))').split("\n");
      const digested = inRelease("Base.encode16(:erlang.md5(HelloNif.script()), case: :lower)");
      expect(files).toEqual([`priv/static/assets/app-${digested}.js`, "priv/static/assets/app.js"]);
      const manifest = inRelease('File.read!(Application.app_dir(:web, "priv/static/cache_manifest.json"))');
      expect(JSON.parse(manifest)).toEqual({ latest: { "assets/app.js": `assets/app-${digested}.js` } });
      expect(inRelease('File.read!(Application.app_dir(:web, "priv/node.txt"))')).toMatch(/^v\d+/);
    },
    20 * minutes,
  );
});
