import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { planNodeRelease } from "../../src/plan/plan-node-release.ts";
import { nodeReleases } from "../../src/recipes/node-versions.ts";

/** What npm itself reads ranges with. */
const npm = realpathSync(execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim());
const semver = createRequire(npm)("semver") as { readonly intersects: (one: string, other: string) => boolean };

const place = { file: "package.json", line: 1, column: 1 };

function chosen(text: string, given: string | null = null) {
  const diagnostics = new Diagnostics();
  return { taken: planNodeRelease({ text, place }, given, diagnostics), findings: diagnostics.list };
}

describe("the Node that builds assets", () => {
  const signs = ["", "=", "^", "~", ">=", ">", "<", "<="];
  const versions = ["18", "20.x", "22", "22.0.0", "22.11", "24.1.0", "25", "26.x", "27.0"];
  const simple = signs.flatMap((sign) => versions.map((version) => sign + version));
  const several = [
    "18 || 20",
    "^20.19.0 || >=22.12.0",
    ">= 20 < 23",
    ">=22.1.0 <25.0.0",
    "20 - 24",
    "v22.x",
    ">=14.0.0, <=25",
    "^18.18.0 || ^20.9.0 || >=21.1.0",
  ];

  test.each([...simple, ...several])("of %s is one that npm takes for it", (text) => {
    const { taken, findings } = chosen(text);
    const fitting = nodeReleases.filter((release) => semver.intersects(text.replace(",", ""), `${release}.x`));
    expect(findings.map(({ code }) => code)).toEqual(fitting.length === 0 ? ["node-not-in-nixpkgs"] : []);
    if (fitting.length === nodeReleases.length) expect(taken).toBe("nodejs");
    else if (fitting.length > 0) expect(taken).toBe(`nodejs_${fitting.at(-1)}`);
  });

  test("names of nvm", () => {
    expect(chosen("lts/jod").taken).toBe("nodejs_22");
    expect(chosen("lts/Krypton").taken).toBe("nodejs_24");
    for (const any of ["lts/*", "node", "latest", "system", "*", ""]) {
      expect(chosen(any)).toEqual({ taken: "nodejs", findings: [] });
    }
  });

  test("NN836: what nixpkgs does not have, and what cannot be read", () => {
    expect(chosen("18.19.0")).toMatchObject({ taken: "nodejs_22", findings: [{ args: { asked: "18.19.0" } }] });
    expect(chosen("lts/iron").taken).toBe("nodejs_22");
    expect(chosen("99").taken).toBe("nodejs_26");
    expect(chosen("my-own-build")).toMatchObject({ taken: "nodejs", findings: [{ code: "node-not-in-nixpkgs" }] });
  });

  test("the settings win, and are taken at their word", () => {
    expect(chosen("18", "20")).toEqual({ taken: "nodejs_20", findings: [] });
    expect(chosen("18", "nixpkgs")).toEqual({ taken: "nodejs", findings: [] });
  });
});
