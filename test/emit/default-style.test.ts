import { expect, test } from "vitest";
import { standInProject } from "./stand-in-project.ts";

test("default.nix gives the derivation that the flake gives, and an edit of it is no edit of the release", async () => {
  const project = await standInProject("default");
  try {
    const set = "{ system = builtins.currentSystem; }";
    const release = project.evaluateDefault("release.drvPath");
    expect(release).toBe(project.evaluate(set, "", "release.drvPath"));
    expect(project.evaluateDefault("release.tests.load.drvPath")).toMatch(/-release-check\.drv$/);
    expect(() => project.read("flake.nix")).toThrow("ENOENT");
    project.write("default.nix", `# edited\n${project.read("default.nix")}`);
    expect(project.evaluateDefault("release.drvPath")).toBe(release);
  } finally {
    project.remove();
  }
});
