import { expect, test } from "vitest";
import { inLibrary } from "./library.ts";

test("each package manager is behind a program of ours, before Node and the others in PATH", () => {
  const made = inLibrary(`let node = partWith {
    runtimeShell = "/bin/sh";
    runCommand = _: _: script: script;
  } "node"; package = outPath: { type = "derivation"; inherit outPath; }; in {
    program = node.nodeManagerProgram "pnpm" "/pnpm/bin/pnpm";
    shell = node.prepareNode { nodejs = package "/node"; managers.pnpm = package "/pnpm"; modules = [ "place modules\\n" ]; };
  }`) as { program: string; shell: string };
  expect(made.program).toMatch(/^#!\/bin\/sh\n[^]*^name='pnpm' [^]*^exec '\/pnpm\/bin\/pnpm' "\$\{words\[@\]\}"$/m);
  expect(made.program).not.toMatch(/@[a-z]+@/);
  expect(made.shell).toMatch(/^place modules\nexport PATH="/);
  expect(made.shell).toContain("exec '/node/bin/npm'");
  expect(made.shell).toContain('/bin:/node/bin:/pnpm/bin:$PATH"');
});
