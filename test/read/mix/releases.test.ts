import { expect, test } from "vitest";
import { knownOr } from "../../../src/model/unknown.ts";
import { mixExs } from "./files.ts";
import { readFiles } from "./reading.ts";

test("steps by the names of their functions, and what reads configuration at start", async () => {
  const releases = `app: :root, releases: [
      web: [
        steps: [:assemble, &Bakeware.assemble/1, &wrap/1, &:my_steps.pack/1, fn release -> release end, :tar],
        config_providers: [{My.Provider, "/etc/web.toml"}, {Config.Reader, {:system, "ROOT", "/a.exs"}}]
      ],
      plain: []
    ]`;
  const wrap = "defp deps do";
  const text = mixExs("[]", releases).replace(wrap, `def wrap(release), do: release\n  ${wrap}`);
  const { project } = await readFiles({ "/p/mix.exs": text }, "/p", "prod");
  expect(knownOr(project.mix.releases, [])).toMatchObject([
    {
      name: "web",
      steps: ["assemble", "Bakeware.assemble/1", "wrap/1", ":my_steps.pack/1", "a function", "tar"],
      configProviders: ["My.Provider of /etc/web.toml", "Config.Reader"],
    },
    { name: "plain", steps: ["assemble"], configProviders: [] },
  ]);
});
