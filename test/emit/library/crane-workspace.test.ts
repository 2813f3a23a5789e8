import { expect, test } from "vitest";
import { crate, inLibrary } from "./library.ts";

test("crates of one workspace that are built alike share their dependencies, others do not", () => {
  const crates = `{ a = ${crate("a", 'cargoExtraArgs = "--features=x";')}; b = ${crate("b", 'cargoExtraArgs = "";')}; c = ${crate("c", 'CARGO_PROFILE = "dev"; cargoExtraArgs = "";')}; }`;
  const shared =
    inLibrary(`builtins.mapAttrs (_: crate: { inherit (crate.cargoArtifacts) pname buildPhaseCargoCommand; })
    ((part "crane-workspace").buildWorkspaces ${crates})`) as Record<string, Record<string, string>>;
  expect(shared["a"]).toEqual(shared["b"]);
  expect(shared["a"]?.["pname"]).toBe("workspace");
  expect(shared["a"]?.["buildPhaseCargoCommand"]?.match(/^cargoWithProfile build/gm)).toHaveLength(2);
  expect(shared["c"]).toMatchObject({ pname: "c" });
});
