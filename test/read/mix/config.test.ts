import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import type { ProjectConfig } from "../../../src/read/mix/config.ts";
import { readConfig } from "../../../src/read/mix/config/read-config.ts";
import { memoryFileSystem } from "./memory.ts";
import { askMix, hasElixir } from "./oracle.ts";
import { contextFor, contextIn } from "./reading.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/config", import.meta.url));
const files = readdirSync(fixtures).filter((name) => name.endsWith(".exs"));
const cases = ["prod", "dev", "test"].flatMap((env) =>
  files.map((name) => ({ env, path: `${fixtures}/${name}`, name })),
);

describe.skipIf(!hasElixir)("configuration as Elixir's Config.Reader reads it", () => {
  const { answers } = hasElixir
    ? askMix(cases.map(({ env, path }) => ({ kind: "config", path, env })))
    : { answers: [] };

  test.each(cases.map((each, index) => ({ ...each, index })))("$name in $env", ({ env, path, index }) => {
    const context = contextFor(fixtures, env, fixtures);
    const config = readConfig({ ...context, file: path, evaluator: context.newEvaluator(fixtures, env) });
    const answer = answers[index] as [string, [string, unknown][]][];
    expect(answer).not.toHaveProperty("error");
    expect([...config.configuredApps().apps].sort()).toEqual(answer.map(([app]) => app).sort());
    expect(config.configuredApps().complete).toBe(true);
    for (const [app, keys] of answer) {
      const ours = keys.map(([key]) => [key, term(config.configFor(app, key))]);
      // Of two equal keys the first one is what Application.get_env/2 gives.
      const theirs = keys.map(([key]) => [key, keys.find(([other]) => other === key)?.[1]]);
      expect(ours).toEqual(theirs);
    }
    expect(context.diagnostics.list).toEqual([]);
  });
});

/** In the oracle's form. */
function term(value: Value | undefined): unknown {
  switch (value?.t) {
    case "str":
      return value.v;
    case "atom":
      return { atom: value.v };
    case "int":
      return { int: String(value.v) };
    case "float":
      return { float: String(value.v) };
    case "list":
      return value.open === undefined ? value.items.map(term) : "open";
    case "tuple":
      return { tuple: value.items.map(term) };
    case "map":
      return { map: value.entries.map(([key, of]) => [term(key), term(of)]).sort(byText) };
    default:
      return value;
  }
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

describe("what cannot be known", () => {
  function read(files: Record<string, string>): { config: ProjectConfig; diagnostics: Diagnostics } {
    const context = contextIn(memoryFileSystem(files), "/p", "prod", "/p");
    const config = readConfig({
      ...context,
      file: "/p/config/config.exs",
      evaluator: context.newEvaluator("/p", "prod"),
    });
    return { config, diagnostics: context.diagnostics };
  }
  const codes = (diagnostics: Diagnostics): string[] => diagnostics.list.map(({ code }) => code);

  test("a condition makes only what it sets unknown", () => {
    const { config } = read({
      "/p/config/config.exs": `
        import Config
        config :app, sure: 1, maybe: 1
        if Foreign.call(), do: config(:app, maybe: 2, other: 3)
        if Foreign.call(), do: config(:app, maybe_same: 1), else: config(:app, maybe_same: 1)
      `,
    });
    expect(config.configFor("app", "sure")).toMatchObject({ t: "int", v: 1n });
    expect(config.configFor("app", "maybe")?.t).toBe("unknown");
    expect(config.configFor("app", "other")?.t).toBe("unknown");
    expect(config.configFor("app", "third")).toBeUndefined();
  });

  test("a value that is not known leaves the other keys", () => {
    const { config } = read({
      "/p/config/config.exs": `
        import Config
        config :app, App.Native, mode: Foreign.mode(), path: "native/app"
        config :app, App.Native, features: ["a"]
      `,
    });
    const native = config.configFor("app", "Elixir.App.Native");
    expect(native?.t).toBe("list");
    expect(term(native)).toMatchObject([
      {},
      { tuple: [{ atom: "path" }, "native/app"] },
      { tuple: [{ atom: "features" }, ["a"]] },
    ]);
  });

  test("a keyword that is not known hides its application, up to what is set later", () => {
    const { config, diagnostics } = read({
      "/p/config/config.exs": `
        import Config
        config :app, before: 1
        config :app, Foreign.all()
        config :app, after: 2
        config :other, a: 1
      `,
    });
    expect(config.configFor("app", "before")?.t).toBe("unknown");
    expect(config.configFor("app", "never")?.t).toBe("unknown");
    expect(config.configFor("app", "after")).toMatchObject({ v: 2n });
    expect(config.configFor("other", "b")).toBeUndefined();
    expect(config.configuredApps()).toEqual({ apps: ["app", "other"], complete: true });
    expect(codes(diagnostics)).toEqual(["config-unknown"]);
  });

  test("an import that is not known hides everything", () => {
    const { config, diagnostics } = read({
      "/p/config/config.exs": 'import Config\nconfig :app, a: 1\nimport_config "#{Foreign.name()}.exs"\n',
    });
    expect(config.configFor("app", "a")?.t).toBe("unknown");
    expect(config.configFor("x", "y")?.t).toBe("unknown");
    expect(config.configuredApps().complete).toBe(false);
    expect(codes(diagnostics)).toEqual(["config-unknown"]);
  });

  test("an import that is missing is reported where it stands", () => {
    const { diagnostics } = read({ "/p/config/config.exs": 'import Config\n\n  import_config "prod.exs"\n' });
    expect(diagnostics.list).toMatchObject([
      {
        code: "config-missing",
        place: { file: "config/config.exs", line: 3, column: 3 },
        args: { path: "config/prod.exs", advice: "Create the file, or remove what names it" },
      },
    ]);
  });

  test("one that is missing for this MIX_ENV alone: another that has one is named", () => {
    const { diagnostics } = read({
      "/p/config/config.exs": 'import Config\nimport_config "#{config_env()}.exs"\n',
      "/p/config/test.exs": "import Config\n",
    });
    expect(diagnostics.list[0]?.args["advice"]).toMatch(
      /^Create the file, .*: --env test, or env = "test" in nif2nix\.toml$/,
    );
  });

  test("a file that imports itself is read once", () => {
    const { config } = read({
      "/p/config/config.exs": 'import Config\nimport_config "config.exs"\nconfig :app, a: 1\n',
    });
    expect(config.configFor("app", "a")).toMatchObject({ v: 1n });
  });

  test("variables that decide are kept with the value", () => {
    const { config } = read({
      "/p/config/config.exs": 'import Config\nconfig :app, a: System.get_env("A_URL") || "none"\n',
    });
    expect(config.configFor("app", "a")).toMatchObject({ t: "str", v: "none" });
    expect([...(config.configFor("app", "a")?.variables ?? [])]).toEqual(["A_URL"]);
  });

  test("no configuration at all, and runtime.exs beside it", () => {
    const { config } = read({ "/p/config/runtime.exs": "import Config\nconfig :app, a: 1\n" });
    expect(config.configuredApps()).toEqual({ apps: [], complete: true });
    expect(config.files).toEqual([]);
    expect(config.hasRuntime).toBe(true);
  });

  test("wildcards of Mix.Config", () => {
    const { config } = read({
      "/p/config/config.exs": 'use Mix.Config\nimport_config "../apps/*/config/config.exs"\n',
      "/p/apps/a/config/config.exs": "use Mix.Config\nconfig :a, from: :a\n",
      "/p/apps/b/config/config.exs": "use Mix.Config\nconfig :b, from: :b\n",
      "/p/apps/c/README.md": "",
    });
    expect(config.configuredApps().apps).toEqual(["a", "b"]);
  });
});
