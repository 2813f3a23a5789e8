import { describe, expect, test } from "vitest";
import { loadToml } from "../../../src/read/cargo/toml.ts";
import { readBeamRequests, toolVersions } from "../../../src/read/mix/tool-versions.ts";

const unknown = { elixirVersion: undefined, otpRelease: undefined };

async function read(files: Record<string, string>, folder = "/repo", top = "/repo"): Promise<unknown> {
  return toolVersions(await readBeamRequests(folder, top, { readText: (path) => files[path] }, loadToml));
}

describe("the versions that a project asks for", () => {
  test.each([
    [".tool-versions", "elixir 1.17.3-otp-27\nerlang 27.1.2\n", { elixirVersion: "1.17.3", otpRelease: "27" }],
    [".tool-versions", "# elixir 1.0.0\r\nelixir\t1.16.0 1.15.0\r\n", { ...unknown, elixirVersion: "1.16.0" }],
    [".tool-versions", "elixir 1.18.4-otp-28", { elixirVersion: "1.18.4", otpRelease: "28" }],
    [".tool-versions", "elixir 1.17\nerlang 27", { ...unknown, otpRelease: "27" }],
    [".tool-versions", "elixir ref:main\nerlang latest", unknown],
    [".tool-versions", "elixir system\n\nerlang", unknown],
    [".tool-versions", "elixir 1.19.0-rc.1-otp-28", { elixirVersion: "1.19.0-rc.1", otpRelease: "28" }],
    [".elixir-version", "v1.15.7\n", { ...unknown, elixirVersion: "1.15.7" }],
    [
      "mise.toml",
      '[tools]\nelixir = "1.18.1-otp-27"\nerlang = ["27.2", "26"]\n',
      { elixirVersion: "1.18.1", otpRelease: "27" },
    ],
    [
      ".mise.toml",
      '[tools]\nelixir = { version = "1.18.1" }\nerlang = 26\n',
      { elixirVersion: "1.18.1", otpRelease: "26" },
    ],
    [
      "mise.toml",
      '[tools]\n"core:erlang" = "prefix:28"\n"asdf:mise-plugins/mise-elixir" = "1.19.2"\n',
      { elixirVersion: "1.19.2", otpRelease: "28" },
    ],
    [".tool-versions", "erlang latest:28\nelixir latest:1.19", { ...unknown, otpRelease: "28" }],
    [".config/mise.toml", "[tools\n", unknown],
    ["mise.toml", "[env]\nA = 'b'\n", unknown],
  ])("%s: %j", async (name, text, expected) => {
    expect(await read({ [`/repo/${name}`]: text })).toEqual(expected);
  });

  test("the nearest file that names a tool decides on it, mise before asdf, local before shared", async () => {
    const files = {
      "/repo/.tool-versions": "elixir 1.14.0\nerlang 25.0",
      "/repo/apps/a/mise.toml": '[tools]\nelixir = "1.17.0"',
      "/repo/apps/a/mise.local.toml": '[tools]\nelixir = "1.18.0"',
      "/repo/apps/a/.tool-versions": "elixir 1.16.0",
    };
    expect(await read(files, "/repo/apps/a")).toEqual({ elixirVersion: "1.18.0", otpRelease: "25" });
    expect(await read(files, "/repo/apps/a", "/repo/apps/a")).toEqual({ ...unknown, elixirVersion: "1.18.0" });
  });

  test("nothing is looked for above the top, and none is needed", async () => {
    expect(await read({ "/.tool-versions": "elixir 1.0.0" })).toEqual(unknown);
  });

  test.each([
    [".tool-versions", "nodejs 22\nelixir 1.17.3-otp-27\n", 2],
    ["mise.toml", '[tools]\nnode = "22"\n"elixir" = "1.17.3-otp-27"\n', 3],
    ["mise.toml", 'tools.elixir = "1.17.3-otp-27"\n', 1],
    ["mise.toml", '[tools]\nnode = "22"\n"core:elixir" = "1.17.3-otp-27"\n', 3],
    ["mise.toml", '\n[tools.elixir]\nversion = "1.17.3-otp-27"\n', 2],
    [".elixir-version", "1.17.3-otp-27", 1],
  ])("%s %j: word for word, with the line", async (name, text, line) => {
    const files: Record<string, string> = { [`/repo/${name}`]: text };
    expect(await readBeamRequests("/repo/apps/a", "/repo", { readText: (path) => files[path] }, loadToml)).toEqual({
      erlang: null,
      elixir: { text: "1.17.3-otp-27", place: { file: `../../${name}`, line, column: 1 } },
    });
  });
});
