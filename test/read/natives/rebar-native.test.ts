import { describe, expect, test } from "vitest";
import { readRebarNative } from "../../../src/read/natives/rebar-native.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

const rev = "0123456789abcdef0123456789abcdef01234567";

const read = (files: Readonly<Record<string, string>>) =>
  readRebarNative({
    fs: archiveAt(
      "/p",
      Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) })),
    ),
    folder: "/p",
  });

describe("what rebar3 builds", () => {
  test("a Makefile that no hook runs is for others", () => {
    const Makefile = "all:\n\tcurl -LO https://example.com/x\n";
    expect(read({ "rebar.config": "{erl_opts, [debug_info]}.\n", Makefile })).toEqual({ plugins: [], make: null });
    expect(read({ Makefile })).toBeUndefined();
  });

  test.each([
    ['{pre_hooks, [{compile, "make -C c_src"}]}.'],
    ['{pre_hooks, [{"(linux|darwin|solaris)", compile, "make -C c_src"}, {"(freebsd)", compile, "gmake -C c_src"}]}.'],
    ['{pre_hooks, [{"linux", compile, "sh -c \\"cd c_src && make\\""}]}.'],
    ['{post_hooks, [{compile, "$MAKE --directory=c_src"}, {compile, "gmake -C c_src all"}]}.'],
  ])("%s leads to that Makefile", (hooks) => {
    const made = read({
      "rebar.config": `${hooks}\n`,
      "c_src/Makefile": "LDLIBS += -lsodium -lm\nall:\n\tcmake -B build\n",
      Makefile: "all:\n\tcurl x\n",
    });
    expect(made?.make).toMatchObject({ programs: ["cmake"], linked: ["sodium"], downloads: [] });
  });

  test("hooks of another task or for another system alone are not run", () => {
    const hooks = '{pre_hooks, [{clean, "curl x"}, {"(win32)", compile, "wget x"}, {eunit, "npm x"}]}.';
    expect(read({ "rebar.config": hooks })).toEqual({ plugins: [], make: null });
  });

  test("a script of the sources is followed: what it clones, runs and is run by", () => {
    const script = `#!/usr/bin/env bash
set -e
REV=${rev}
# wget nothing
if [ ! -d _build/words ]; then
  mkdir -p _build/words
  cd _build/words
  git init
  git remote add origin https://example.com/words.git
  git fetch --depth 1 origin \${REV}
  git checkout FETCH_HEAD
  git submodule update --init
fi
cmake -B build
`;
    const made = read({ "rebar.config": '{pre_hooks, [{compile, "./do_cmake.sh"}]}.', "do_cmake.sh": script });
    expect(made?.make).toMatchObject({
      programs: ["cmake"],
      scripts: ["do_cmake.sh"],
      checkouts: [{ url: "https://example.com/words.git", rev, path: "_build/words", submodules: true }],
      downloads: [],
    });
  });

  test("the port compiler: its plugin, and what it links to", () => {
    const config = `{plugins, [{pc, "1.15.0"}]}.
{port_specs, [{"priv/a.so", ["c_src/*.c"]}]}.
{port_env, [{"(linux)", "LDFLAGS", "$LDFLAGS -lz"}, {"DRV_LDFLAGS", "-shared $ERL_LDFLAGS \`pkg-config --libs libssl\`"}, {"win32", "LDFLAGS", "-lws2_32"}]}.
{provider_hooks, [{pre, [{compile, {pc, compile}}]}]}.
`;
    expect(read({ "rebar.config": config })).toMatchObject({
      plugins: ["pc"],
      make: { linked: ["z"], libraries: ["libssl"], programs: ["pkg-config"], downloads: [] },
    });
  });

  test("what a script decides, or a plugin that nixpkgs does not have, is for a person", () => {
    const made = read({
      "rebar.config": "{provider_hooks, [{pre, [{compile, {cargo, build}}, {clean, {other, clean}}]}]}.",
      "rebar.config.script": "case os:type() of _ -> [{port_specs, []}, {plugins, [pc]} | CONFIG] end.",
    });
    expect(made?.plugins).toEqual(["pc"]);
    expect(made?.make?.downloads).toEqual([
      "has a rebar.config.script that decides what is built",
      "compiles by the rebar3 plugin cargo, which nixpkgs does not have",
    ]);
    expect(read({ "rebar.config": "{pre_hooks, [" })?.make?.downloads).toEqual([
      "has a rebar.config that is not understood",
    ]);
  });
});
