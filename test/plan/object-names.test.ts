import { expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { nothingNative } from "../../src/model/natives.ts";
import { chosenNifs } from "../../src/plan/plan-nifs.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultPackage, defaultSettings } from "../../src/settings/settings.ts";
import { lookUp } from "../../src/text/look-up.ts";
import { hexDep, nif, project } from "../emit/project.ts";

/** Names that every object of JavaScript has something under. */
const names = ["constructor", "__proto__", "valueOf"];

test.each(names)("a dependency called %s has no settings where none are given", (app) => {
  const natives = { ...nothingNative(app), requires: ["elixir_make", "cc_precompiler"] };
  const diagnostics = new Diagnostics();
  const planned = plan(project({ deps: [hexDep(app)], natives: [natives] }), defaultSettings, diagnostics);
  expect(planned.natives).toMatchObject([{ app, make: { way: "source", app }, inputs: { buildInputs: [] } }]);
});

test.each(names)("neither has a module called %s", (module) => {
  const own = nif(module);
  expect(chosenNifs([own], defaultSettings)).toEqual([own]);
});

test("what a table holds itself is found", () => {
  expect(lookUp({ constructor: defaultPackage }, "constructor")).toBe(defaultPackage);
  expect(lookUp({}, "constructor")).toBeUndefined();
});
