import { expect, test, vi } from "vitest";
import { cannotBuild } from "./support/machine.ts";

test("a program that builds take from the machine is named where it is missing; in CI that fails", () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  vi.stubEnv("NIF2NIX_E2E_PKGS", undefined);
  vi.stubEnv("CI", undefined);
  expect(cannotBuild("no-such-program")).toBe(true);
  expect(said.mock.calls.flat().join("")).toMatch(/not installed: .*no-such-program/);
  vi.stubEnv("CI", "1");
  expect(() => cannotBuild("no-such-program")).toThrow(/not installed: .*no-such-program/);
  vi.unstubAllEnvs();
  said.mockRestore();
});
