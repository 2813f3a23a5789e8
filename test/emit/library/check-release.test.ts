import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { path } from "./library.ts";

const shell = path("src/emit/library/check-release.sh");
const program = path("src/emit/library/check-release.erl");

test("a folder that is no release is refused, not found dead", () =>
  withFiles([], (folder) => {
    const ran = spawnSync("sh", [shell, folder, program], { encoding: "utf8" });
    expect([ran.status, ran.stdout.trim()]).toEqual([2, `no release: ${folder} has no releases/start_erl.data`]);
  }));

test("the step that compares configuration, in a BEAM of its own", () =>
  withFiles([{ path: "releases/1.0/sys.config", text: "[{shop, [{a, 1}]}].\n", ownership: "user" }], (folder) => {
    const step = (version: string): number | null => {
      const env = { ...process.env, NIF2NIX_STEP: "compile-env", RELEASE_ROOT: folder, RELEASE_VSN: version };
      const argv = ["-noinput", "-eval", `file:eval(${JSON.stringify(program)})`];
      return spawnSync("erl", argv, { env: { ...env, ERL_CRASH_DUMP_SECONDS: "0" } }).status;
    };
    expect([step("1.0"), step("2.0")]).toEqual([0, 1]);
  }));
