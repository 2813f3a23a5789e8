import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checksumLine } from "./support/checksum.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut, currentSystem } from "./support/project.ts";
import { attempt, run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

const target = "x86_64-unknown-linux-gnu";
const archiveFor = (version: string, variant = ""): string =>
  `libown_nif-v1.3.0-nif-${version}-${target}${variant}.so.tar.gz`;
const archives = ["2.15", "2.16"].map((version) => archiveFor(version));
const variants = ["2.15", "2.16"].map((version) => archiveFor(version, "--swift"));
const checksums = "checksum-Elixir.Own.exs";

/** A library that publishes its NIF: what it uploads, and what its users then do with it. */
describe.skipIf(cannotBuild() || !usesStandIn || process.arch !== "x64")("archives of a library's NIFs", () => {
  let workplace: Workplace;
  let project: Project;
  let made: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "test/fixtures/e2e/precompiled", "app");
    project.edit("lib/own.ex", (text) =>
      text.replace(
        "version: version",
        `variants: %{"${target}" => [swift: fn -> System.get_env("OWN_SWIFT") == "1" end]},\n    version: version`,
      ),
    );
    const ran = project.nif2nix("init", "--yes", "--offline", "--outputs", "artifacts");
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stderr).toContain("NN825");
    project.edit("flake.nix", (text) =>
      text.replace(
        "artifacts.nix { release = release pkgs; }",
        `artifacts.nix {
            release = release pkgs;
            variants.swift.env.CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS = "-C link-arg=-Wl,-soname,swift";
          }`,
      ),
    );
    const again = project.nif2nix("check", "--offline");
    expect([again.status, again.stderr]).toEqual([0, expect.not.stringContaining("NN825")]);
    made = project.build(`packages.${currentSystem(workplace)}.artifacts`);
  }, 20 * minutes);
  afterAll(() => workplace.remove());

  test("are called as RustlerPrecompiled looks for them, and so is the file with their checksums", () => {
    expect(readdirSync(made).toSorted()).toEqual(
      [
        checksums,
        "checksum-Elixir.Side.exs",
        ...archives,
        ...variants,
        ...readdirSync(made).filter((name) => name.startsWith("libside_nif")),
      ].toSorted(),
    );
    const lines = [...archives, ...variants].toSorted().map((name) => checksumLine(join(made, name)));
    // As `mix rustler_precompiled.download` writes it.
    expect(readFileSync(join(made, checksums), "utf8")).toBe(`%{\n${lines.join("")}}\n`);
    for (const name of archives) {
      expect(run("tar", ["-tzf", join(made, name)])).toBe(`${name.replace(".tar.gz", "")}\n`);
    }
  });

  test("hold libraries for any machine: no path of the store, none to search, no interpreter", () => {
    for (const name of archives) {
      const folder = join(workplace.folder, "unpacked");
      mkdirSync(folder, { recursive: true });
      run("tar", ["-C", folder, "-xzf", join(made, name)]);
      const library = join(folder, name.replace(".tar.gz", ""));
      expect(readFileSync(library).includes("/nix/store/")).toBe(false);
      expect(run("patchelf", ["--print-rpath", library]).trim()).toBe("");
      expect(run("readelf", ["--program-headers", library])).not.toContain("INTERP");
    }
    expect(workplace.nix(["path-info", "--recursive", made]).trim()).toBe(made);
    const judged = project.nif2nix("inspect", "--policy", "debian-12", ...archives.map((name) => join(made, name)));
    expect(judged.status, judged.stdout + judged.stderr).toBe(0);
  });

  test("are each for their NIF version", () => {
    const versions = archives.map((name) => {
      const ran = project.nif2nix("inspect", "--format", "json", join(made, name));
      return /"source": "Rustler"[^]*?"version": "([\d.]+)"/.exec(ran.stdout)?.[1] ?? ran.stdout;
    });
    expect(versions).toEqual(["2.15", "2.16"]);
  });

  /** The package as a user has it: without the crate, and with the file of checksums. */
  const asUser = (
    change: (folder: string, cache: string) => void,
    env: Record<string, string> = {},
  ): ReturnType<typeof attempt> => {
    const folder = join(workplace.folder, "user");
    const cache = join(workplace.folder, "cache");
    for (const each of [folder, cache]) rmSync(each, { recursive: true, force: true });
    mkdirSync(cache);
    cpSync(join(project.folder, "lib"), join(folder, "lib"), { recursive: true });
    cpSync(join(repository, "test/pkgs/hex/rustler_precompiled-0.8.4/lib"), join(folder, "precompiled"), {
      recursive: true,
    });
    writeFileSync(
      join(folder, "mix.exs"),
      `defmodule Own.MixProject do
  use Mix.Project
  def project, do: [app: :own, version: "1.3.0", elixirc_paths: ["precompiled", "lib"]]
end
`,
    );
    // Another module of the project is no part of this.
    writeFileSync(join(folder, "lib/side.ex"), "defmodule Side do\n  def negate(number), do: -number\nend\n");
    copyFileSync(join(made, checksums), join(folder, checksums));
    for (const name of archives) copyFileSync(join(made, name), join(cache, name));
    change(folder, cache);
    return attempt("mix", ["run", "-e", "IO.inspect(Own.answers())"], {
      cwd: folder,
      env: { RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH: cache, MIX_ENV: "prod", HOME: workplace.folder, ...env },
    });
  };

  test("are found, held against their checksums, loaded, and answer", () => {
    const ran = asUser(() => {});
    expect(ran.stdout, ran.stderr).toContain("{27, -7}");
  });

  test("are there for each variant, as the flake says that it is built", () => {
    const only = (kept: readonly string[]) => (_: string, cache: string) => {
      for (const name of [...archives, ...variants]) rmSync(join(cache, name), { force: true });
      for (const name of kept) copyFileSync(join(made, name), join(cache, name));
    };
    const ran = asUser(only(variants), { OWN_SWIFT: "1" });
    expect(ran.stdout, ran.stderr).toContain("{27, -7}");
    expect(asUser(only(archives), { OWN_SWIFT: "1" }).status).not.toBe(0);
    const nameIn = (library: string): string =>
      run("patchelf", ["--print-soname", join(workplace.folder, library)]).trim();
    const names = [archiveFor("2.16"), archiveFor("2.16", "--swift")].map((name) => {
      run("tar", ["-C", workplace.folder, "-xzf", join(made, name)]);
      return nameIn(name.replace(".tar.gz", ""));
    });
    // Unasked, Rust's own compiler writes no name into a library, and Debian's the name of its file.
    writeFileSync(join(workplace.folder, "own_nif.rs"), "");
    run("rustc", ["--crate-type", "cdylib", "--out-dir", workplace.folder, join(workplace.folder, "own_nif.rs")]);
    expect(names).toEqual([nameIn("libown_nif.so"), "swift"]);
  });

  test("are refused by RustlerPrecompiled where they are not what was published", () => {
    const ran = asUser((_, cache) => {
      for (const name of archives) {
        // A copy of what lies in the store may not be written.
        rmSync(join(cache, name));
        writeFileSync(join(cache, name), "another");
      }
    });
    expect(ran.status).not.toBe(0);
    expect(ran.stdout + ran.stderr).toContain("checksum of files does not match");
  });
});
