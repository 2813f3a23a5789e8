import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Diagnostics, FatalDiagnostic } from "../../../src/diagnostics/diagnostic.ts";
import type { Lock } from "../../../src/model/lock.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { readLock } from "../../../src/read/lock/read-lock.ts";

const sha = "0123456789abcdef".repeat(4);
const rev = "0123456789abcdef0123456789abcdef01234567";

describe("hex entries", () => {
  const { lock, reports, text } = readFixture("hex");

  test("nothing is reported, the order is that of the file", () => {
    expect(reports).toEqual([]);
    expect([...lock.keys()].join(" ")).toBe(
      "eight four five mine nil_fields no_managers own seven six telemetry_app three",
    );
  });

  test("the newest shape in full", () => {
    expect(lock.get("eight")).toEqual({
      kind: "hex",
      app: "eight",
      package: "eight",
      version: "1.2.3",
      innerChecksum: checksumOf(0),
      outerChecksum: checksumOf(1),
      managers: ["mix"],
      requires: [
        { app: "seven", requirement: "~> 1.0 or ~> 2.0", package: "seven", repo: "hexpm", optional: false },
        { app: "maybe", requirement: ">= 0.0.0", package: "maybe_package", repo: "hexpm:org", optional: true },
      ],
      repo: "hexpm",
      place: { file: "mix.lock", line: 2, column: 12 },
    });
    function checksumOf(index: number): string {
      return [...text.matchAll(/[0-9a-f]{64}/g)][index]?.[0] ?? "";
    }
  });

  test.each([
    [
      "three",
      { version: "0.3.0", innerChecksum: null, outerChecksum: null, managers: [], requires: [], repo: "hexpm" },
    ],
    ["four", { version: "0.4.0", outerChecksum: null, managers: [] }],
    ["five", { managers: ["make"], requires: [] }],
    ["six", { managers: ["make", "rebar"], repo: "hexpm", outerChecksum: null }],
    ["six", { requires: [{ app: "four", requirement: "~> 0.4", package: "four", repo: "hexpm", optional: false }] }],
    ["seven", { managers: ["rebar", "rebar3"], repo: "hexpm", outerChecksum: null }],
    ["mine", { repo: "hexpm:org" }],
    ["own", { repo: "our-repo", managers: ["rebar3", "mix", "erlang.mk"] }],
    ["no_managers", { managers: [], version: "1.0.0-rc.1+build.5" }],
    ["nil_fields", { innerChecksum: null, outerChecksum: null, managers: [], requires: [], repo: "hexpm" }],
    ["telemetry_app", { package: "telemetry-package" }],
    [
      "telemetry_app",
      { requires: [{ app: "unbound", requirement: null, package: "unbound", repo: "hexpm", optional: false }] },
    ],
  ])("%s: %j", (app, fields) => {
    expect(lock.get(app)).toMatchObject({ kind: "hex", app, ...fields });
  });

  test("checksums are given in lower case: the first locks that had them had capitals", () => {
    const upper = /"four": .*"([0-9A-F]{64})"/.exec(text)?.[1] ?? "";
    expect(upper).not.toBe(upper.toLowerCase());
    expect(lock.get("four")).toMatchObject({ innerChecksum: upper.toLowerCase() });
  });
});

describe("git entries", () => {
  const { lock, reports } = readFixture("git");

  test("nothing is reported", () => expect(reports).toEqual([]));

  test.each([
    ["none", {}],
    ["branch", { branch: "main" }],
    ["branch_atom", { branch: "develop" }],
    ["tag", { tag: "v1.0" }],
    ["ref", { ref: "0a1b2c3" }],
    ["submodules", { ref: "main", submodules: true }],
    ["sparse", { sparse: "priv/icons" }],
    ["sparse_slash", { tag: "v1", sparse: "optimized", depth: 1 }],
    ["subdir", { branch: "main", subdir: "apps/one" }],
    ["subdir_last", { branch: "main", subdir: "apps/one" }],
    ["all", { branch: "b", sparse: "s", subdir: "d", depth: 3, submodules: true }],
  ])("options %s", (app, options) => {
    const entry = lock.get(app);
    expect(entry).toMatchObject({ kind: "git", app, url: `https://git.example.org/${app}.git` });
    expect(entry?.kind === "git" && entry.options).toEqual(options);
    expect(entry?.kind === "git" && entry.rev).toMatch(/^[0-9a-f]{40}$/);
  });

  test.each([
    ["url_http", "http://git.example.org/a.git"],
    ["url_scp", "git@git.example.org:team/a.git"],
    ["url_ssh", "ssh://git@git.example.org:2222/team/a.git"],
    ["url_git", "git://git.example.org/a"],
    ["url_credentials", "https://user:token@git.example.org/a.git"],
    ["url_local", "/srv/git/a b.git"],
    ["url_relative", "../a"],
    ["url_file", "file:///srv/git/a.git"],
  ])("%s", (app, url) => expect(lock.get(app)).toMatchObject({ kind: "git", url }));

  test("revisions may be SHA-256", () => {
    expect(lock.get("sha256")).toMatchObject({ rev: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  });
});

describe("whole files", () => {
  test("keys in every spelling", () => {
    const { lock, reports } = readFixture("keys");
    expect(reports).toEqual([]);
    expect([...lock.keys()]).toEqual(["arrow", "arrow_quoted", "bare", "quoted", "with.dot", "Upper"]);
  });

  test("a list as root, with Hex's first entries", () => {
    const { lock, reports } = readFixture("list-root");
    expect(reports).toEqual([]);
    expect([...lock.keys()]).toEqual(["ecto", "mimetypes", "decimal"]);
    expect(lock.get("ecto")).toMatchObject({ kind: "hex", package: "ecto", version: "0.2.0", innerChecksum: null });
    expect(lock.get("mimetypes")).toMatchObject({ kind: "git", options: { branch: "master" } });
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no final newline", (text: string) => text.trimEnd()],
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["one line", (text: string) => text.replaceAll("\n", " ")],
  ])("%s changes nothing", (_name, change) => {
    for (const name of ["hex", "git"]) {
      const { lock, text } = readFixture(name);
      const changed = read(change(text));
      expect(changed.reports).toEqual([]);
      expect(withoutPlaces(changed.lock)).toEqual(withoutPlaces(lock));
    }
  });

  test.each(["", "\n", "# nothing\n", "%{}", "%{}\n", "%{\n}\n", "[]", "\uFEFF"])("%j is empty", (text) => {
    const { lock, reports } = read(text);
    expect([lock.size, reports]).toEqual([0, []]);
  });

  test.each(["nil", '"a"', ":hex", "{:hex, :a}", "1", "'abc'", "''"])("%s is no lock", (text) => {
    expect(() => read(`\n ${text}`)).toThrow(FatalDiagnostic);
    expect(fatal(`\n ${text}`)).toMatchObject({ code: "lock-root", place: { line: 2, column: 2 } });
  });

  test("of two entries the last counts, and both places are named", () => {
    const { lock, reports } = readFixture("duplicate");
    expect([...lock.values()].map((entry) => entry.kind === "hex" && `${entry.app} ${entry.version}`)).toEqual([
      "two 1.0.0",
      "one 2.0.0",
    ]);
    expect(reports).toEqual(["lock-duplicate 4:3"]);
    const diagnostics = new Diagnostics();
    readLock(new SourceFile("mix.lock", readFixture("duplicate").text), diagnostics);
    expect(diagnostics.list[0]?.args).toEqual({ app: "one", line: "2", column: "3" });
  });

  test("a refused entry does not bring the one before back", () => {
    const { lock } = read('%{"a": {:hex, :a, "1.0.0"}, "a": {:hex, :a, "x"}}');
    expect(lock.size).toBe(0);
  });

  test("conflict markers", () => {
    expect(fatal(fixture("conflict"))).toEqual({
      code: "lock-conflict",
      place: { file: "mix.lock", line: 3, column: 1 },
      args: { marker: "<<<<<<<" },
    });
  });

  test("what is not understood is reported with its place; the rest is read", () => {
    const { lock, reports } = readFixture("unknown");
    expect([...lock.keys()]).toEqual(["before", "newer", "git_option", "after"]);
    expect(reports).toEqual([
      "lock-entry-shape 3:16",
      "lock-entry-shape 4:20",
      "lock-entry-shape 5:12",
      "lock-newer-hex 6:12",
      "lock-entry-shape 7:16",
      "lock-git-option 8:118",
      expect.stringMatching(/^lock-entry-shape 9:\d+$/),
      expect.stringMatching(/^lock-entry-shape 10:\d+$/),
      "lock-entry-shape 11:14",
      "lock-entry-shape 12:12",
    ]);
    expect(lock.get("git_option")).toMatchObject({ options: { branch: "main" } });
  });

  test("a key that is no atom is reported, and an item of a list that is no pair", () => {
    const { lock, reports } = read('%{"a" => {:hex, :a, "1.0.0"}, 1 => 2, b: {:hex, :b, "1.0.0"}}');
    expect([[...lock.keys()], reports]).toEqual([["b"], ["lock-key 1:3", "lock-key 1:31"]]);
    expect(read('[{:hex, :a, "1.0.0"}, :b, {:c, {:hex, :c, "1.0.0"}}]').reports).toEqual([
      "lock-key 1:2",
      "lock-entry-shape 1:23",
    ]);
  });
});

describe("values that cannot be legitimate are refused, each at its own place", () => {
  const hex = (fields: string): string => `{:hex, ${fields}}`;
  const git = (url: string, revision = rev, options = "[]"): string => `{:git, ${url}, "${revision}", ${options}}`;
  const ok = '"https://git.example.org/a.git"';
  test.each([
    ...[
      '"a/b"',
      '".."',
      '"."',
      '"../a"',
      '"a\\nb"',
      '"a\\0"',
      '""',
      '"-a"',
      '"a b"',
      '"a..b"',
      ':"/etc"',
      '"a\\u202e"',
    ].map((name) => hex(`${name}, "1.0.0"`)),
    ...[
      '"1.0"',
      '"1"',
      '"v1.0.0"',
      '"1.0.0\\n"',
      '"1.0.0\\0"',
      '"../1.0.0"',
      '"1.0.0/.."',
      '""',
      '"1.0.0 "',
      '"latest"',
      '"01.0.0"',
    ].map((version) => hex(`:a, ${version}`)),
    ...['""', '"abc"', `"${sha}0"`, `"${sha.slice(1)}"`, `"${sha.slice(1)}g"`, `"${sha}\\n"`].map((sum) =>
      hex(`:a, "1.0.0", ${sum}`),
    ),
    hex(`:a, "1.0.0", "${sha}", [], [], "hexpm", "x"`),
    ...['"a b"', '"hexpm:"', '":org"', '"a:b:c"', '"../x"', '"hexpm:../x"', '""', '"-x"', '"a/b"'].map((repo) =>
      hex(`:a, "1.0.0", nil, [], [], ${repo}`),
    ),
    ...['[:"a b"]', '["../mix"]', '[:""]'].map((managers) => hex(`:a, "1.0.0", nil, ${managers}`)),
    ...[
      '[{:"../b", "~> 1.0", []}]',
      '[{:b, "~> 1.0\\n", []}]',
      '[{:b, "~> 1.0", [hex: "b/c"]}]',
      '[{:b, "~> 1.0", [repo: "b/c"]}]',
    ].map((deps) => hex(`:a, "1.0.0", nil, [], ${deps}`)),
    ...[
      '""',
      '"-uhttp://x"',
      '"--upload-pack=id"',
      '"ext::sh -c id"',
      '"fd::17"',
      '"a\\nb"',
      '"https://x/\\0"',
      '"foo://x"',
      '"ssh://-oProxyCommand=id/x"',
      '"ssh://git@-oProxyCommand=id/x"',
      '"git@-oProxyCommand=id:x"',
      `"${"a".repeat(3000)}"`,
    ].map((url) => git(url)),
    ...["", "main", "HEAD", rev.slice(1), `${rev}0`, `${rev.slice(1)}g`, `${rev}\\n`, `${sha}ab`].map((revision) =>
      git(ok, revision),
    ),
    ...[
      'branch: ""',
      'branch: "-x"',
      'tag: "a\\nb"',
      'ref: "--exec=id"',
      'branch: :"-x"',
      'sparse: "../x"',
      'sparse: "a/../../b"',
      'subdir: ""',
      'subdir: "/"',
      'subdir: "a\\0"',
      'subdir: ".."',
      "depth: 0",
      "depth: -1",
      "depth: 99999999999",
    ].map((option) => git(ok, rev, `[${option}]`)),
  ])("%s", (value) => {
    const { lock, reports } = read(`%{\n"a":\n${value},\n"b": {:hex, :b, "1.0.0"}}`);
    expect([...lock.keys()]).toEqual(["b"]);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(/^lock-entry-refused 3:\d+$/);
    expect(reports[0]).not.toBe("lock-entry-refused 3:1");
  });

  test.each(["..", ".", "a/b", "", "a\\n", "-a", "a b", "\\0"])("the key %j", (name) => {
    const { lock, reports } = read(`%{"${name}": {:hex, :a, "1.0.0"}}`);
    expect([lock.size, reports]).toEqual([0, ["lock-entry-refused 1:3"]]);
  });

  test.each([
    ...[
      '1, "1.0.0"',
      'nil, "1.0.0"',
      ":a, 1",
      ":a, :b",
      `:a, "1.0.0", 1`,
      ':a, "1.0.0", nil, 1',
      ':a, "1.0.0", nil, [1]',
      ':a, "1.0.0", nil, [], 1',
    ].map(hex),
    ...[
      ':a, "1.0.0", nil, [], [1]',
      ':a, "1.0.0", nil, [], [{1, nil, []}]',
      ':a, "1.0.0", nil, [], [{:b, 1, []}]',
      ':a, "1.0.0", nil, [], [{:b, nil, :c}]',
      ':a, "1.0.0", nil, [], [{:b, nil, [:c]}]',
      ':a, "1.0.0", nil, [], [{:b, nil, [optional: 1]}]',
      ':a, "1.0.0", nil, [], [], 1',
    ].map(hex),
    ...["1", "nil", "[]"].map((url) => git(url)),
    ...[
      ":a",
      "[:a]",
      '[{"branch", "x"}]',
      "[branch: 1]",
      "[sparse: :a]",
      '[depth: "1"]',
      "[submodules: 1]",
      "[depth: 1.0]",
    ].map((options) => git(ok, rev, options)),
    "{}",
    "[]",
    "1",
    '"x"',
    ":hex",
    "{:hex}",
    "{:hex, :a}",
    "{:package}",
    '{:package, "1.0.0", 1}',
    '{"hex", :a, "1.0.0"}',
    "%{}",
    "nil",
  ])("wrong shape: %s", (value) => {
    const { lock, reports } = read(`%{\n"a":\n${value},\n"b": {:hex, :b, "1.0.0"}}`);
    expect([...lock.keys()]).toEqual(["b"]);
    expect(reports).toEqual([expect.stringMatching(/^lock-entry-shape 3:\d+$/)]);
  });

  test("what goes into messages is on one line and shows what cannot be seen", () => {
    const diagnostics = new Diagnostics();
    const name = `a\\n\\e[31m\\u{202e}${"x".repeat(100)}`;
    readLock(
      new SourceFile("mix.lock", `%{"${name}": {:hex, "${name}", "${name}"}, "b": {:hex, :b, "${name}"}}`),
      diagnostics,
    );
    const shown = diagnostics.list.flatMap((diagnostic) => Object.values(diagnostic.args));
    expect(shown).toHaveLength(4);
    for (const text of shown) {
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(text.length).toBeLessThan(200);
    }
  });
});

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/locks/${name}.mix.lock`, import.meta.url), "utf8");
}

function read(text: string): { lock: Lock; reports: string[]; text: string } {
  const diagnostics = new Diagnostics();
  const lock = readLock(new SourceFile("mix.lock", text), diagnostics);
  const reports = diagnostics.list.map(({ code, place }) => `${code} ${place.line}:${place.column}`);
  return { lock, reports, text };
}

function readFixture(name: string): { lock: Lock; reports: string[]; text: string } {
  return read(fixture(name));
}

function fatal(text: string): unknown {
  try {
    read(text);
  } catch (error) {
    if (error instanceof FatalDiagnostic) return error.diagnostic;
    throw error;
  }
  return undefined;
}

function withoutPlaces(lock: Lock): unknown {
  return [...lock.values()].map((entry) => ({ ...entry, place: undefined }));
}
