import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { inLibrary } from "./library.ts";

const hosts = (config: string, version: string): string => {
  const platform = `{ config = "${config}"; isDarwin = ${String(config.endsWith("darwin"))}; }`;
  return `(let made = (partWith { stdenv.hostPlatform = ${platform}; beamPackages.erlang.version = "${version}"; }) "hosts";
    in [ made.artifactTarget made.nifVersion ])`;
};
const erl = (expression: string): string =>
  execFileSync("erl", ["-noinput", "-eval", `io:put_chars(${expression}), halt().`], { encoding: "utf8" });

test("names of systems, and the NIF version that the BEAM here has", () => {
  const release = erl("erlang:system_info(otp_release)");
  const systems = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "armv7l-unknown-linux-gnueabihf",
    "arm64-apple-darwin",
  ];
  const asked = [...systems.map((system) => hosts(system, release)), hosts("x86_64-unknown-linux-gnu", "99.1")];
  const nif = erl("erlang:system_info(nif_version)");
  expect(inLibrary(`[ ${asked.join(" ")} ]`)).toEqual([
    ["x86_64-linux-gnu", nif],
    ["aarch64-linux-musl", nif],
    ["armv7l-linux-gnueabihf", nif],
    ["aarch64-apple-darwin", nif],
    ["x86_64-linux-gnu", null],
  ]);
});
