import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Generation, generate } from "../../src/index.ts";
import { commit, type GitServer, git, gitServer } from "../support/git-server.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-git-")));
/** Not beside the project: a cache that may have come along with it is not trusted. */
const cache = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-git-cache-")));
const repositories = join(base, "repositories");
let server: GitServer;
/** Of each repository the commits, oldest first. */
const commits: Record<string, readonly string[]> = {};
const project = join(base, "project");
const env = { PATH: process.env["PATH"], HOME: join(base, "home"), XDG_CACHE_HOME: cache };

const mixExs = (app: string, deps: string): string => `
defmodule ${app}.MixProject do
  use Mix.Project
  def project, do: [app: :${app.toLowerCase()}, version: "0.1.0", deps: deps()]
  def application, do: []
  defp deps, do: [${deps}]
end
`;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const hex = (name: string): string =>
  `  "${name}": {:hex, :${name}, "1.0.0", "${"0".repeat(64)}", [:mix], [], "hexpm", "${"1".repeat(64)}"},\n`;

const locked = (app: string, options = "", rev = commits[app]?.at(-1)): string =>
  `  "${app}": {:git, "${server.url}/${app}", "${rev}", [${options}]},\n`;

function writeProject(deps: string, lock: string): void {
  rmSync(project, { recursive: true, force: true });
  write(project, {
    "mix.exs": mixExs("App", deps),
    "mix.lock": `%{\n${lock}}\n`,
    "lib/app.ex": "defmodule App do\nend\n",
  });
}

const run = (more: { offline?: boolean; env?: Record<string, string | undefined> } = {}): Promise<Generation> =>
  generate({ project, env, ...more });

const built = ({ plan }: Generation): Readonly<Record<string, string>> =>
  Object.fromEntries(plan.deps.map(({ app, builder }) => [app, builder]));
const codes = ({ diagnostics }: Generation): readonly string[] => diagnostics.map(({ code }) => code);

beforeAll(async () => {
  mkdirSync(repositories, { recursive: true });
  server = await gitServer(repositories);
  const makefile = "all:\n\tcc -shared -o $(PREFIX)/priv/a.so c_src/a.c $$(pkg-config --cflags zlib)\n";
  const first = commit(join(repositories, "tool"), { "mix.exs": mixExs("Tool", '{:old, "~> 1.0"}') });
  const second = commit(join(repositories, "tool"), {
    "mix.exs": mixExs("Tool", `{:leaf, "~> 1.0"}, {:inner, git: "${server.url}/inner"}`),
    ".gitattributes": "mix.exs export-ignore\n",
  });
  git(join(repositories, "tool"), "tag", "v2");
  const third = commit(join(repositories, "tool"), { "mix.exs": mixExs("Tool", "") });
  commits["tool"] = [first, second, third];
  commits["inner"] = [commit(join(repositories, "inner"), { "rebar.config": '{deps, [{grain, "1.0.0"}]}.\n' })];
  for (const [app, files] of Object.entries(erlang)) commits[app] = [commit(join(repositories, app), files)];
  commits["many"] = [
    commit(join(repositories, "many"), { "README.md": "", "one/mix.exs": mixExs("Many", '{:leaf, "~> 1.0"}') }),
  ];
  commits["native"] = [
    commit(join(repositories, "native"), {
      "mix.exs": mixExs("Native", '{:elixir_make, "~> 0.8"}').replace(
        "deps: deps()",
        "compilers: [:elixir_make | Mix.compilers()], deps: deps()",
      ),
      Makefile: makefile,
      "c_src/a.c": "",
    }),
  ];
});

/** rebar3 dependencies of several sorts: plain, with a port in C, with a script, with git dependencies of their own. */
const erlang: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain_erl: {
    "rebar.config": '{erl_opts, [debug_info]}.\n{deps, [{grain, "1.0.0"}, {leaf, ">= 1.0.0"}]}.\n',
    "src/plain_erl.app.src": '{application, plain_erl, [{vsn, "1.2.3"}, {applications, [kernel, stdlib, grain]}]}.\n',
  },
  ported: {
    "rebar.config":
      '{plugins, [pc]}.\n{provider_hooks, [{pre, [{compile, {pc, compile}}]}]}.\n{port_specs, [{"priv/ported.so", ["c_src/*.c"]}]}.\n{port_env, [{"LDFLAGS", "$LDFLAGS -lssl"}]}.\n',
    "c_src/ported.c": "#include <openssl/ssl.h>\n",
    "src/ported.app.src": "{application, ported, [{vsn, git}]}.\n",
  },
  scripted: {
    "rebar.config": '{deps, [{grain, "1.0.0"}]}.\n{profiles, [{test, [{deps, [meck]}]}]}.\n',
    "rebar.config.script": "lists:keystore(deps, 1, CONFIG, {deps, [{leaf, []}]}).\n",
    "src/scripted.app.src": '{application, scripted, [{vsn, "0.1.0"}]}.\n',
  },
  source_only: {
    "src/source_only.app.src": '{application, source_only, [{vsn, "0.0.1"}]}.\n',
    "src/source_only.erl": "-module(source_only).\n",
    "rebar.config": "",
  },
  by_make: {
    "erlang.mk": "",
    Makefile: "PROJECT = by_make\nDEPS = grain\ninclude erlang.mk\n",
    "src/by_make.erl": "-module(by_make).\n",
  },
};

afterAll(async () => {
  await server.stop();
  for (const folder of [base, cache]) rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => rmSync(join(cache, "nif2nix"), { recursive: true, force: true }));

/** As `mix deps.get` leaves it. */
function checkOut(app: string, rev: string): void {
  const folder = join(project, "deps", app);
  cpSync(join(repositories, app), folder, { recursive: true });
  git(folder, "checkout", "--quiet", "--detach", rev);
}

describe("a Git dependency without a checkout", () => {
  const all = ["old", "leaf", "grain", "other"].map(hex).join("");

  test("is fetched and asked, and so is what it wants itself", async () => {
    writeProject(
      `{:tool, git: "${server.url}/tool", tag: "v2"}`,
      all + locked("tool", 'tag: "v2"', commits["tool"]?.[1]) + locked("inner"),
    );
    const generation = await run();
    expect(codes(generation)).not.toContain("source-missing");
    expect(built(generation)).toEqual({ leaf: "mix", grain: "mix", tool: "mix", inner: "rebar3" });
  });

  test("gives the same files as with one, byte for byte", async () => {
    writeProject(
      `{:tool, git: "${server.url}/tool", tag: "v2"}, {:many, git: "${server.url}/many", sparse: "one"}, {:native, git: "${server.url}/native", branch: "main"}`,
      all +
        hex("elixir_make") +
        locked("tool", 'tag: "v2"', commits["tool"]?.[1]) +
        locked("inner") +
        locked("many", 'sparse: "one"') +
        locked("native", 'branch: "main"'),
    );
    const without = await run();
    for (const app of ["inner", "many", "native"]) checkOut(app, commits[app]?.at(-1) as string);
    checkOut("tool", commits["tool"]?.[1] as string);
    const withCheckouts = await run();
    expect(withCheckouts.plan).toEqual(without.plan);
    expect(withCheckouts.files).toEqual(without.files);
    expect(codes(withCheckouts)).toEqual(codes(without));
    expect(without.plan.natives.map(({ app }) => app)).toContain("native");
  });

  test.each(Object.keys(erlang).map((app) => [app, app === "by_make" ? "erlang.mk" : "rebar3"]))(
    "that is %s gives the same files as with one, before and after it was compiled",
    async (app, builder) => {
      writeProject(`{:${app}, git: "${server.url}/${app}", branch: "main"}`, all + locked(app, 'branch: "main"'));
      const without = await run();
      expect(built(without)[app]).toBe(builder);
      checkOut(app, commits[app]?.at(-1) as string);
      const withCheckout = await run();
      expect(withCheckout.files).toEqual(without.files);
      expect(codes(withCheckout)).toEqual(codes(without));
      // What Mix leaves of a compilation.
      write(join(project, "deps", app), {
        ".rebar3/erlcinfo": "",
        [`ebin/${app}.app`]: `{application, ${app}, [{vsn, "9.9.9"}, {applications, [other]}]}.\n`,
        ...(builder === "rebar3" ? { "rebar.lock": "[].\n" } : {}),
        "priv/ported.so": "",
        ".mix/compile.fetch": "",
      });
      const compiled = await run();
      expect(compiled.files).toEqual(without.files);
      expect(codes(compiled)).toEqual(codes(without));
    },
  );

  test("is fetched once: what is kept serves the next run, without the network", async () => {
    writeProject(`{:many, git: "${server.url}/many", sparse: "one"}`, all + locked("many", 'sparse: "one"'));
    const first = await run();
    const again = await run({ offline: true });
    expect(again.plan).toEqual(first.plan);
    expect(codes(again)).toEqual(codes(first));
  });

  test("--offline forbids the network, and the reason is said", async () => {
    writeProject(`{:many, git: "${server.url}/many", sparse: "one"}`, all + locked("many", 'sparse: "one"'));
    const { diagnostics } = await run({ offline: true });
    expect(diagnostics.find(({ code }) => code === "source-missing")?.args["reason"]).toContain("not allowed");
  });

  test.each(["0", "1", "2"])(
    "servers that give no single commits serve what leads to it (protocol %s)",
    async (version) => {
      const protocol = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "protocol.version", GIT_CONFIG_VALUE_0: version };
      // The first commit is on no tag and behind the branch.
      writeProject(`{:tool, git: "${server.url}/tool"}`, all + locked("tool", "", commits["tool"]?.[0]));
      const generation = await run({ env: { ...env, ...protocol } });
      expect(codes(generation)).not.toContain("source-missing");
      expect(built(generation)).toEqual({ old: "mix", tool: "mix" });
    },
  );

  test("a commit that is nowhere, and a server that does not answer", async () => {
    writeProject(`{:tool, git: "${server.url}/tool"}`, all + locked("tool", "", "f".repeat(40)));
    expect((await run()).diagnostics.some(({ code, args }) => code === "source-missing" && args["reason"] !== "")).toBe(
      true,
    );
    writeProject(
      `{:gone, git: "git://127.0.0.1:1/gone"}`,
      `  "gone": {:git, "git://127.0.0.1:1/gone", "${"e".repeat(40)}", []},\n`,
    );
    expect((await run()).diagnostics.some(({ code, args }) => code === "source-missing" && args["reason"] !== "")).toBe(
      true,
    );
  });

  test("a path of this machine is not read, unless it says that it is an address", async () => {
    const url = join(repositories, "tool");
    writeProject(`{:tool, git: "file://${url}"}`, all + locked("tool").replace(server.url, `file://${repositories}`));
    expect(codes(await run())).not.toContain("git-dependency-unread");
    rmSync(join(cache, "nif2nix"), { recursive: true });
    writeProject(`{:tool, git: "${url}"}`, `  "tool": {:git, "${url}", "${commits["tool"]?.[1]}", []},\n`);
    const { diagnostics } = await run();
    expect(diagnostics.find(({ code }) => code === "source-missing")?.args["reason"]).toContain("one machine");
    expect(readdirSync(join(cache, "nif2nix/git"))).toEqual([]);
  });

  test("no hook of the user's runs", async () => {
    const hooks = join(base, "hooks");
    write(hooks, { "reference-transaction": `#!/bin/sh\ntouch ${base}/ran\n` });
    const hooked = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.hooksPath", GIT_CONFIG_VALUE_0: hooks };
    writeProject(`{:many, git: "${server.url}/many", sparse: "one"}`, all + locked("many", 'sparse: "one"'));
    await run({ env: { ...env, ...hooked } });
    expect(existsSync(join(base, "ran"))).toBe(false);
    expect(readdirSync(join(cache, "nif2nix/git"))).toHaveLength(1);
  });
});
