import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nifVersionOf } from "../../../src/inspect/nif/nif-versions.ts";
import { build, path } from "./library.ts";

const shell = readFileSync(path("src/emit/library/make-archive.sh"), "utf8");
const program = path("src/emit/library/make-archive.exs");

describe("the compilers of an archive", () => {
  const header = `cat > answer.c <<'C'
#include <erl_nif.h>
answer: ERL_NIF_MAJOR_VERSION ERL_NIF_MINOR_VERSION
C
`;
  const asked = (name: string): string =>
    `${header}${name} -I"$(erl -noshell -eval 'io:put_chars(filename:join(code:root_dir(), "usr/include")), halt().')" -E answer.c | grep answer: > said`;

  test("see the headers of the NIF version, by whichever name a Makefile calls them", () => {
    for (const name of ["cc", "gcc", "c++ -x c++", '"$CC"'])
      expect(
        build(`export CC="$(type -P cc)"\n${shell}\nuseCompilers /bin/bash 2.14 "" ""\n${asked(name)}`, "cat said"),
      ).toBe("answer: 2 14");
  });

  test("see those of the BEAM where none is asked for", () => {
    const own = build("erl -noshell -eval 'io:put_chars(erlang:system_info(nif_version)), halt().' > said", "cat said");
    expect(build(`${shell}\nuseCompilers /bin/bash "" "" ""\n${asked("cc")}`, "cat said")).toBe(
      `answer: ${own.replace(".", " ")}`,
    );
  });

  test("are zig where that is given, with what it compiles for", () => {
    const zig = 'printf \'#!/bin/bash\\necho "$@" > "$HOME/said"\\n\' > zig; chmod +x zig';
    const ran = `${zig}\n${shell}\nuseCompilers /bin/bash "" "$PWD/zig" x86_64-linux-gnu.2.17\n`;
    expect(build(`${ran}c++ -shared a.cc`, "cat said")).toMatch(
      /^c\+\+ -target x86_64-linux-gnu\.2\.17 -fno-sanitize=undefined -I\S+\/compilers\/include -shared a\.cc$/,
    );
    expect(build(`${ran}gcc a.c`, "cat said")).toMatch(/^cc -target /);
  });

  test("are refused for a version that this Erlang does not have", () => {
    for (const version of ["2.99", "3.0"])
      expect(() => build(`${shell}\nuseCompilers /bin/bash ${version} "" ""`, "true")).toThrow(
        `an archive for NIF version ${version} takes another Erlang/OTP`,
      );
  });
});

/** What is said of an archive of a project with these options in project/0. */
const published = (options: string, wanted = "", files: Readonly<Record<string, string>> = {}): string =>
  build(`elixir ${program} "$PWD/said" "$PWD/_build/lib" "${wanted}"`, "cat said 2>/dev/null || echo nothing", {
    "mix.exs": `defmodule Known do
  def current_target, do: {:ok, "x86_64-linux-gnu"}
end
defmodule Unknowing do
  def current_target, do: {:error, "no idea"}
end
defmodule P.MixProject do
  use Mix.Project
  def project, do: [app: :p, version: "1.0.0-rc.1", ${options}]
end
`,
    "_build/lib/p/priv/p.so": "",
    "_build/lib/p/priv/models/large.bin": "",
    ...files,
  });

describe("what an archive is called, and what is in it", () => {
  test("is as elixir_make has it, for a NIF and for a program", () => {
    const own = build("erl -noshell -eval 'io:put_chars(erlang:system_info(nif_version)), halt().' > said", "cat said");
    expect(published("make_precompiler: {:nif, Known}", "2.15")).toBe(
      "p-nif-2.15-x86_64-linux-gnu-1.0.0-rc.1.tar.gz\n.",
    );
    expect(published("make_precompiler: {:nif, Known}")).toBe(`p-nif-${own}-x86_64-linux-gnu-1.0.0-rc.1.tar.gz\n.`);
    expect(published('make_precompiler: {:port, Known}, make_precompiler_priv_paths: ["p.*", "p.so", "absent"]')).toBe(
      "p-port-x86_64-linux-gnu-1.0.0-rc.1.tar.gz\np.so",
    );
  });

  test("is nothing where the project has none for the system", () => {
    const versions = (text: string): string =>
      `make_precompiler: {:nif, Known}, make_precompiler_nif_versions: [${text}]`;
    expect(published(versions('versions: ["2.16"]'), "2.15")).toBe("nothing");
    expect(published(versions('versions: fn %{target: "x86_64-linux-gnu"} -> ["2.16"] end'), "2.15")).toBe("nothing");
    expect(published(versions('versions: fn _ -> ["2.15"] end'), "2.15")).toContain("p-nif-2.15-");
    expect(published(versions('versions: ["2.15"], availability: fn _, _ -> false end'), "2.15")).toBe("nothing");
  });

  test("is refused where make left nothing of it, or nobody knows the system", () => {
    expect(() => published('make_precompiler: {:nif, Known}, make_precompiler_priv_paths: ["absent.*"]')).toThrow(
      "make left nothing of absent.* in priv/ of p",
    );
    expect(() => published("make_precompiler: {:nif, Unknowing}")).toThrow(
      "Unknowing does not know this machine: no idea",
    );
  });
});

test("functions of the BEAM have the same NIF versions in the build as in `inspect`", () => {
  const text = readFileSync(path("src/emit/library/make-artifacts.nix"), "utf8");
  const listed = [...text.matchAll(/"(2\.\d+)" =\s+"([a-z_|]+)"/g)].flatMap(([, version, functions = ""]) =>
    functions.split("|").map((name) => [name, version]),
  );
  expect(listed.length).toBeGreaterThan(10);
  expect(listed.filter(([name, version]) => nifVersionOf(`enif_${name}`) !== version)).toEqual([]);
});
