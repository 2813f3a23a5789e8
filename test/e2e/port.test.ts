import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, evalInRelease, projectIn } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/** A compiler of the project's own that has cargo build an executable, and copies it into priv/. */
describe.skipIf(cannotBuild())("a port program", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "test/fixtures/e2e/port");
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test.each(["crane", "rustPlatform"])(
    "is a derivation of its own, by %s, and what cargo finds done",
    (rust) => {
      const ran = project.nif2nix("init", "--yes", "--rust", rust);
      expect(ran.status, ran.stderr).toBe(0);
      expect(ran.stderr).not.toContain("NN239");
      const release = project.build("default");
      expect(evalInRelease(release, "port", 'IO.write(Shouting.shout("hello"))')).toBe("HELLO!");
      // The release's own derivation compiles no Rust: an edit of Elixir builds no crate again.
      project.edit("lib/shouting.ex", (text) => `${text}# ${rust}\n`);
      const again = project.tryBuild("default");
      expect(again.status, again.stderr).toBe(0);
      const log = project.logOf("default");
      expect(log).toContain("cargo build: the programs are built already");
      expect(log).not.toContain("Compiling shout");
    },
    20 * minutes,
  );

  test.each(["crane", "rustPlatform"])(
    "and a library that is loaded, where aliases call cargo, are there for them, by %s",
    (rust) => {
      const target = join(workplace.folder, `aliases_${rust}`);
      cpSync(join(repository, "test/fixtures/e2e/port"), target, { recursive: true });
      const aliased = projectIn(workplace, target);
      aliased.edit("mix.exs", (text) =>
        text
          .slice(text.indexOf("defmodule Port.MixProject"))
          .replace("compilers: [:rs_port] ++ Mix.compilers(),", "aliases: aliases(),")
          .replace(
            "def application",
            `defp aliases do
    [
      compile: ["cmd --cd native/shout cargo build --release --features loud", &plain/1, "compile"],
      setup: ["cmd cargo install something", "deps.get"]
    ]
  end

  defp plain(_) do
    0 = Mix.shell().cmd("cd native && cargo build --release --package plain")
    File.mkdir_p!("priv")
    File.cp!("native/shout/target/release/shout", "priv/shout")
    [library] = Path.wildcard("native/target/release/libplain.{so,dylib}")
    File.cp!(library, "priv/plain")
  end

  def application`,
          ),
      );
      aliased.write("native/Cargo.toml", '[workspace]\nmembers = ["plain"]\nexclude = ["shout"]\nresolver = "2"\n');
      aliased.write("native/Cargo.lock", 'version = 3\n\n[[package]]\nname = "plain"\nversion = "0.1.0"\n');
      aliased.write(
        "native/plain/Cargo.toml",
        '[package]\nname = "plain"\nversion = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n',
      );
      aliased.write("native/plain/src/lib.rs", '#[no_mangle]\npub extern "C" fn plain_answer() -> i32 {\n    42\n}\n');
      const ran = aliased.nif2nix("init", "--yes", "--rust", rust);
      expect(ran.status, ran.stderr).toBe(0);
      expect(ran.stderr).not.toContain("NN249");
      const release = aliased.build("default");
      expect(evalInRelease(release, "port", 'IO.write(Shouting.shout("hello"))')).toBe("HELLO!");
      const library = evalInRelease(
        release,
        "port",
        'IO.binwrite(File.read!(Application.app_dir(:port, "priv/plain")))',
      );
      expect(library).toContain("plain_answer");
    },
    20 * minutes,
  );
});
