import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../src/index.ts";
import { contents, temporaryFolder } from "../cli/support/project.ts";
import { nif2nix } from "../cli/support/run.ts";
import { expectFiles, goldenProjects } from "./support.ts";

const repository = join(goldenProjects, "../..");
const templates = join(repository, "templates");

/** A template whose sources are an example's. */
const sourcesOf: Readonly<Record<string, string>> = { default: join(repository, "examples/hello_nif") };

/** What is said of a template without its dependencies' sources: telemetry is built by rebar3, and whether it has C only those say. */
const said: Readonly<Record<string, readonly string[]>> = { phoenix: ["source-doubtful mix.lock telemetry"] };

const notSources = new Set(["_build", "deps", "target", "flake.nix", "flake.lock", "nix"]);

test.each(readdirSync(templates))(
  "templates/%s has the files of an init, and generate finds nothing to do",
  async (name) => {
    const project = join(temporaryFolder(), name);
    const source = sourcesOf[name] ?? join(templates, name);
    cpSync(source, project, { recursive: true, filter: (path) => !notSources.has(basename(path)) });
    mkdirSync(join(project, ".git"));
    const home = temporaryFolder();
    const env = { HOME: home, HEX_HOME: home };
    const { files, diagnostics } = await generate({ project, offline: true, env });
    expect(diagnostics.map(({ code, place, args }) => `${code} ${place.file} ${args["app"]}`)).toEqual(
      said[name] ?? [],
    );
    await expectFiles(join(templates, name), {
      ...contents(project),
      ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
    });

    const copy = join(temporaryFolder(), name);
    cpSync(join(templates, name), copy, { recursive: true });
    const before = contents(copy);
    const ran = await nif2nix(["generate", "--offline"], { cwd: copy, env });
    expect([ran.code, contents(copy)], ran.stderr).toEqual([0, before]);
  },
);
