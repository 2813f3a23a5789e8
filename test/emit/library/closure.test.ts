import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

/** Two paths, of 3 MiB and half a MiB, in the form of nixpkgs' closureInfo (`nix-store --load-db`). */
const registration = `/nix/store/a-release
sha256:1
3145728

2
/nix/store/a-release
/nix/store/b-bash
/nix/store/b-bash
sha256:2
524288

0
`;

const check = (limit: number): string =>
  inLibrary(`let
    closure = (partWith { closureInfo = { rootPaths }: builtins.head rootPaths; } "closure").closureWithin;
    started = { overrideAttrs = change: (change { buildCommand = "echo started > $out\\n"; }).buildCommand; };
  in closure ${limit} "folder" started`) as string;

test("a release that is small enough passes, and its check says how large it is", () => {
  const said = build(check(3_670_016), 'cat "$out"', { "folder/registration": registration });
  expect(said.split("\n")).toEqual(["started", "closure: 3.5 MiB of at most 3.5 MiB"]);
});

test("a larger one fails, and what is largest comes first", () => {
  const tried = `(${check(3_670_015)}) > said 2>&1 && exit 9 || true`;
  const said = build("true", `${tried}\ncat said`, { "folder/registration": registration });
  expect(said.split("\n")).toEqual([
    "closure: 3.5 MiB of at most 3.5 MiB",
    "     3.0 MiB  /nix/store/a-release",
    "     0.5 MiB  /nix/store/b-bash",
    expect.stringMatching(/^TOO LARGE: nix why-depends folder PATH .* maxClosureSize in nif2nix\.toml$/),
  ]);
});
