import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

/** A check of a project in the folder mix, by a builder that gives back what it got. */
const check = (more: string): unknown =>
  inLibrary(`
    let
      made = (part "mix-checks").mixCheck {
        build = arguments: arguments // { overrideAttrs = changes: arguments // changes; };
        name = "lint"; env = "test"; task = "lint --strict";
        whole = { root = ${`${process.cwd()}/test/fixtures`}; directory = "mix"; variables = "export A=1\n"; patches = "echo nif >> config.exs\n"; };
        release = { pname = "shop"; version = "1.2.0"; src = "only what is shipped"; postPatch = "a lock\n"; postBuild = "assets\n"; nativeBuildInputs = [ "cmake" ]; };
        ${more}
      };
    in
    { inherit (made) pname version mixEnv doCheck checkPhase installPhase dontFixup postBuild postPatch; inputs = made.nativeBuildInputs or [ ]; dontBuild = made.dontBuild or false; }`);

test("a task runs in its environment after the build, between the hooks of a check, and no release is made", () => {
  const made = check("") as Record<string, unknown>;
  expect(made).toMatchObject({
    pname: "shop-lint",
    version: "1.2.0",
    mixEnv: "test",
    doCheck: true,
    dontFixup: true,
    postBuild: "",
    dontBuild: false,
  });
  expect([made["postPatch"], made["inputs"]]).toEqual(["export A=1\necho nif >> config.exs\n", ["cmake"]]);
  const mix = 'mix() { echo mix "$@"; }\nrunHook() { echo hook "$1"; }\nexec > said\n';
  expect(build(mix + (made["checkPhase"] as string), "cat said").split("\n")).toEqual([
    "hook preCheck",
    "mix do deps.loadpaths --no-deps-check + lint --strict",
    "hook postCheck",
  ]);
  expect(build(made["installPhase"], 'stat --format %F "$out"')).toBe("regular empty file");
});

test("what looks at files alone finds them as they are, and compiles nothing", () => {
  const made = check("compiles = false;") as Record<string, unknown>;
  expect(made["dontBuild"]).toBe(true);
  expect([made["postPatch"], made["inputs"]]).toEqual(["export A=1\n", []]);
});
