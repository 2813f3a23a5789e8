import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { askMix, hasElixir } from "./oracle.ts";
import { read } from "./reading.ts";

/** Random projects with a random lock: Mix's own converger says which dependencies count, and what each waits for. */
const packages = ["h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7"] as const;

interface Dep {
  readonly app: string;
  readonly options: string;
}

const only = fc.constantFrom("", "", "", "only: :dev", "only: :prod", "only: [:dev, :test]", "only: [:prod, :test]");
const targets = fc.constantFrom("", "", "", "targets: [:rpi]", "targets: :rpi", "targets: [:host, :rpi]");
const flags = fc.constantFrom("", "", "", "optional: true", "runtime: false");
const override = fc.constantFrom("", "", "", "override: true");

/**
 * Restricted by environments or by targets: where one wish has the one and another wish the other, Mix widens both away
 * and counts a dependency that it never looked into.
 */
const projects = fc.constantFrom(only, only, targets).chain((restriction) => {
  const hexDep = fc
    .tuple(fc.constantFrom(...packages), restriction, flags, override)
    .map(([app, ...options]): Dep => ({ app, options: options.filter(Boolean).join(", ") }));
  const hexDeps = fc.uniqueArray(hexDep, { selector: ({ app }) => app, maxLength: 5 });
  // A path dependency or a child of an umbrella; what it lists may be another one that comes later.
  const local = fc.record({ deps: hexDeps, next: fc.boolean(), nextOptions: fc.tuple(restriction, flags) });
  // Packages need later ones only, so that there is no cycle.
  const requires = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.boolean()), { maxLength: 3 });
  return fc.record({
    umbrella: fc.boolean(),
    deps: hexDeps,
    locals: fc.array(local, { maxLength: 3 }),
    used: fc.array(fc.tuple(fc.boolean(), restriction), { minLength: 3, maxLength: 3 }),
    requires: fc.array(requires, { minLength: 8, maxLength: 8 }),
    env: fc.constantFrom("prod", "prod", "dev", "test"),
  });
});

type Spec = typeof projects extends fc.Arbitrary<infer T> ? T : never;

const seed = Number(process.env["NIF2NIX_SEED"] ?? 20260101);
const specs = fc.sample(projects, { numRuns: 250, seed });
const base = mkdtempSync(join(tmpdir(), "nif2nix-closure-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe.skipIf(!hasElixir)("the closure of random projects", () => {
  specs.forEach((spec, index) => writeProject(join(base, String(index)), spec));
  const { elixir, answers } = askMix(
    specs.map(({ env }, index) => ({ kind: "closure", path: join(base, String(index)), env })),
  );

  const oldMix = Number(elixir.version.split(".")[1]) < 17;

  test("Mix loads them, and they are not all alike", () => {
    expect([...new Set(answers.flatMap((answer) => answer.error ?? []))]).toEqual([]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(100);
    expect(answers.some((answer) => answer.diverged.length > 0)).toBe(true);
  });

  test(`is the one of Mix's converger (seed ${seed})`, async () => {
    let compared = 0;
    for (const [index, spec] of specs.entries()) {
      const { deps, diverged } = answers[index] as Answer;
      const { project, diagnostics } = await read(join(base, String(index)), spec.env, base);
      const diverging = diagnostics.filter(({ code }) => code === "only-diverges").map(({ args }) => args["app"]);
      // Mix stops at those before it looks into packages of Hex: the rest of its answer is not meant.
      if (diverged.length > 0) continue;
      if (oldMix && restrictsOptional(spec)) continue;
      const wanted = project.deps.filter(({ inProd }) => inProd !== false);
      const ours = Object.fromEntries(wanted.map(({ app, requires }) => [app, [...requires].sort()]));
      // Its lists name dependencies that are skipped, too.
      const there = (app: string): boolean => deps[app] !== undefined;
      const mix = Object.fromEntries(
        Object.entries(deps).map(([app, all]) => [app, [...new Set(all)].filter(there).sort()]),
      );
      expect(ours, filesOf(join(base, String(index)), spec.env)).toEqual(mix);
      expect(wanted.every(({ inProd }) => inProd === true)).toBe(true);
      expect(diverging).toEqual([]);
      compared++;
    }
    expect(compared).toBeGreaterThan(specs.length / 6);
  });
});

/**
 * Before Elixir 1.17 a restricted dependency counted as there for those that want it optionally
 * (https://github.com/elixir-lang/elixir/issues/13410).
 */
function restrictsOptional({ deps, locals, requires }: Spec): boolean {
  const all = [...deps, ...locals.flatMap((one) => one.deps)];
  const restricted = all.filter(({ options }) => /only:|targets:/.test(options)).map(({ app }) => app);
  const optional = requires.flatMap((list, index) =>
    list.map(([step, is]) => (is ? packages[index + step] : undefined)),
  );
  const declared = all.filter(({ options }) => options.includes("optional")).map(({ app }) => app);
  return restricted.some((app) => [...optional, ...declared].includes(app as (typeof packages)[number]));
}

/** The project, for whoever reads a failure. */
function filesOf(folder: string, env: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /mix\.(exs|lock)$/.test(name),
  );
  return names.map((name) => `${name} (${env}):\n${readFileSync(join(folder, name), "utf8")}`).join("\n");
}

interface Answer {
  readonly deps: Readonly<Record<string, readonly string[]>>;
  readonly diverged: readonly (readonly [app: string, status: string])[];
}

function writeProject(folder: string, spec: Spec): void {
  const names = spec.locals.map((_, index) => `l${index}`);
  const home = spec.umbrella ? "apps" : "libs";
  for (const [index, { deps, next, nextOptions }] of spec.locals.entries()) {
    const following = names[index + 1];
    const how = spec.umbrella ? "in_umbrella: true" : `path: "../${following}"`;
    const options = [how, ...nextOptions].filter(Boolean).join(", ");
    const all = next && following !== undefined ? [...deps, { app: following, options, local: true }] : deps;
    writeMix(`${folder}/${home}/${names[index]}`, `app: :${names[index]}`, all);
  }
  const local = spec.umbrella
    ? []
    : names.flatMap((app, index) => {
        const [use, restriction] = spec.used[index] as [boolean, string];
        const options = [`path: "libs/${app}"`, restriction].filter(Boolean).join(", ");
        return use ? [{ app, options, local: true }] : [];
      });
  writeMix(folder, spec.umbrella ? 'apps_path: "apps"' : "app: :root", [...spec.deps, ...local]);
  const lock = packages.map((name, index) => {
    const wanted = new Map(
      (spec.requires[index] ?? []).flatMap(([step, optional]) => {
        const other = packages[index + step];
        return other === undefined ? [] : [[other, optional] as const];
      }),
    );
    const list = [...wanted].map(
      ([other, optional]) => `{:${other}, "~> 1.0", [hex: :${other}, repo: "hexpm", optional: ${optional}]}`,
    );
    const sum = "0".repeat(64);
    return `  "${name}": {:hex, :${name}, "1.0.0", "${sum}", [:mix], [${list.join(", ")}], "hexpm", "${sum}"},\n`;
  });
  write(`${folder}/mix.lock`, `%{\n${lock.join("")}}\n`);
}

function writeMix(folder: string, head: string, deps: readonly (Dep & { local?: boolean })[]): void {
  const module = `M${folder.replace(/\W/g, "_")}`;
  const list = deps.map(({ app, options, local }) => {
    const parts = [`:${app}`, ...(local ? [] : ['"~> 1.0"']), ...(options ? [options] : [])];
    return `      {${parts.length === 1 ? `${parts[0]}, []` : parts.join(", ")}}`;
  });
  write(
    `${folder}/mix.exs`,
    `defmodule ${module}.MixProject do
  use Mix.Project

  def project do
    [${head}, version: "1.0.0", deps: [
${list.join(",\n")}
    ]]
  end
end
`,
  );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
