import { ExitCode } from "@stricli/core";
import { expect, test } from "vitest";
import { toExitCode } from "../../src/cli/exit-code.ts";

test("a wrong command line is the user's, everything else that stricli reports is ours", () => {
  expect(toExitCode(ExitCode.UnknownCommand)).toBe(2);
  expect(toExitCode(ExitCode.InvalidArgument)).toBe(2);
  expect(toExitCode(ExitCode.CommandLoadError)).toBe(70);
  expect(toExitCode(ExitCode.ContextLoadError)).toBe(70);
  expect(toExitCode(ExitCode.InternalError)).toBe(70);
  expect(toExitCode(ExitCode.IntegrationError)).toBe(70);
  expect(toExitCode(null)).toBe(70);
});

test("a command's own code stays", () => {
  for (const code of [0, 1, 2, 3, 70, 130]) expect(toExitCode(code)).toBe(code);
});
