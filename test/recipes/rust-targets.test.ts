import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { flakeSystems } from "../../src/model/systems.ts";
import { fitOf, rustTargets } from "../../src/recipes/rust-targets.ts";

interface Specification {
  readonly arch: string;
  readonly os?: string;
  readonly env?: string;
  readonly abi?: string;
  readonly "target-pointer-width": number | string;
}

const argv = ["-Z", "unstable-options", "--print", "all-target-specs-json"];
const known = spawnSync("rustc", argv, {
  cwd: "/",
  encoding: "utf8",
  env: { ...process.env, RUSTC_BOOTSTRAP: "1" },
  maxBuffer: 1 << 26,
});
if (known.status !== 0) console.log("did not run: targets against those of rustc (no rustc that prints them)");

test.skipIf(known.status !== 0)(
  "every target that rustc knows fits a BEAM or is refused, as rustc describes it",
  () => {
    const targets = Object.entries(JSON.parse(known.stdout) as Readonly<Record<string, Specification>>);
    expect(targets.length).toBeGreaterThan(200);
    for (const [target, specification] of targets) {
      const { arch, os = "none", env = "", abi = "" } = specification;
      const kernel = { linux: "linux", macos: "darwin" }[os];
      // What the processor is called is part of it: arm64e is AArch64 with pointers that others do not take.
      const cpu = target.split("-")[0] === arch ? arch : undefined;
      const system = flakeSystems.find((each) => each === `${cpu}-${kernel}`);
      const fit = fitOf(target);
      if (kernel === undefined) expect([target, fit]).toEqual([target, { kind: "system" }]);
      else if (system === undefined) expect([target, fit]).toMatchObject([target, { kind: "processor" }]);
      else if (target === rustTargets[system].triple) expect(fit).toEqual({ kind: "fits", system, libc: "own" });
      else if (target === `${cpu}-unknown-linux-musl`) {
        expect([env, abi, Number(specification["target-pointer-width"])]).toEqual(["musl", "", 64]);
        expect(fit).toEqual({ kind: "fits", system, libc: "musl" });
      } else expect([target, fit]).toMatchObject([target, { kind: "library" }]);
    }
  },
);

test("a processor that one operating system's releases are not built for", () => {
  expect(fitOf("x86_64-apple-darwin")).toEqual({ kind: "processor", instead: ["aarch64-darwin"] });
  expect(fitOf("riscv64gc-unknown-linux-gnu")).toMatchObject({ instead: ["x86_64-linux", "aarch64-linux"] });
});

test("what is no name of a target", () => {
  expect(fitOf("host-tuple")).toBeNull();
  expect(fitOf("targets/my-board.json")).toEqual({ kind: "file" });
  expect(fitOf("x86_64-linux-musl")).toEqual({
    kind: "library",
    instead: ["x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"],
  });
  for (const name of ["", "-", "linux", "toString", "__proto__-linux"]) expect(fitOf(name)?.kind).not.toBe("fits");
});
