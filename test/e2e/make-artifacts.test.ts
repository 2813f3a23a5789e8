import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checksumLine } from "./support/checksum.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { makers } from "./support/make-packages.ts";
import { type Project, checkOut, currentSystem } from "./support/project.ts";
import { attempt, run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

const target = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
const archives = ["2.15", "2.16"].map((version) => `made_library-nif-${version}-${target}-0.4.0.tar.gz`);

/** The library of test/fixtures/e2e/made_library in a repository of its own. */
function publisher(workplace: Workplace, change: (project: Project) => void = () => {}): Project {
  rmSync(join(workplace.folder, "made_library"), { recursive: true, force: true });
  const project = checkOut(workplace, "test/fixtures/e2e/made_library");
  const locked = makers.filter((entry) => !entry.startsWith('"fine"'));
  project.write("mix.lock", `%{\n${locked.map((entry) => `  ${entry},\n`).join("")}}\n`);
  change(project);
  const ran = project.nif2nix("init", "--yes", "--offline", "--outputs", "artifacts");
  expect(ran.status, ran.stderr).toBe(0);
  return project;
}

/** A library whose NIF make builds: what it uploads, and what its users then do with it. */
describe.skipIf(cannotBuild() || !usesStandIn)("archives of what make builds", () => {
  let workplace: Workplace;
  let attribute: string;
  let project: Project;
  let made: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    attribute = `packages.${currentSystem(workplace)}.artifacts`;
    project = publisher(workplace);
    made = project.build(attribute);
  }, 20 * minutes);
  afterAll(() => workplace.remove());

  const unpacked = (name: string): string => {
    const folder = join(workplace.folder, "unpacked", name);
    mkdirSync(folder, { recursive: true });
    run("tar", ["-C", folder, "-xzf", join(made, name)]);
    return folder;
  };

  test("are called as elixir_make looks for them, and its file has their checksums", () => {
    expect(readdirSync(made).toSorted()).toEqual(["checksum.exs", ...archives]);
    const lines = archives.map((name) => checksumLine(join(made, name)));
    // As ElixirMake.Artefact.write_checksums!/1 writes it.
    expect(readFileSync(join(made, "checksum.exs"), "utf8")).toBe(`%{\n${lines.join("")}}\n`);
  });

  test("hold what make_precompiler_priv_paths names, and nothing that names the store or the build", () => {
    for (const name of archives) {
      expect(run("tar", ["-tzf", join(made, name)])).toBe("made.so\nlib/\nlib/libcounts.so\n");
      const folder = unpacked(name);
      for (const file of ["made.so", "lib/libcounts.so"]) {
        const contents = readFileSync(join(folder, file), "latin1");
        expect(contents).not.toContain("/nix/store/");
        expect(contents).not.toContain("/build/");
      }
      expect(run("patchelf", ["--print-rpath", join(folder, "made.so")]).trim()).toBe("$ORIGIN/lib");
    }
    expect(workplace.nix(["path-info", "--recursive", made]).trim()).toBe(made);
    const judged = project.nif2nix("inspect", "--policy", "debian-12", ...archives.map((name) => join(made, name)));
    expect(judged.status, judged.stdout + judged.stderr).toBe(0);
  });

  test("are each for their NIF version, in the code that asks for it and in what the library says", () => {
    const versions = archives.map((name) => {
      const ran = project.nif2nix("inspect", "--format", "json", join(unpacked(name), "made.so"));
      const { libraries } = JSON.parse(ran.stdout) as { libraries: { nif: { version: string } }[] };
      return libraries.map(({ nif }) => nif.version).join(", ");
    });
    expect(versions).toEqual(["2.15", "2.16"]);
  });

  /** The package as a user has it, who has no compiler: what it answers. */
  const asUser = (kept: readonly string[]): ReturnType<typeof attempt> => {
    const folder = join(workplace.folder, "user");
    const cache = join(folder, "cache");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    for (const [app, from] of [
      ["elixir_make", "elixir_make-0.9.0"],
      ["cc_precompiler", "cc_precompiler-0.1.11"],
    ] as const) {
      cpSync(join(repository, "test/pkgs/hex", from, "lib"), join(folder, app, "lib"), { recursive: true });
      const project = `[app: :${app}, version: "0.0.0"]`;
      const module = `Of${app.replaceAll("_", "").toUpperCase()}.MixProject`;
      writeFileSync(
        join(folder, app, "mix.exs"),
        `defmodule ${module} do\n  use Mix.Project\n  def project, do: ${project}\nend\n`,
      );
    }
    cpSync(join(project.folder, "lib"), join(folder, "lib"), { recursive: true });
    const mix = readFileSync(join(project.folder, "mix.exs"), "utf8");
    expect(mix).toMatch(/deps: .*/);
    const deps = 'deps: [{:elixir_make, path: "elixir_make"}, {:cc_precompiler, path: "cc_precompiler"}]';
    writeFileSync(join(folder, "mix.exs"), mix.replace(/deps: .*/, deps));
    copyFileSync(join(made, "checksum.exs"), join(folder, "checksum.exs"));
    for (const name of kept) copyFileSync(join(made, name), join(cache, name));
    return attempt("mix", ["run", "-e", "IO.inspect({MadeLibrary.next(41), MadeLibrary.version()})"], {
      cwd: folder,
      env: { ELIXIR_MAKE_CACHE_DIR: cache, MIX_ENV: "prod", HOME: workplace.folder, MAKE: "false" },
    });
  };

  test("are found, held against their checksums, loaded, and answer", () => {
    const ran = asUser(archives);
    const own = run("erl", ["-noshell", "-eval", "io:put_chars(erlang:system_info(nif_version)), halt()."]);
    expect(ran.stdout, ran.stderr).toContain(`{42, ${own === "2.15" ? 15 : 16}}`);
  });

  test("have no other by their name", () => {
    const ran = asUser([]);
    expect(ran.status).not.toBe(0);
    expect(ran.stdout + ran.stderr).toMatch(/would download \S+made_library-nif-2\.1[56]-/);
  });

  test(
    "are refused where a library asks for what that NIF version does not have, or for libraries of the machine",
    () => {
      const newer = publisher(workplace, ({ edit }) => {
        edit("c_src/made.c", (text) =>
          text.replace(
            "return enif_make_int(env, counts(number));",
            "ErlNifPid pid; enif_set_pid_undefined(&pid); return enif_make_int(env, enif_is_pid_undefined(&pid));",
          ),
        );
        edit("mix.exs", (text) => text.replace('["2.15", "2.16"]', '["2.14", "2.16"]'));
      });
      const refused = newer.tryBuild(attribute);
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toMatch(
        /made\.so asks for enif_(is|set)_pid_undefined, enif_(is|set)_pid_undefined, which NIF version 2\.14 does not have/,
      );
      const linked = publisher(workplace, ({ edit }) => {
        edit("mix.exs", (text) =>
          text.replace('make_precompiler_priv_paths: ["made.*", "lib"]', 'make_precompiler_priv_paths: ["made.*"]'),
        );
      });
      const alone = linked.tryBuild(attribute);
      expect(alone.status).not.toBe(0);
      expect(alone.stderr).toContain("made.so needs libraries that other machines may not have: libcounts.so");
    },
    20 * minutes,
  );

  test(
    "are refused for a NIF version that the Erlang of the build does not have",
    () => {
      const later = publisher(workplace, ({ edit }) => {
        edit("mix.exs", (text) => text.replace('["2.15", "2.16"]', '["2.99"]'));
      });
      const refused = later.tryBuild(attribute);
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toContain("an archive for NIF version 2.99 takes another Erlang/OTP");
    },
    20 * minutes,
  );
});
