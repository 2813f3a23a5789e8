import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { drawProgress, seconds } from "../../../src/build/nix-log/draw.ts";
import { nixEvent } from "../../../src/build/nix-log/event.ts";
import { labelOf, labelText } from "../../../src/build/nix-log/label.ts";
import { BuildProgress, type Change } from "../../../src/build/nix-log/progress.ts";

/** Nix 2.8 of Debian 12 and Nix 2.26.3 of Debian 13, of a release with a crate and a dependency, two builds at once. */
const VERSIONS = ["2.8", "2.26"];

function recorded(version: string, which: string): string[] {
  return readFileSync(new URL(`recorded/nix-${version}-${which}.log`, import.meta.url), "utf8").split("\n");
}

/** The .drv files lie on the machine that recorded the logs: what tells their kind is given by their names. */
const KINDS: Readonly<Record<string, string>> = {
  my_nif: "cargoVendorDir",
  jason: "beamModuleName",
  my_app: "mixNixDeps",
};

function follow(lines: readonly string[]) {
  const progress = new BuildProgress((path) => labelOf(path, `("${KINDS[/-([a-z_]+)-/.exec(path)?.[1] ?? ""]}","x")`));
  const changes: Change[] = [];
  const drawn: string[] = [];
  lines.forEach((line, at) => {
    const event = nixEvent(line);
    const change = event && progress.apply(event, at * 1000);
    if (change !== undefined) changes.push(change);
    drawn.push(drawProgress(progress, at * 1000, 60).join("\n"));
  });
  return { progress, changes, drawn };
}

const said = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) =>
    change.kind === "warning" ? [] : [`${change.kind} ${labelText(change.building.label)}`],
  );

describe.each(VERSIONS)("Nix %s", (version) => {
  test("what builds is followed from the beginning to the end", () => {
    const { progress, changes } = follow(recorded(version, "good"));
    expect(said(changes).toSorted()).toEqual([
      "began crate my_nif 0.1.0",
      "began dependency jason 1.4.4",
      "began release my_app 0.1.0",
      "ended crate my_nif 0.1.0",
      "ended dependency jason 1.4.4",
      "ended release my_app 0.1.0",
    ]);
    expect(progress.counts).toEqual({ done: 3, expected: 3, failed: 0 });
    expect([progress.running.size, progress.errors]).toEqual([0, []]);
  });

  test("the tree has names, phases, times and what is left", () => {
    const { drawn } = follow(recorded(version, "good"));
    const two = drawn.findLast((each) => each.includes("jason") && each.includes("my_nif")) as string;
    expect(two).toMatch(/^building: \d of 3 done, \d left\n/);
    expect(two).toMatch(/^[├└]─ crate my_nif 0\.1\.0 {2,}build +\d+ s$/m);
    expect(two).toMatch(/^[├└]─ dependency jason 1\.4\.4 {2,}build +\d+ s$/m);
    expect(drawn[0]).toBe("evaluating");
  });

  test("of a failure there is the build that failed, with its log", () => {
    const { progress } = follow(recorded(version, "bad"));
    const failed = progress.failed();
    expect(failed.map(({ label, phase }) => [labelText(label), phase])).toEqual([["crate my_nif 0.1.0", "buildPhase"]]);
    expect(failed[0]?.lines).toContain("error: rustc 1.80.0 is not supported by the following package:");
  });

  test("of an error while evaluating there is no build", () => {
    const { progress } = follow(recorded(version, "evaluation"));
    expect(progress.failed()).toEqual([]);
    expect(progress.errors.join("\n")).toContain("nope");
  });
});

describe("a build of examples/hello_nif, from what init writes (Nix 2.8)", () => {
  const kind = (path: string): string => (path.includes("-hello_nif-deps-") ? "cargoVendorDir" : "");
  const run = (which: string) => {
    const progress = new BuildProgress((path) => labelOf(path, `("${kind(path)}","x")`));
    const widest = recorded("2.8", `hello-${which}`).map((line, at) => {
      const event = nixEvent(line);
      if (event !== undefined) progress.apply(event, at * 1000);
      return Math.max(...drawProgress(progress, at * 1000, 80).map((row) => row.length));
    });
    return { progress, widest: Math.max(...widest) };
  };

  test("ends with nothing left, and no line of it is wider than 80 columns", () => {
    const { progress, widest } = run("good");
    expect(progress.counts).toEqual({ done: 2, expected: 2, failed: 0 });
    expect([...progress.ended.values()].map(({ phase }) => phase)).toEqual(["fixupPhase", "fixupPhase"]);
    expect(widest).toBeLessThan(80);
  });

  test("that fails has the one build that failed, with what the compiler said", () => {
    const { progress } = run("bad");
    expect(progress.failed().map(({ phase }) => phase)).toEqual(["buildPhase"]);
    expect(progress.failed()[0]?.lines.join("\n")).toContain("error[E0308]");
  });
});

describe("an event", () => {
  test.each([
    ["@nix {", undefined],
    ["@nix null", undefined],
    ["@nix []", undefined],
    ['@nix {"action":"start"}', undefined],
    ['@nix {"action":"start","id":"1","type":105}', undefined],
    ['@nix {"action":"result","id":1,"type":101,"fields":[7]}', undefined],
    ['@nix {"action":"result","id":1,"type":101,"fields":{}}', undefined],
    ['@nix {"action":"msg","level":"0","msg":"x"}', undefined],
    ["", undefined],
    ["error: unrecognised flag", { kind: "message", level: 0, text: "error: unrecognised flag" }],
  ])("%s", (line, event) => {
    expect(nixEvent(line)).toEqual(event);
  });

  test("of a build that was never begun changes nothing", () => {
    const { progress, changes } = follow([
      '@nix {"action":"stop","id":9}',
      '@nix {"action":"result","id":9,"type":101,"fields":["x"]}',
    ]);
    expect([changes, progress.ended.size]).toEqual([[], 0]);
  });
});

describe("the screen", () => {
  const building = (count: number, name = "my_nif"): string[] =>
    Array.from(
      { length: count },
      (_, id) =>
        `@nix ${JSON.stringify({ action: "start", id, type: 105, text: "", fields: [`/nix/store/${"a".repeat(32)}-${name}-${id}.drv`] })}`,
    );

  test("shows eight builds, and how many more there are", () => {
    const last = follow(building(20)).drawn.at(-1)?.split("\n") ?? [];
    expect([last.length, last.at(-1)]).toEqual([10, "└─ and 12 more"]);
  });

  test.each([20, 40, 80, 120])("is never wider than %d columns", (width) => {
    const { progress } = follow(building(10, "a_very_long_name_of_a_crate_that_nobody_would_choose".repeat(3)));
    for (const line of drawProgress(progress, 1e9, width)) expect(line.length).toBeLessThan(width);
  });

  test("does nothing that a name or a phase asks of it", () => {
    const lines = [
      ...building(1, "\u001b[2Jx"),
      '@nix {"action":"result","id":0,"type":104,"fields":["\\u001b]0;owned\\u0007Phase"]}',
    ];
    expect(follow(lines).drawn.at(-1)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test.each([
    [900, "1 s"],
    [59_400, "59 s"],
    [185_000, "3 min 5 s"],
  ])("%d ms are %s", (time, text) => {
    expect(seconds(time)).toBe(text);
  });
});

describe("a derivation's name in the words of the project", () => {
  const path = (name: string): string => `/nix/store/${"a".repeat(32)}-${name}.drv`;
  test.each([
    ["hello_nif-0.1.0", '("cargoVendorDir","")', "crate hello_nif 0.1.0"],
    ["hello_nif-deps-0.1.0", '("cargoVendorDir","")', "libraries of crate hello_nif 0.1.0"],
    ["hello_nif-0.1.0", '("__json","{\\"mixNixDeps\\":{}}")', "release hello_nif 0.1.0"],
    ["erlang25-jason-1.4.4", '("beamModuleName","jason")', "dependency jason 1.4.4"],
    ["my_app-nif-load-check", "", "load check of my_app"],
    ["cargo-src-syn-2.0.1", '("outputHashMode","flat")', "source of crate syn 2.0.1"],
    ["jason-1.4.4.tar", '("outputHashMode","flat")', "source of dependency jason 1.4.4"],
    ["bash-5.2", "", "bash 5.2"],
    ["bash-5.2", undefined, "bash 5.2"],
  ])("%s with %s", (name, text, words) => {
    expect(labelText(labelOf(path(name), text)).replace(/^bash-/, "bash ")).toBe(words);
  });
});
