import { expect, test } from "vitest";
import { build, inLibrary } from "./library.ts";

test("a dependency has its library and the release's configuration; one that insists is forced for its build alone", () => {
  const of = (builder: string): string => `((part "rustler-dependency").${builder} {
    config = "/config"; modules = [ { module = "Fast"; library = "priv/libfast"; crate = { libName = "fast"; outPath = "crate"; }; } ];
  }).attributes`;
  const [plain, forced] = inLibrary(`[ ${of("rustlerDependency")} ${of("forcedDependency")} ]`) as {
    appConfigPath: string;
    postPatch: string;
  }[];
  const told = ({ appConfigPath, postPatch }: { appConfigPath: string; postPatch: string }): string =>
    build(
      `${postPatch}\necho "\${RUSTLER_PRECOMPILED_FORCE_BUILD_ALL-}" > said`,
      `cat priv/libfast.so said; echo ${appConfigPath}`,
      {
        "crate/lib/libfast.so": "library\n",
      },
    );
  expect([plain, forced].map((each) => told(each as never))).toEqual(["library\n\n/config", "library\n1\n/config"]);
});
