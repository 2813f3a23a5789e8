import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("variables are there for what the build runs, whatever is in them", () => {
  const script = inLibrary(`(part "export-variables").exportVariables { A = "it's $A"; B = "b"; }`);
  expect(build(`${script as string}\nsh -c 'echo "$A $B" > said'`, "cat said")).toBe("it's $A b");
});
