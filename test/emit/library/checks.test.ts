import { expect, test } from "vitest";
import { inLibrary, path } from "./library.ts";

test("a release is run where it can be, and said to be unchecked where it cannot", () => {
  const check = (parts: string): string => `((${parts} "checks").releaseCheck {
    release = { pname = "shop"; outPath = "/shop"; };
    programs = [ ${path("src/emit/library/check-libraries.erl")} ]; modules = [ { module = "A"; library = "priv/a"; } { module = "Later"; library = null; } { module = "Precompiled"; } ];
  })`;
  const checks = inLibrary(`{
    here = { inherit (${check("part")}) programs script env; };
    elsewhere = ${check("partWith { stdenv = { hostPlatform = { }; buildPlatform.canExecute = _: false; }; }")}.script;
  }`) as { here: { programs: unknown; script: string; env: unknown }; elsewhere: string };
  expect(checks.here.env).toEqual({ NIF2NIX_MODULES: "A\nPrecompiled\n" });
  expect(checks.here.script).toMatch(/^sh \S+check-release\.sh \/shop \$\{programs\[\*\]\} 2>&1 \| tee "\$out"\n$/);
  expect(checks.here.programs).toEqual([expect.stringMatching(/-check-libraries\.erl$/)]);
  expect(checks.elsewhere).toMatch(/^echo NOT CHECKED: .* \| tee "\$out"\n$/);
});
