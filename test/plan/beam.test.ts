import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { evaluatedVersions, planBeam } from "../../src/plan/plan-beam.ts";
import type { BeamSettings } from "../../src/settings/settings.ts";
import { mixProject, project } from "../emit/project.ts";

interface Asked {
  readonly erlang?: string;
  readonly elixir?: string;
  /** `elixir:` of mix.exs. */
  readonly needs?: string;
  readonly settings?: Partial<BeamSettings>;
}

const request = (text: string | undefined, line: number) =>
  text === undefined ? null : { text, place: { file: ".tool-versions", line, column: 1 } };

const beamOf = ({ erlang, elixir }: Asked) => ({ erlang: request(erlang, 1), elixir: request(elixir, 2) });

function chosen(asked: Asked): unknown {
  const diagnostics = new Diagnostics();
  const beam = { erlang: null, elixir: null, ...asked.settings };
  const mix = mixProject({ elixir: asked.needs ?? null });
  const { erlang, elixir } = planBeam(project({ mix, beam: beamOf(asked) }), { beam }, diagnostics);
  return [
    erlang,
    elixir,
    ...diagnostics.list.map(({ code, place }) => `${codes[code].severity} ${code} ${place.file}`),
  ];
}

/** The numbers are those of nixpkgs-unstable in src/recipes/beam-versions.ts: 27 to 29, 1.17 to 1.20, by default 28 and 1.18. */
describe("the Erlang and Elixir of a project", () => {
  test.each<[string, Asked, unknown]>([
    ["nothing asked: the default", {}, [null, null]],
    ["a requirement that the default meets", { needs: "~> 1.14" }, [null, null]],
    ["what is asked for", { erlang: "27.3.4", elixir: "1.17.3-otp-27" }, ["27", "1.17"]],
    ["an Erlang that only the Elixir names", { elixir: "1.18.4-otp-27" }, ["27", "1.18"]],
    ["an Elixir that the default Erlang is too new for", { elixir: "1.17.3" }, ["27", "1.17"]],
    ["an Erlang that the default Elixir is too old for", { erlang: "29.0" }, ["29", "1.20"]],
    ["the same, as the requirement allows", { erlang: "27", needs: "~> 1.18.0" }, ["27", null]],
    ["a requirement that the default does not meet", { needs: "~> 1.19" }, [null, "1.20"]],
    ["a patch that came after the table", { needs: "~> 1.20.7" }, [null, "1.20"]],
    ["settings win", { erlang: "27", elixir: "1.17.3", settings: { erlang: "28", elixir: "1.19" } }, ["28", "1.19"]],
    ["settings win, for the default", { erlang: "27", settings: { erlang: "nixpkgs" } }, [null, null]],
    [
      "settings speak of another nixpkgs",
      { settings: { erlang: "25", elixir: "1.14" }, needs: "~> 1.14.0" },
      ["25", "1.14"],
    ],
    [
      "an Erlang that is gone",
      { erlang: "25.3", needs: "~> 1.14" },
      ["27", null, "warning beam-not-in-nixpkgs .tool-versions"],
    ],
    ["an Elixir that is gone", { elixir: "1.14.5" }, ["27", "1.17", "warning beam-not-in-nixpkgs .tool-versions"]],
    [
      "an Elixir that is not there yet",
      { elixir: "1.21.0" },
      [null, "1.20", "warning beam-not-in-nixpkgs .tool-versions"],
    ],
    ["no version", { elixir: "ref:main" }, [null, null, "info beam-request-unknown .tool-versions"]],
    ["a tag", { erlang: "ref:OTP-27.1", elixir: "ref:v1.18.4" }, ["27", "1.18"]],
    ["a requirement that nothing meets", { needs: "~> 1.13.0" }, [null, null, "error elixir-excluded mix.exs"]],
    [
      "a requirement against what is asked",
      { elixir: "1.17.3", needs: "~> 1.18" },
      ["27", "1.17", "error elixir-excluded mix.exs"],
    ],
    [
      "two that do not go together",
      { erlang: "29", elixir: "1.18.4" },
      ["29", "1.18", "error beam-incompatible .tool-versions"],
    ],
  ])("%s", (_, asked, expected) => {
    expect(chosen(asked)).toEqual(expected);
  });
});

describe("what mix.exs is read with", () => {
  const none = { erlang: null, elixir: null };
  test.each<[string, Asked, Partial<BeamSettings>, unknown]>([
    ["what builds it", { erlang: "27.1", elixir: "1.18.4-otp-27" }, {}, ["1.18.4", "27"]],
    ["not what nixpkgs does not have", { erlang: "25.1", elixir: "1.14.5" }, {}, [undefined, "27"]],
    [
      "what the settings say",
      { erlang: "27.1", elixir: "1.18.4" },
      { erlang: "28", elixir: "1.19" },
      [undefined, "28"],
    ],
    ["nothing, where nothing is asked", {}, {}, [undefined, undefined]],
  ])("%s", (_, asked, settings, expected) => {
    const { elixirVersion, otpRelease } = evaluatedVersions(beamOf(asked), { ...none, ...settings });
    expect([elixirVersion, otpRelease]).toEqual(expected);
  });
});
