import { expect, test } from "vitest";
import { fromSources } from "../../src/generate/from-sources.ts";
import { nothingNative } from "../../src/model/natives.ts";
import { defaultPackage, defaultSettings } from "../../src/settings/settings.ts";
import { hexDep, nif, project } from "../emit/project.ts";

const withNif = (app: string) => ({ ...nothingNative(app), nifs: [nif("Native")] });

test("what a dependency brings is built from sources, whatever it is called", () => {
  const read = project({
    natives: [withNif("fast"), withNif("constructor"), withNif("chosen"), nothingNative("none")],
  });
  const chosen = { ...defaultPackage, way: "prebuilt" } as const;
  const settings = fromSources({ ...defaultSettings, packages: { chosen } }, read);
  const source = { ...defaultPackage, way: "source" };
  expect(settings.packages).toEqual({ chosen, fast: source, constructor: source });
  expect(settings.rust).toBe("rustPlatform");
});

test("RustlerPrecompiled is made to where there is rustler to hand the build over to", () => {
  const packages = (inProd: boolean) =>
    fromSources(defaultSettings, project({ deps: [hexDep("rustler", { inProd })], natives: [withNif("fast")] }))
      .packages;
  expect(packages(true)["fast"]?.way).toBe("force");
  expect(packages(false)["fast"]?.way).toBe("source");
});
