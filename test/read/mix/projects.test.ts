import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { DeclaredDep } from "../../../src/model/mix-project.ts";
import type { LoadedProject } from "../../../src/read/mix/loaded-project.ts";
import { umbrellaApps } from "../../../src/read/mix/umbrella.ts";
import { askMix, hasElixir } from "./oracle.ts";
import { readMixExs } from "./reading.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/mix", import.meta.url));
const folders = [
  ...readdirSync(fixtures),
  "umbrella/apps/core",
  "umbrella/apps/web",
  "umbrella_filtered/services/one",
  "path_deps/libs/inner",
  "path_deps/libs/deep",
];
const envs = ["prod", "dev", "test"];
const cases = envs.flatMap((env) => folders.map((folder) => ({ env, folder, path: `${fixtures}/${folder}` })));

/** Mix loads each fixture itself, in each environment; ours has to agree in every field. */
describe.skipIf(!hasElixir)("projects as Mix loads them", () => {
  const { elixir, answers } = hasElixir
    ? askMix(cases.map(({ env, path }) => ({ kind: "project", path, env })))
    : { elixir: { version: "", otp: "" }, answers: [] };
  const versions = { elixirVersion: elixir.version, otpRelease: elixir.otp };

  test("there are thirty and more of them, and Mix loads them all", () => {
    expect(folders.length).toBeGreaterThanOrEqual(30);
    expect(answers.filter((answer) => answer.error !== undefined)).toEqual([]);
  });

  test.each(cases.map((each, index) => ({ ...each, index })))("$folder in $env", ({ env, path, index }) => {
    const { project, context } = readMixExs(path, env, fixtures, versions);
    const apps = umbrellaApps(project, context);
    expect(describeProject(project, apps, env)).toEqual(expected(answers[index]));
    expect(context.diagnostics.list.filter(({ code }) => !EXPECTED_FINDINGS.has(code))).toEqual([]);
  });
});

/** Mix warns of these, too. */
const EXPECTED_FINDINGS = new Set<string>(["umbrella-folder-without-mix-exs"]);

/** The compilers are Elixir's own where the project says nothing; those differ between versions of Elixir. */
function expected(answer: any): unknown {
  return answer.compilers === null ? { ...answer, compilers: STANDARD } : answer;
}

const STANDARD = ["yecc", "leex", "erlang", "elixir", "app"];

function describeProject({ mix, deps }: LoadedProject, apps: readonly LoadedProject[], env: string): unknown {
  return {
    app: mix.app,
    version: mix.version,
    elixir: mix.elixir,
    appsPath: mix.appsPath,
    apps: apps.map(({ folder }) => folder.slice(folder.lastIndexOf("/", folder.lastIndexOf("/") - 1) + 1)),
    configPath: mix.configPath,
    buildPath: mix.buildPath,
    depsPath: mix.depsPath,
    lockfile: mix.lockfile,
    elixircPaths: mix.elixircPaths,
    compilers: mix.compilers,
    aliases: (mix.aliases as any[]).map(({ name, steps }) => [
      name,
      steps.map((step: unknown) => (typeof step === "string" ? step : null)),
    ]),
    releases: mix.releases,
    defaultRelease: mix.defaultRelease,
    about: mix.about,
    archives: mix.archives,
    escript: mix.escript,
    warningsAsErrors: mix.warningsAsErrors,
    deps: deps.complete ? deps.certain.map((dep) => describeDep(dep, env)) : "not known",
  };
}

/** A dependency in Mix's own form: defaults are absent there, and its SCM adds what it derives. */
function describeDep(dep: DeclaredDep, env: string): unknown {
  const scm = dep.git !== null ? "Git" : dep.path !== null || dep.inUmbrella === true ? "Path" : "Hex";
  const { organization, repo } = dep;
  const repository = organization === null ? (repo ?? "hexpm") : `hexpm:${String(organization)}`;
  const pathInUmbrella = scm === "Path" && dep.path === null;
  return {
    name: dep.app,
    scm,
    requirement: dep.requirement,
    only: dep.only,
    targets: dep.targets,
    env: dep.env ?? (pathInUmbrella ? env : "prod"),
    optional: dep.optional || null,
    override: dep.override || null,
    runtime: dep.runtime === true ? null : dep.runtime,
    compile: dep.compile === true ? null : dep.compile,
    app: dep.appOption === true ? null : dep.appOption,
    manager: dep.manager,
    in_umbrella: dep.inUmbrella || null,
    path: pathInUmbrella ? `../${dep.app}` : dep.path,
    git: dep.git,
    ref: dep.ref,
    branch: dep.branch,
    tag: dep.tag,
    submodules: dep.submodules || null,
    sparse: dep.sparse,
    subdir: dep.subdir,
    depth: dep.depth,
    hex: scm === "Hex" ? (dep.hex ?? dep.app) : dep.hex,
    repo: scm === "Hex" ? repository : dep.repo,
    system_env: dep.systemEnv,
  };
}
