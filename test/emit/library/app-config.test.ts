import { expect, test } from "vitest";
import { build, inLibrary, readConfig } from "./library.ts";

test("of the configuration a dependency gets what it names, and what NIF modules are told", () => {
  const text = inLibrary(`(part "app-config").appConfig {
    apps = { one = [ "config :one, a: 1" "config :one, b: 2" ]; two = [ "config :two, a: 1" ]; };
    config = "config :nif, load: false";
  } [ "one" ]`) as string;
  expect(build("", readConfig("config.exs"), { "config.exs": text })).toBe("[one: [a: 1, b: 2], nif: [load: false]]");
});
