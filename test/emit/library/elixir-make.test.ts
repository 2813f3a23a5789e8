import { describe, expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

const here = `partWith {
  fetchurl = arguments: arguments;
  stdenv.hostPlatform = { config = "x86_64-unknown-linux-gnu"; isDarwin = false; };
} "elixir-make"`;
const artifact = (names: readonly string[]): unknown =>
  inLibrary(`((${here}).makeArtifact {
    app = "fast"; version = "1.0"; url = "https://example.com/@{artefact_filename}?raw=true";
    checksums = { ${names.map((name) => `"${name}" = "sum of ${name}";`).join(" ")} };
  }).path`);
const file = (nif: string): string => `fast-nif-${nif}-x86_64-linux-gnu-1.0.tar.gz`;

describe("the artifact", () => {
  // The BEAM of these tests is OTP 27, whose NIF version is 2.17.
  test("is the highest that this BEAM loads", () =>
    expect(artifact(["2.15", "2.16", "2.18"].map(file))).toEqual({
      name: file("2.16"),
      url: `https://example.com/${file("2.16")}?raw=true`,
      sha256: `sum of ${file("2.16")}`,
    }));
  test("is missed with what to do", () =>
    expect(() => artifact(["2.18"].map(file))).toThrow(/\[package\.fast\] way = "source"/));
});

test("a folder of configuration that is a link becomes one that can be written to", () => {
  const script = inLibrary(`(${here}).ownConfig`);
  const kept = build(
    `ln -s theirs config; chmod a-w theirs\n${script as string}`,
    "ls config; [ -w config/a.exs ]; cat config/*",
    {
      "theirs/a.exs": "1\n",
    },
  );
  expect(kept).toBe("a.exs\nconfig.exs\n1\nimport Config");
});
