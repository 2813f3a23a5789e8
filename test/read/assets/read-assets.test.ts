import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { planAssets } from "../../../src/plan/plan-assets.ts";
import { planNode } from "../../../src/plan/plan-node.ts";
import { readProject } from "../../../src/read/read-project.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";
import { defaultSettings } from "../../../src/settings/settings.ts";

const mixFile = (aliases: string): string => `
  defmodule Web.MixProject do
    use Mix.Project
    def project, do: [app: :web, version: "1.0.0", aliases: aliases(), deps: [{:tailwind, "~> 0.2"}, {:esbuild, "~> 0.8"}]]
    defp aliases, do: ${aliases}
  end`;

const hash = `sha512-${"a".repeat(86)}==`;
const npmLock = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });

const lock = `%{
  "esbuild": {:hex, :esbuild, "0.8.1", "${"a".repeat(64)}", [:mix], [], "hexpm", "${"b".repeat(64)}"},
  "tailwind": {:hex, :tailwind, "0.2.4", "${"a".repeat(64)}", [:mix], [], "hexpm", "${"b".repeat(64)}"},
}`;

async function read(
  files: Readonly<Record<string, string>>,
  aliases = '["assets.deploy": ["esbuild web"]]',
  frontEnds: Readonly<Record<string, readonly string[]>> = {},
  { project: folder, limit } = { project: "/web", limit: "/web" },
) {
  const top = folder.slice(0, `${folder}/`.indexOf("/", 1));
  const all = { "mix.exs": mixFile(aliases), "mix.lock": lock, ...files };
  const bytes = Object.entries(all).map(([path, text]) => ({
    path: posix.relative(top, posix.join(folder, path)),
    data: new TextEncoder().encode(text),
  }));
  const diagnostics = new Diagnostics();
  const project = await readProject({
    project: folder,
    limit,
    fs: archiveAt(top, bytes),
    parse: await elixirParser(),
    frontEnds,
    diagnostics,
  });
  const node = planNode(project, defaultSettings, diagnostics);
  const found = diagnostics.list.filter((each) => !each.code.startsWith("crate"));
  return {
    assets: project.assets,
    frontEnds: project.frontEnds,
    request: project.node,
    plan: planAssets(project),
    node,
    files: project.buildFiles,
    codes: found.map((each) => each.code),
  };
}

describe("web assets", () => {
  test("none without the alias", async () => {
    expect((await read({}, '["assets.build": ["esbuild web"]]')).assets).toEqual([]);
  });

  test("are built by `mix release` itself where an alias of that name does", async () => {
    const only = await read({}, '[release: ["tailwind web --minify", "phx.digest", "release"]]');
    expect(only.plan).toMatchObject([
      { directory: ".", task: "release", tools: [{ app: "esbuild" }, { app: "tailwind" }] },
    ]);
    const both = await read({}, '[release: ["assets.deploy", "release"], "assets.deploy": ["esbuild web"]]');
    expect(both.plan.map(({ task }) => task)).toEqual(["release"]);
    const apart = await read({}, '[release: ["tailwind web", "release"], "assets.deploy": ["esbuild web"]]');
    expect(apart.plan.map(({ task }) => task)).toEqual(["assets.deploy", "release"]);
    const none = await read({}, '[release: ["clean", "release"]]');
    expect(none.plan).toEqual([]);
  });

  const phoenix = {
    "mix.exs": mixFile("[]").replace('{:esbuild, "~> 0.8"}', '{:esbuild, "~> 0.8"}, {:phoenix, "~> 1.7"}'),
    "mix.lock": lock.replace(
      "%{",
      `%{\n  "phoenix": {:hex, :phoenix, "1.7.0", "${"a".repeat(64)}", [:mix], [], "hexpm", "${"b".repeat(64)}"},`,
    ),
    "config/config.exs":
      'import Config\nconfig :web, WebApp.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"\n',
    "priv/static/robots.txt": "",
  };

  test("files are digested where the endpoint reads a manifest and no alias makes it", async () => {
    expect((await read(phoenix)).plan).toEqual([{ directory: ".", task: "phx.digest", tools: [] }]);
    const configured = { ...phoenix, "config/config.exs": "import Config\nconfig :web, WebApp.Endpoint, url: []\n" };
    expect((await read(configured)).plan).toEqual([]);
    expect((await read({ ...phoenix, "mix.lock": lock, "mix.exs": mixFile("[]") })).plan).toEqual([]);
  });

  const front = {
    "frontend/package.json": '{ "scripts": { "build": "vite build" }, "dependencies": { "topbar": "^3.0.0" } }',
    "frontend/package-lock.json": '{ "lockfileVersion": 3, "packages": {} }',
    "frontend/vite.config.js": 'export default { build: { outDir: "../priv/static" } }',
  };

  test("NN835: a front end that no alias builds", async () => {
    expect((await read(front, "[]")).codes).toContain("front-end-not-built");
    expect((await read(front)).codes).toContain("front-end-not-built");
    const alias = '["assets.deploy": ["cmd --cd frontend npm run build", "phx.digest"]]';
    expect((await read(front, alias)).codes).not.toContain("front-end-not-built");
    const elsewhere = { ...front, "frontend/vite.config.js": 'export default { build: { outDir: "dist" } }' };
    expect((await read(elsewhere, "[]")).codes).not.toContain("front-end-not-built");
    const { "frontend/package-lock.json": _, ...unlocked } = front;
    expect((await read(unlocked, "[]")).codes).not.toContain("front-end-not-built");
  });

  test("none of another project below it", async () => {
    for (const own of ["mix.exs", "rebar.config"]) {
      const example = Object.fromEntries(Object.entries(front).map(([path, text]) => [`examples/${path}`, text]));
      expect((await read({ ...example, [`examples/${own}`]: "" }, "[]")).codes).not.toContain("front-end-not-built");
      expect((await read(example, "[]")).codes).toContain("front-end-not-built");
    }
  });

  test("a front end that the settings have built: its packages and programs, and its files are digested", async () => {
    const { "priv/static/robots.txt": _, ...unserved } = phoenix;
    const commands = ["pnpm run build"];
    const read_ = await read({ ...unserved, ...front }, "[]", { frontend: commands });
    expect(read_.codes).not.toContain("front-end-not-built");
    expect(read_.frontEnds.map(({ folder, commands: run, programs }) => [folder, run, programs])).toEqual([
      ["frontend", commands, ["pnpm"]],
    ]);
    expect(read_.frontEnds[0]?.nodeModules.map(({ lockFile }) => lockFile)).toEqual(["frontend/package-lock.json"]);
    expect(read_.node?.managers).toEqual(["pnpm"]);
    expect(read_.plan).toEqual([{ directory: ".", task: "phx.digest", tools: [] }]);
  });

  describe("a front end beside the Mix project", () => {
    const beside = {
      "../frontend/package.json": '{ "scripts": { "build": "vite build" }, "dependencies": { "topbar": "^3.0.0" } }',
      "../frontend/package-lock.json": npmLock({ "node_modules/topbar": { version: "3.0.0", integrity: hash } }),
      "../frontend/vite.config.js": 'export default { build: { outDir: "../backend/priv/static" } }',
    };
    const inBackend = (files: Readonly<Record<string, string>>, aliases = "[]", built = {}) =>
      read(files, aliases, built, { project: "/repo/backend", limit: "/repo" });

    test("NN835: its settings lead to priv/static of the project, however they write it", async () => {
      for (const outDir of [
        '"../backend/priv/static"',
        'path.resolve(__dirname, "..", "backend", "priv", "static/app")',
        "`${here}/../backend/priv/static`",
      ]) {
        const { codes } = await inBackend({ ...beside, "../frontend/vite.config.js": `export default ${outDir}` });
        expect(codes, outDir).toContain("front-end-not-built");
      }
      for (const outDir of ['"../other/priv/static"', '"dist"', '"priv/static"']) {
        const { codes } = await inBackend({ ...beside, "../frontend/vite.config.js": `export default ${outDir}` });
        expect(codes, outDir).not.toContain("front-end-not-built");
      }
    });

    test("the project's own folder is none beside it", async () => {
      const own = Object.fromEntries(
        Object.entries(front).map(([path, text]) => [path.replace("frontend/", ""), text]),
      );
      const { codes } = await inBackend({ ...own, "vite.config.js": 'export default "../backend/priv/static"' });
      expect(codes).toEqual(["front-end-not-built"]);
    });

    test("nothing is looked for outside of the repository", async () => {
      const { codes } = await read(beside, "[]", {}, { project: "/repo/backend", limit: "/repo/backend" });
      expect(codes).not.toContain("front-end-not-built");
    });

    test.each([
      ["by the settings", "[]", { "../frontend": ["npm run build"] }],
      ["by the alias", '["assets.deploy": ["cmd --cd ../frontend npm run build"]]', {}],
      [
        "by the alias, absolute",
        '["assets.deploy": ["cmd --cd #{Path.expand("../frontend", __DIR__)} npm run build"]]',
        {},
      ],
    ])("built %s: its packages, placed from the folder that holds both", async (_, aliases, built) => {
      const { codes, node, files } = await inBackend(beside, aliases, built);
      expect(codes).toEqual([]);
      expect(
        node?.modules.map(({ base, folders, packages }) => [base, folders, packages.flatMap((each) => each.paths)]),
      ).toEqual([["..", ["frontend/node_modules"], ["frontend/node_modules/topbar"]]]);
      expect(files.all).toEqual([".", "../frontend"]);
    });

    test("what its settings name, the workspace's files and its members go along; the rest of the repository does not", async () => {
      const locked = npmLock({
        "": { workspaces: ["frontend", "ui"] },
        frontend: { dependencies: { topbar: "^3.0.0", ui: "*" } },
        ui: { name: "ui" },
        "node_modules/ui": { resolved: "ui", link: true },
        "node_modules/topbar": { version: "3.0.0", integrity: hash },
        "node_modules/phoenix": { resolved: "backend/deps/phoenix", link: true },
      });
      const { "../frontend/package-lock.json": _, ...unlocked } = beside;
      const { codes, node, files } = await inBackend(
        {
          ...unlocked,
          "../package.json": '{ "workspaces": ["frontend", "ui"] }',
          "../package-lock.json": locked,
          "../.npmrc": "",
          "../README.md": "",
          "../docs/a.json": "",
          "../ui/package.json": '{ "name": "ui" }',
          "../shared/types.ts": "",
          "../tsconfig.base.json": "{}",
          "../frontend/tsconfig.json": '{ "extends": "../tsconfig.base.json", "paths": { "@/*": ["../shared/*"] } }',
        },
        "[]",
        { "../frontend": ["npm run build"] },
      );
      expect(codes).toEqual([]);
      expect(files.all).toEqual([
        ".",
        "../.npmrc",
        "../frontend",
        "../package-lock.json",
        "../package.json",
        "../shared",
        "../tsconfig.base.json",
        "../ui",
      ]);
      expect(node?.modules.map(({ base, links, dependencies }) => [base, links, dependencies])).toEqual([
        [
          "..",
          [
            { path: "node_modules/ui", target: "ui" },
            { path: "node_modules/phoenix", target: "backend/deps/phoenix" },
          ],
          ["backend/deps/phoenix"],
        ],
      ]);
    });

    test("a lock above that knows nothing of it is none of its", async () => {
      const { "../frontend/package-lock.json": _, ...unlocked } = beside;
      const { codes } = await inBackend(
        {
          ...unlocked,
          "../package.json": '{ "devDependencies": { "husky": "9" } }',
          "../package-lock.json": npmLock({}),
        },
        "[]",
        { "../frontend": ["npm run build"] },
      );
      expect(codes).toEqual(["assets-by-hand"]);
    });
  });

  test("one lock above two folders, one of the alias and one of the settings, has the packages of both", async () => {
    const member = (name: string): string => `{ "name": "${name}", "dependencies": { "topbar": "^3.0.0" } }`;
    const workspaces = JSON.stringify({
      lockfileVersion: 3,
      packages: {
        "": { workspaces: ["assets", "admin"] },
        admin: { name: "admin", dependencies: { topbar: "^3.0.0" } },
        assets: { name: "assets", dependencies: { topbar: "^2.0.0" } },
        "node_modules/topbar": { version: "3.0.0", integrity: hash },
        "assets/node_modules/topbar": { version: "2.0.0", integrity: hash },
      },
    });
    const files = {
      "package.json": '{ "workspaces": ["assets", "admin"] }',
      "package-lock.json": workspaces,
      "assets/package.json": member("assets"),
      "admin/package.json": member("admin"),
    };
    const { node } = await read(files, undefined, { admin: ["npm run build"] });
    expect(node?.modules).toHaveLength(1);
    expect(node?.modules[0]?.packages.flatMap(({ paths }) => paths).toSorted()).toEqual([
      "assets/node_modules/topbar",
      "node_modules/topbar",
    ]);
  });

  test("the tools that are among the dependencies, by nixpkgs' names", async () => {
    const { plan } = await read({});
    expect(plan[0]?.tools).toEqual([
      { app: "esbuild", package: "esbuild", path: "/bin/esbuild" },
      { app: "tailwind", package: "tailwindcss_3", path: "/bin/tailwindcss" },
    ]);
  });

  test("the major version of tailwind that is configured", async () => {
    const { plan } = await read({ "config/config.exs": 'import Config\nconfig :tailwind, version: "4.1.7"\n' });
    expect(plan[0]?.tools.map((tool) => tool.package)).toContain("tailwindcss_4");
  });

  const manifest = '{ "dependencies": { "topbar": "^3.0.0" } }';
  const topbar = npmLock({ "node_modules/topbar": { version: "3.0.0", integrity: hash } });

  test("packages of a lock, beside package.json; Node is there for them", async () => {
    const { node, codes } = await read({ "assets/package.json": manifest, "assets/package-lock.json": topbar });
    expect(node?.modules.map((each) => each.folders)).toEqual([["assets/node_modules"]]);
    expect(node?.modules[0]?.packages).toEqual([
      {
        paths: ["assets/node_modules/topbar"],
        source: { kind: "tarball", url: "https://registry.npmjs.org/topbar/-/topbar-3.0.0.tgz", hash },
        systems: null,
        optional: false,
        patchFromNix: null,
      },
    ]);
    expect(codes).toEqual([]);
  });

  test("the Mix project's own package.json where assets/ has none", async () => {
    const { node } = await read({ "package.json": manifest, "package-lock.json": topbar });
    expect(node?.modules.map((each) => each.folders)).toEqual([["node_modules"]]);
    const { node: both } = await read({
      "package.json": manifest,
      "package-lock.json": topbar,
      "assets/package.json": manifest,
      "assets/package-lock.json": topbar,
    });
    expect(both?.modules.map((each) => each.folders)).toEqual([["assets/node_modules"]]);
  });

  test("folders that the alias names, through other aliases too", async () => {
    const aliases =
      '["assets.deploy": ["assets.build", "phx.digest"], "assets.build": ["cmd --cd assets/admin pnpm run build"]]';
    const { node } = await read(
      { "assets/admin/package.json": manifest, "assets/admin/package-lock.json": topbar },
      aliases,
    );
    expect(node?.modules.map((each) => each.folders)).toEqual([["assets/admin/node_modules"]]);
    expect(node?.managers).toEqual(["pnpm"]);
  });

  test("of several locks that of the package manager that the alias calls", async () => {
    const files = {
      "assets/package.json": manifest,
      "assets/package-lock.json": topbar,
      "assets/bun.lock": '{"lockfileVersion": 1}',
    };
    const { assets } = await read(files, '["assets.deploy": ["cmd --cd assets bun run build"]]');
    expect(assets[0]?.nodeModules.map((each) => each.lockFile)).toEqual(["assets/bun.lock"]);
    expect((await read(files)).assets[0]?.nodeModules.map((each) => each.lockFile)).toEqual([
      "assets/package-lock.json",
    ]);
  });

  test("Node alone where the alias calls it and there are no packages", async () => {
    expect((await read({}, '["assets.deploy": ["cmd node build.js"]]')).node).toEqual({
      package: "nodejs",
      managers: [],
      modules: [],
    });
    expect((await read({}, '["assets.deploy": ["esbuild web"]]')).node).toBeNull();
  });

  test.each([
    ["no lock", {}],
    ["bun's binary lock", { "assets/bun.lockb": "" }],
  ])("packages that no lock tells how to fetch are reported: %s", async (_, files) => {
    const { node, codes } = await read({ "assets/package.json": manifest, ...files });
    expect(node).toBeNull();
    expect(codes).toEqual(["assets-by-hand"]);
  });

  test("a package.json without dependencies needs nothing", async () => {
    const { node, codes } = await read({ "assets/package.json": '{ "name": "x" }' });
    expect(node).toBeNull();
    expect(codes).toEqual([]);
  });

  test("of an umbrella, the applications' aliases and not the one that calls them", async () => {
    const { assets } = await read({
      "mix.exs": `defmodule U.MixProject do
        use Mix.Project
        def project, do: [apps_path: "apps", version: "1.0.0", aliases: ["assets.deploy": ["cmd mix assets.deploy"]]]
      end`,
      "apps/web/mix.exs": mixFile('["assets.deploy": ["esbuild web"]]'),
    });
    expect(assets.map((each) => each.project)).toEqual(["apps/web"]);
  });
});
