import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("modules of all dependencies, and a source that is placed and not compiled", () => {
  const made = inLibrary(`let all = part "dependencies"; in {
    modules = all.modulesOf { a.modules = [ "A" ]; b = all.plainDependency; c.modules = [ "C" "D" ]; };
    inherit (all.placeSource { name = "heroicons"; version = "2"; src = "/heroicons"; }) script;
  }`) as { modules: unknown; script: string };
  expect(made.modules).toEqual(["A", "C", "D"]);
  expect(build(made.script, `readlink out/src`)).toBe("/heroicons");
});
