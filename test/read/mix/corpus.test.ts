import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { DeclaredDep, MixProject } from "../../../src/model/mix-project.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { readMixExs } from "./reading.ts";

/**
 * Real projects and what is truly in them. Neither the list nor the repositories are part of this one:
 * NIF2NIX_CORPUS is the folder of mix.jsonl, NIF2NIX_CORPUS_REPOS one with a checkout of each, called owner+name.
 */
const corpus = process.env["NIF2NIX_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/corpus", import.meta.url));
const repos = process.env["NIF2NIX_CORPUS_REPOS"];
const present = repos !== undefined && existsSync(`${corpus}/mix.jsonl`);
if (!present) console.warn("projects of real repositories were not read: NIF2NIX_CORPUS_REPOS names no checkouts");

interface Truth {
  readonly repo: string;
  readonly mixexs: string;
  readonly app: string | null;
  readonly version: string | null;
  readonly apps_path: string | null;
  readonly elixir: string | null;
  readonly releases: readonly string[];
  readonly deps: readonly Record<string, unknown>[];
  readonly static: boolean;
}

describe.skipIf(!present)("mix.exs of real projects", () => {
  const lines: Truth[] = present
    ? readFileSync(`${corpus}/mix.jsonl`, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Truth)
    : [];
  let equal = 0;
  let all = 0;

  test.each(lines)("$repo $mixexs", (truth) => {
    const limit = join(repos as string, truth.repo.replace("/", "+"));
    const { project } = readMixExs(dirname(join(limit, truth.mixexs)), "prod", limit);
    const ours = fieldsOf(project.mix);
    const theirs = fieldsOfTruth(truth);
    const differing: unknown[] = [];
    for (const [name, value] of Object.entries(theirs)) {
      const own = name in ours ? ours[name] : "absent";
      all++;
      if (JSON.stringify(own) === JSON.stringify(value)) equal++;
      else if (truth.static || !isUnknownField(own)) differing.push({ name, ours: own, theirs: value });
    }
    const extra = Object.keys(ours).filter((name) => !(name in theirs) && name !== "version");
    expect({ differing, extra }).toEqual({ differing: [], extra: [] });
  });

  test("most fields are known", () => {
    console.log(`mix.exs fields equal: ${equal} / ${all}`);
    expect(equal / all).toBeGreaterThan(0.95);
  });
});

function isUnknownField(value: unknown): boolean {
  return isUnknown(value) || value === "absent";
}

function fieldsOf(mix: MixProject): Record<string, unknown> {
  const releases = isUnknown(mix.releases) ? mix.releases : mix.releases.map(({ name }) => name);
  const deps = isUnknown(mix.declaredDeps) ? [] : mix.declaredDeps;
  return {
    app: mix.app,
    version: mix.version,
    elixir: mix.elixir,
    apps_path: mix.appsPath,
    releases,
    ...Object.fromEntries(deps.map((dep) => [`dep ${dep.app}`, depFields(dep)])),
  };
}

function depFields(dep: DeclaredDep): unknown {
  return {
    requirement: dep.requirement,
    only: dep.only,
    runtime: dep.runtime,
    optional: dep.optional,
    path: dep.path,
    git: dep.git,
    in_umbrella: dep.inUmbrella,
    override: dep.override,
    compile: dep.compile,
    app_opt: dep.appOption,
    sparse: dep.sparse,
    subdir: dep.subdir,
  };
}

function fieldsOfTruth({ app, version, elixir, apps_path, releases, deps }: Truth): Record<string, unknown> {
  const named = deps.map(({ app: name, ...fields }) => {
    const order = ["requirement", "only", "runtime", "optional", "path", "git", "in_umbrella", "override"];
    const rest = ["compile", "app_opt", "sparse", "subdir"];
    return [`dep ${String(name)}`, Object.fromEntries([...order, ...rest].map((key) => [key, fields[key]]))];
  });
  // A version that Git has to be asked for is given as null: then there is nothing to compare.
  const known = version === null ? {} : { version };
  return { app, ...known, elixir, apps_path, releases, ...Object.fromEntries(named) };
}
