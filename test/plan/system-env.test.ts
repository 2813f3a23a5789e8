import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { plan } from "../../src/plan/plan.ts";
import { systemEnv } from "../../src/plan/system-env.ts";
import { defaultPackage, defaultSettings } from "../../src/settings/settings.ts";
import { mixLock } from "../read/mix/files.ts";
import { readFiles } from "../read/mix/reading.ts";

const mixExs = (app: string, deps: string): string => `defmodule ${app}.MixProject do
  use Mix.Project
  def project, do: [app: :${app.toLowerCase()}, version: "1.0.0", deps: ${deps}]
end
`;
const says = 'IO.puts("ours=#{System.get_env("WHO")}")\n';

test("variables of a dependency reach what Mix has others build, and not what it compiles itself", async () => {
  const files: Readonly<Record<string, string>> = {
    "mix.exs": mixExs(
      "Shop",
      '[{:made, path: "made", app: false, system_env: [{"WHO", "made"}]}, {:ours, path: "ours", system_env: [{"WHO", "x"}]}]',
    ),
    "mix.lock": "%{}\n",
    "made/Makefile": 'all:\n\t@echo "made=$$WHO"; mkdir -p ebin\n',
    "ours/mix.exs": mixExs("Ours", "[]"),
    "ours/lib/ours.ex": says,
  };
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-env-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const printed = execFileSync("mix", ["deps.compile"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
    const theirs = Object.fromEntries([...printed.matchAll(/^(made|ours)=(.*)$/gm)].map(([, app, who]) => [app, who]));
    const { project } = await readFiles(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`/p/${path}`, text])),
    );
    expect(Object.fromEntries(project.deps.map((dep) => [dep.app, systemEnv(dep, project)["WHO"] ?? ""]))).toEqual(
      theirs,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the settings have the last word, and no shell gets a name that it cannot export", async () => {
  const { project } = await readFiles({
    "/p/mix.exs": mixExs("Shop", '[{:rebarred, "~> 1.0", system_env: [{"A", "1"}, {"B", "1"}, {"$(C)", "1"}]}]'),
    "/p/mix.lock": mixLock({ rebarred: { managers: "[:rebar3]" } }),
  });
  const packages = { rebarred: { ...defaultPackage, env: { B: "2" } } };
  const { natives } = plan(project, { ...defaultSettings, packages }, new Diagnostics());
  expect(natives.map(({ app, inputs }) => [app, inputs.env])).toEqual([["rebarred", { A: "1", B: "2" }]]);
  const [without] = plan(project, defaultSettings, new Diagnostics()).natives;
  expect(without?.inputs.env).toEqual({ A: "1", B: "1" });
});
