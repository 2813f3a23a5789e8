import { expect, test } from "vitest";
import { build, inLibrary, readConfig } from "./library.ts";

test("elixir_make is told of each application, whatever it is called", () => {
  const line = inLibrary(`(part "from-sources").forcedByMake [ "fast" "my-nif" ]`) as string;
  expect(build("", readConfig("config.exs"), { "config.exs": `import Config\n${line}` })).toBe(
    '[elixir_make: [force_build: [fast: true, "my-nif": true]]]',
  );
});

test("a checkout can be written to, in folders that were not there", () => {
  const script = inLibrary(`(part "from-sources").placeCheckout "c_src/it's here" "sources"`) as string;
  const files = { "sources/Makefile": "all:\n" };
  expect(
    build(`chmod -R a-w sources\n${script}`, `[ -w "c_src/it's here" ]; cat "c_src/it's here/Makefile"`, files),
  ).toBe("all:");
});
