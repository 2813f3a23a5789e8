import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { OwnMake } from "../../src/model/make.ts";
import type { Project } from "../../src/model/project.ts";
import { unknown } from "../../src/model/unknown.ts";
import { planArtifacts } from "../../src/plan/plan-artifacts.ts";
import { defaultSettings } from "../../src/settings/settings.ts";

const place = (file: string) => ({ file, line: 1, column: 1 });

/** What is published of applications that elixir_make builds, and what is said of it: finding, place, field, assumed. */
function planned(makes: readonly Pick<OwnMake, "app" | "place" | "published">[], outputs: readonly "artifacts"[]) {
  const diagnostics = new Diagnostics();
  const project = { makes, mix: { place: place("mix.exs") }, deps: [] } as unknown as Project;
  const plan = planArtifacts([], project, { ...defaultSettings, outputs }, () => undefined, diagnostics);
  const said = diagnostics.list.map((each) =>
    [each.code, each.place.file, each.args["field"], each.args["assumed"]]
      .filter((word) => word !== undefined)
      .join(" "),
  );
  return { made: plan.madeArtifacts, said };
}

describe("archives of what elixir_make builds", () => {
  const own = { app: "own", place: place("mix.exs"), published: { nifVersions: ["2.16"] } };
  const child = { app: "child", place: place("apps/child/mix.exs"), published: { nifVersions: null } };
  const none = { app: "none", place: place("apps/none/mix.exs"), published: null };

  test("are those of the project and its applications, by the folders of their mix.exs", () => {
    expect(planned([own, child, none], ["artifacts"])).toEqual({
      made: [
        { app: "own", directory: ".", nifVersions: ["2.16"] },
        { app: "child", directory: "apps/child", nifVersions: null },
      ],
      said: [],
    });
  });

  test("are none where nobody asks for them, and a finding where there are none", () => {
    expect(planned([own], [])).toEqual({ made: [], said: [] });
    expect(planned([none], ["artifacts"])).toEqual({ made: [], said: ["no-artifacts mix.exs"] });
  });

  test("say what is not known of them, and what is taken for it", () => {
    const versions = { ...own, published: { nifVersions: unknown("asks the machine") } };
    expect(planned([versions], ["artifacts"])).toEqual({
      made: [{ app: "own", directory: ".", nifVersions: null }],
      said: ["project-field-unknown mix.exs make_precompiler_nif_versions that of the Erlang that builds"],
    });
    const precompiler = { ...child, published: unknown("asks the machine") };
    expect(planned([precompiler], ["artifacts"])).toEqual({
      made: [],
      said: ["project-field-unknown apps/child/mix.exs make_precompiler absent", "no-artifacts mix.exs"],
    });
  });
});
