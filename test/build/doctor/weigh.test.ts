import { describe, expect, test } from "vitest";
import { finding, fine } from "../../../src/build/doctor/checked.ts";
import { sandboxCheck, userCheck } from "../../../src/build/doctor/nix-checks.ts";
import { locksCheck } from "../../../src/build/doctor/project-checks.ts";
import { type Wants, weigh } from "../../../src/build/doctor/weigh.ts";

const plain: Wants = { flake: true, ownCaches: false, crates: 0, natives: 0, packages: 0 };
const native: Wants = { flake: true, ownCaches: true, crates: 2, natives: 3, packages: 5 };
const state = (name: string, wants: Wants) => weigh([finding(name, "", "")], wants)[0]?.state;

describe("a finding", () => {
  test.each([
    ["sandbox", plain, "note"],
    ["sandbox", native, "finding"],
    ["user", plain, "note"],
    ["user", native, "finding"],
    ["flakes", { ...plain, flake: false }, "note"],
    ["flakes", plain, "finding"],
    ["locks", plain, "note"],
    ["locks", native, "finding"],
    ["disk", plain, "finding"],
    ["of a later version", plain, "finding"],
  ] as const)("of %s with %o is a %s", (name, wants, expected) => {
    expect(state(name, wants)).toBe(expected);
  });

  test("that does not matter keeps its advice; what is fine stays so", () => {
    const [one, other] = weigh([finding("user", "found", "advice"), fine("sandbox", "on")], plain);
    expect([one?.help, other?.state]).toEqual(["advice", "fine"]);
  });
});

describe("who is trusted", () => {
  test.each([
    [["root"], "me", [], "finding"],
    [["root", "me"], "me", [], "fine"],
    [["@wheel"], "me", ["users", "wheel"], "fine"],
    [["@wheel"], "wheel", ["users"], "finding"],
    [["*"], "me", [], "fine"],
    [undefined, "me", [], "note"],
  ] as const)("%j, of %s in %j", (trustedUsers, user, groups, expected) => {
    expect(userCheck(trustedUsers === undefined ? {} : { trustedUsers }, user, groups).state).toBe(expected);
  });
});

test("without a sandbox macOS is as it comes, and that is said", () => {
  expect(sandboxCheck({ sandbox: "false" }, "darwin")).toMatchObject({
    state: "note",
    found: expect.stringContaining("macOS"),
  });
  expect(sandboxCheck({ sandbox: "false" }, "linux").state).toBe("finding");
});

test("locks: what does not agree is named with its file", () => {
  expect(locksCheck([], []).state).toBe("note");
  expect(locksCheck([{ code: "nif-uncertain", file: "lib/a.ex" }], ["mix.lock"])).toMatchObject({
    state: "fine",
    found: "mix.lock: of the files that they lock",
  });
  expect(locksCheck([{ code: "lock-out-of-date", file: "mix.exs" }], ["mix.lock"]).found).toBe(
    "lock-out-of-date in mix.exs",
  );
});
