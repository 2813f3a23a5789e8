import { describe, expect, test } from "vitest";
import type { MakeBuild } from "../../../../src/model/make.ts";
import { isUnknown } from "../../../../src/model/unknown.ts";
import { readMake } from "../../../../src/read/natives/make/read-make.ts";
import { loadPackage, rev } from "./load-package.ts";

const read = async (options: string, files: Readonly<Record<string, string>> = {}): Promise<MakeBuild> => {
  const { config, tree } = await loadPackage(options, files);
  return readMake(config, tree);
};

const url = 'make_precompiler_url: "https://example.com/v#{@version}/@{artefact_filename}"';
const name = "p-nif-2.16-x86_64-linux-gnu-1.2.3.tar.gz";
const checksum = { "checksum.exs": `%{\n  "${name}" => "sha256:${"a".repeat(64)}",\n}\n` };

describe("the precompiler of a package", () => {
  test("none", async () => {
    expect(await read("deps: []")).toMatchObject({ precompiler: false, precompiled: null, forced: false });
  });
  test("its artifacts: address, kind and hashes", async () => {
    expect(await read(`make_precompiler: {:nif, CCPrecompiler}, ${url}`, checksum)).toMatchObject({
      precompiler: true,
      precompiled: {
        app: "p",
        version: "1.2.3",
        type: "nif",
        url: "https://example.com/v1.2.3/@{artefact_filename}",
        checksums: { [name]: "a".repeat(64) },
      },
    });
  });
  test("without hashes nothing can be fetched", async () => {
    expect(await read(`make_precompiler: {:nif, CCPrecompiler}, ${url}`)).toMatchObject({
      precompiler: true,
      precompiled: null,
    });
  });
  test.each([
    ["make_force_build: true", true],
    ["make_force_build: false", false],
    ['version: "1.0.0-dev"', true],
    ['version: "1.0.0-rc.0.dev"', true],
    ['version: "1.0.0-develop"', false],
    ['version: "1.0.0-rc.1"', false],
  ])("%s: forced is %s", async (option, expected) => {
    expect((await read(option)).forced).toBe(expected);
  });
  test("whether it is forced may not be known", async () => {
    expect(isUnknown((await read("make_force_build: P.Elsewhere.force?()")).forced)).toBe(true);
  });
});

const cloning = (more: string): string => `
DIR := $(shell pwd)/_build/c/words/$(SHA)
all: $(DIR)
\tcmake -S $(DIR) -B build && cmake --build build
$(DIR):
\t@ git clone --depth 1 https://github.com/example/words.git $(DIR) && \\
\t\tcd $(DIR) && ${more}
`;

describe("what a Makefile fetches", () => {
  const makeEnv = 'make_env: fn -> %{"SHA" => @sha, "INCLUDE" => Fine.include_dir()} end';

  test("a repository at a commit that mix.exs names, and the folder that make asks for", async () => {
    const build = await read(makeEnv, { Makefile: cloning("git checkout $(SHA)") });
    expect(build).toMatchObject({
      checkouts: [{ url: "https://github.com/example/words.git", rev, path: `_build/c/words/${rev}` }],
      downloads: [],
      programs: ["cmake"],
    });
  });
  test.each([
    ["ifeq ($(strip $(SRC)),)\n$(error SRC is unset)\nendif\n", "SRC ?=\n", ['stops with the words "SRC is unset"']],
    ["ifeq ($(strip $(SRC)),)\n$(error SRC is unset)\nendif\n", "SRC ?= c_src\n", []],
    ["ifeq ($(OS),Windows_NT)\n$(error no Windows)\nendif\n", "", []],
    ["$(error never)\n", "", ['stops with the words "never"']],
  ])("an error that make surely comes to: %j after %j", async (text, before, expected) => {
    expect((await read("deps: []", { Makefile: `${before}${text}all:\n\ttrue\n` })).downloads).toEqual(expected);
  });
  test.each([
    ["a branch", "git checkout main"],
    ["a commit that is not known", "git checkout $(ELSEWHERE)"],
  ])("%s is no commit", async (_name, more) => {
    expect(await read(makeEnv, { Makefile: cloning(more) })).toMatchObject({
      checkouts: [],
      downloads: ["clones https://github.com/example/words.git"],
    });
  });
  test("a clone that make runs whatever lies there cannot be put in place", async () => {
    const Makefile = `all:\n\tgit clone https://github.com/a/b && cd b && git checkout ${rev}\n`;
    expect(await read("deps: []", { Makefile })).toMatchObject({
      checkouts: [],
      downloads: ["clones https://github.com/a/b"],
    });
  });
  test("one that asks for its folder first can", async () => {
    const Makefile = `all:\n\t[ -d c/b ] || (cd c && git clone git://example.com/b.git && cd b && git reset --hard ${rev})\n`;
    expect(await read("deps: []", { Makefile })).toMatchObject({
      checkouts: [{ url: "git://example.com/b.git", rev, path: "c/b" }],
    });
  });
  test.each([
    [
      "init, remote, fetch and checkout",
      `git init words && cd words && git remote add origin URL && git fetch --depth 1 origin ${rev} && git checkout FETCH_HEAD`,
      {},
    ],
    [
      "one command a line, in the folder",
      `mkdir -p words\n\tcd words && git init -q\n\tcd words && git remote add origin URL\n\tcd words && git fetch --depth=1 origin ${rev}\n\tcd words && git reset --hard FETCH_HEAD\n\tcd words && git submodule update --init --recursive`,
      { submodules: true },
    ],
    ["git -C", `git init words\n\tgit -C words fetch --depth 1 URL ${rev}\n\tgit -C words checkout FETCH_HEAD`, {}],
    [
      "a clone with its submodules",
      `git clone --recurse-submodules -b main URL words\n\tcd words && git checkout -q ${rev}`,
      { submodules: true },
    ],
  ])("a repository by %s", async (_name, commands, more) => {
    const url = "https://example.com/words.git";
    const Makefile = `all: words\n\tcc -o x words/x.c\nwords:\n\t${commands.replaceAll("URL", url)}\n`;
    expect(await read("deps: []", { Makefile })).toMatchObject({
      checkouts: [{ url, rev, path: "words", ...more }],
      downloads: [],
    });
  });
  test.each([
    [`git init words && cd words && git remote add origin URL && git fetch --depth 1 origin main`, "clones URL"],
    [`git clone URL words && cd words && git checkout v1.0`, "clones URL"],
    ["git submodule update --init", "updates the git submodules of its own"],
    ["curl -L URL | tar x", "runs curl"],
    ["pip3 install meson", "runs pip3"],
    ["cmake -S third -B build", "fetches URL by third/CMakeLists.txt"],
  ])("what %s brings cannot be foreseen", async (commands, said) => {
    const Makefile = `all: words\nwords:\n\t${commands}\n`;
    const cmake =
      "# FetchContent_Declare(a URL x)\nFetchContent_Declare(words\n  GIT_REPOSITORY URL\n  GIT_TAG main)\n";
    expect(await read("deps: []", { Makefile, "third/CMakeLists.txt": cmake })).toMatchObject({
      checkouts: [],
      downloads: [said],
    });
  });
  test("what a CMakeLists.txt looks for, in folders that it adds as well", async () => {
    const files = {
      Makefile: "all:\n\tcmake -S c_src -B build && cmake --build build\n",
      "c_src/CMakeLists.txt": `cmake_minimum_required(VERSION 3.14)
project(words C CXX) # find_package(LibXml2 REQUIRED)
find_package(OpenSSL 1.1 REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(WORDS REQUIRED IMPORTED_TARGET libuv>=1.40 "vips")
if(USE_PNG)
  find_package(PNG)
  find_package(Unheard REQUIRED)
endif()
find_package(Mine REQUIRED PATHS \${CMAKE_SOURCE_DIR}/mine)
find_package(Strange REQUIRED)
find_package(Welcome)
find_library(Z_LIB NAMES zs z REQUIRED)
add_subdirectory(lib)
add_subdirectory(\${ELSEWHERE})
`,
      "c_src/lib/CMakeLists.txt": "add_subdirectory(../lib)\nFIND_PACKAGE( Protobuf REQUIRED )\n",
    };
    expect(await read("deps: []", files)).toMatchObject({
      programs: ["cmake", "pkg-config", "protoc"],
      libraries: ["libuv", "vips"],
      linked: ["png", "protobuf", "ssl", "z"],
      downloads: ["looks for Strange by find_package of c_src/CMakeLists.txt"],
    });
  });
  test("comments, texts and brackets of a CMakeLists.txt hold no commands", async () => {
    const cmake = `#[[
find_package(LibXml2 REQUIRED)
]]
#[==[ FetchContent_Declare(a URL https://example.com/a.tar.gz) ]]
]==] find_package(ZLIB)
message("a # in a text") find_package(PNG REQUIRED)#find_package(TIFF)
set(TEXT "find_package(First REQUIRED) \\" find_package(Second REQUIRED)")
set(TEXT [=[ ]] find_package(Third REQUIRED)]=])
FIND_PACKAGE("CURL" REQUIRED)
if((A) AND (B))
  find_package(Fourth REQUIRED)
endif()
`;
    const files = { Makefile: "all:\n\tcmake .\n", "CMakeLists.txt": cmake };
    expect(await read("deps: []", files)).toMatchObject({ linked: ["curl", "png", "z"], downloads: [] });
  });
  test("folders of the sources are followed, not fetched", async () => {
    const cmake = `FetchContent_Declare(a URL vendor/a.tar.gz)
ExternalProject_Add(b URL \${CMAKE_CURRENT_SOURCE_DIR}/b.tar.gz)
FetchContent_Declare(c GIT_REPOSITORY \${PROJECT_SOURCE_DIR}/../c)
FetchContent_Declare(d URL "\${MIRROR}/d.tar.gz")
CPMAddPackage("gh:example/e@1.0.0")
CPMAddPackage(NAME f GITHUB_REPOSITORY example/f)
add_subdirectory(\${CMAKE_CURRENT_SOURCE_DIR}/one)
add_subdirectory("\${PROJECT_SOURCE_DIR}/two words")
`;
    const files = {
      Makefile: "all:\n\tcmake .\n",
      "CMakeLists.txt": cmake,
      "one/CMakeLists.txt": "find_package(ZLIB)\nadd_subdirectory(${CMAKE_SOURCE_DIR}/three)\n",
      "two words/CMakeLists.txt": "find_package(PNG)\n",
      "three/CMakeLists.txt": "find_package(CURL)\n",
    };
    expect(await read("deps: []", files)).toMatchObject({
      linked: ["curl", "png", "z"],
      downloads: ["${MIRROR}/d.tar.gz", "gh:example/e@1.0.0", "example/f"].map(
        (url) => `fetches ${url} by CMakeLists.txt`,
      ),
    });
  });
  test("a CMakeLists.txt in which nothing ends takes no long time", async () => {
    const text = `${"if(find_package( #".repeat(40_000)}\n`;
    const files = { Makefile: "all:\n\tcmake .\n", "CMakeLists.txt": text };
    expect(await read("deps: []", files)).toMatchObject({ programs: ["cmake"], linked: [] });
    expect(await read("deps: []", { ...files, "CMakeLists.txt": `${text})` })).toMatchObject({ linked: [] });
    const open = `message("x" ${"#[=[ ]] ".repeat(40_000)}`;
    expect(await read("deps: []", { ...files, "CMakeLists.txt": open })).toMatchObject({ linked: [] });
  });
  test("what git keeps for itself is no sign that a repository is in place", async () => {
    const Makefile = `words/.git/HEAD:\n\tgit clone https://example.com/a words && cd words && git checkout ${rev}\n`;
    expect(await read("deps: []", { Makefile })).toMatchObject({ checkouts: [] });
  });
  test.each([
    ["SHELL := /bin/bash", ["Makefile"]],
    ["export SHELL=/usr/bin/env bash", ["Makefile"]],
    ["SHELL ?= /usr/bin/zsh", ["Makefile"]],
    ["SHELL = /bin/sh", []],
    ["SHELL = bash", []],
    ["MY_SHELL = /bin/bash", []],
  ])("%s", async (line, scripts) => {
    expect((await read('make_cwd: "."', { Makefile: `all:\n\tcc x\n${line}\n` })).scripts).toEqual(scripts);
  });

  test("a library that may lie in a folder which is not known is asked for where a table has it alone", async () => {
    const Makefile = "all:\n\tcc x.c -L$(MIX_APP_PATH)/priv/lib -lmine -lz\n\tcc y.c -lyours\n";
    expect((await read('make_cwd: "."', { Makefile })).linked).toEqual(["yours", "z"]);
  });

  test("make in other folders, included files and scripts are followed, each once", async () => {
    const files = {
      Makefile: "include build.mk\nall:\n\t$(MAKE) -C c_src all\n\t./tools/build.sh\n\tmake -C ../outside\n",
      "build.mk": "LIBS = -lz\ninclude Makefile\n",
      "c_src/Makefile": "all:\n\t$(CC) -shared x.c -lcrypto -lpthread -o x.so\n\tmake -C ..\n",
      "tools/build.sh": "#!/bin/bash\nnasm -f elf64 x.asm\n",
    };
    expect(await read("deps: []", files)).toMatchObject({
      linked: ["crypto", "z"],
      programs: ["nasm"],
      scripts: ["tools/build.sh"],
      downloads: [],
    });
  });
  test("a library of the sources is not looked for elsewhere", async () => {
    const Makefile = "all:\n\tcc x.c -Lbuild -lwords -lm\n\tcc y.c -L/usr/lib -lz\n";
    expect(await read("deps: []", { Makefile })).toMatchObject({ linked: ["z"] });
  });
  test.each(["../outside", "/etc/words", "$(HOME)/words"])("never to %s", async (path) => {
    const Makefile = `${path}:\n\tgit clone https://github.com/a/b ${path} && cd ${path} && git checkout ${rev}\n`;
    expect(await read("deps: []", { Makefile })).toMatchObject({
      checkouts: [],
      downloads: ["clones https://github.com/a/b"],
    });
  });
  test("programs that download, and what pkg-config is asked for", async () => {
    const Makefile = 'LIBS := $(shell pkg-config --libs "vips >= 8" zlib)\nall:\n\t@curl -LO x | tar x\n\techo cmake\n';
    expect(await read("deps: []", { Makefile })).toMatchObject({
      downloads: ["runs curl"],
      libraries: ["zlib"],
      programs: ["pkg-config"],
    });
  });
  test("the Makefile that the options name", async () => {
    const files = { "c_src/build.mk": "all:\n\tcmake .\n", Makefile: "all:\n\tcurl x\n" };
    expect(await read('make_cwd: "c_src", make_makefile: "build.mk"', files)).toMatchObject({
      programs: ["cmake"],
      downloads: [],
    });
  });
});

test("what a shell is given in a Makefile, whatever flags it has", async () => {
  const files = { Makefile: 'all:\n\t@sh -ec "cd sub && ./run.sh"\n', "sub/run.sh": "#!/bin/sh\ncc y.c -lz\n" };
  expect(await read("deps: []", files)).toMatchObject({ linked: ["z"] });
});
