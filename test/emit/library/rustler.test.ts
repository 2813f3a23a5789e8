import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

const nif = (more: string): string =>
  `{ module = "Fast"; configApp = "shop"; library = "priv/native/libfast"; crate = { libName = "fast"; outPath = "crate"; }; ${more} }`;

test("a library is where load_from looks for it, as .so on Darwin too; a module without one is told nothing else", () => {
  const made =
    inLibrary(`let rustler = partWith { stdenv.hostPlatform.extensions.sharedLibrary = ".dylib"; } "rustler"; in {
    config = rustler.nifConfig [ ${nif('loadApp = "core";')} { module = "Prebuilt"; } ];
    shell = rustler.placeLibraries [ ${nif('directory = "apps/core";')} { module = "Prebuilt"; } ];
  }`) as { config: string; shell: string };
  expect(made.config).toBe(
    'Config.config(:shop, :"Elixir.Fast", skip_compilation?: true, load_from: {:core, "priv/native/libfast"})\n',
  );
  expect(build(made.shell, "cat apps/core/priv/native/libfast.so", { "crate/lib/libfast.dylib": "library" })).toBe(
    "library",
  );
});
