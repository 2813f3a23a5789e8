import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { path } from "./library.ts";

const program = path("src/emit/library/check-configuration.erl");

/** What the program answers in a BEAM of its own. */
function ask(folder: string, version: string): readonly [number | null, string] {
  const env = { ...process.env, RELEASE_ROOT: folder, RELEASE_VSN: version, ERL_CRASH_DUMP_SECONDS: "0" };
  const argv = ["-noinput", "-eval", `file:eval(${JSON.stringify(program)}), halt(3).`];
  const ran = spawnSync("erl", argv, { env, encoding: "utf8" });
  return [ran.status, ran.stdout];
}

test("a release without providers has nothing to compare, and one without its configuration is no answer", () => {
  const file = { path: "releases/1.0/sys.config", text: "[{shop, [{a, 1}]}].\n", ownership: "user" as const };
  withFiles([file], (folder) => {
    expect(ask(folder, "1.0")).toEqual([0, "configuration: nothing of it is read at start\n"]);
    expect(ask(folder, "2.0")).toEqual([3, ""]);
  });
});
