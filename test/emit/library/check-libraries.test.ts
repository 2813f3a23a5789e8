import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { path } from "./library.ts";

const program = path("src/emit/library/check-libraries.erl");

test("modules that are asked for and are not there are named, with the rest of what was loaded", () =>
  withFiles([], (folder) => {
    const env = { ...process.env, NIF2NIX_MODULES: "Shop.Prices\nshop_nif\n", NIF2NIX_LOADING: `${folder}/loading` };
    const argv = ["-noinput", "-eval", `file:eval(${JSON.stringify(program)}), halt(3).`];
    const { status, stdout } = spawnSync("erl", argv, { env, encoding: "utf8" });
    expect([status, stdout.split("\n").filter((line) => /Shop|shop|DEAD/.test(line))]).toEqual([
      1,
      [
        "Shop.Prices: NOT LOADED: the release has no such module that loads a library",
        "shop_nif: NOT LOADED: the release has no such module that loads a library",
        "DEAD: Shop.Prices: NOT LOADED: the release has no such module that loads a library",
      ],
    ]);
  }));
