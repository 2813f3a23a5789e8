import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { build, inStore, library } from "./library.ts";

/** A source under a name of the store. */
const stored = `sources/${"0123456789abcdfg".repeat(2)}-high`;

/** What dependenciesTogether makes of packages of Mix and one that is built already, with a builder that says what it is given. */
const made = (overrides = "_: _: { }"): Readonly<Record<string, string>> =>
  inStore(`let
    stored = { writeText = name: text: builtins.toFile name text; writeTextDir = name: text: text; };
    dependencies = (partWith stored "together").dependenciesTogether {
      buildMix = arguments: { outPath = builtins.toJSON arguments; };
      together.low = { version = "1.0.0"; src = "../sources/low"; beamDeps = [ "built" ]; };
      together.high = { version = "2.0.0"; src = "../${stored}"; beamDeps = [ "low" "built" ]; };
      together.beside = { version = "1.0.0"; src = "../sources/beside"; beamDeps = [ ]; appConfigPath = "of beside"; };
      apart.built = "/built";
      appConfigPath = "of all";
      overrides = ${overrides};
    };
  in builtins.mapAttrs (_: toString) dependencies`) as Readonly<Record<string, string>>;

/** What its builder was given, of a folder of a derivation. */
const given = (text: string | undefined): Record<string, string> =>
  JSON.parse((text ?? "").replace(/\/\w+$/, "")) as Record<string, string>;

const mixExs = (module: string, version: string, deps: string): string => `defmodule ${module}.MixProject do
  use Mix.Project
  def project, do: [app: :${module.toLowerCase()}, version: "${version}", deps: [${deps}]]
end
`;

describe("dependencies in one derivation", () => {
  test("are folders of it, and those with a configuration folders of another one", () => {
    const all = made();
    expect(Object.keys(all)).toEqual(["beside", "built", "high", "low"]);
    expect([all["low"]?.slice(-4), all["high"]?.slice(-5), all["built"]]).toEqual(["/low", "/high", "/built"]);
    expect(given(all["low"])).toEqual(given(all["high"]));
    expect(given(all["low"])).toMatchObject({ name: "dependencies", beamDeps: ["/built"] });
    expect(given(all["low"])).not.toHaveProperty("appConfigPath");
    expect(given(all["beside"])).toMatchObject({ name: "configured-dependencies", appConfigPath: "of all" });
  });

  test("are evaluated once, not for each of them", () => {
    const members = Array.from(
      { length: 20 },
      (_, at) => `d${at} = { version = "1"; src = "d${at}"; beamDeps = [ ]; };`,
    );
    const expression = `builtins.mapAttrs (_: toString) ((stored "together").dependenciesTogether {
      buildMix = arguments: builtins.trace "called" { outPath = arguments.name; };
      together = { ${members.join(" ")} };
      apart = { };
      overrides = _: _: { };
    })`;
    const argv = ["--eval", "--strict", "--read-write-mode", "--json", "-E", `${library} ${expression}`];
    const { stdout, stderr } = spawnSync("nix-instantiate", argv, { encoding: "utf8" });
    expect((JSON.parse(stdout) as Record<string, string>)["d19"]).toBe("dependencies/d19");
    expect(stderr.match(/^trace: called$/gm)).toHaveLength(1);
  });

  test("what is overridden and what is built on it are built as they are apart", () => {
    const all = made('_: prev: { low = "/own"; }');
    expect(all["low"]).toBe("/own");
    const high = { name: "high", version: "2.0.0", src: `../${stored}`, beamDeps: ["/own", "/built"] };
    expect(JSON.parse(all["high"] as string)).toEqual(high);
    const beside = made("_: prev: { inherit (prev) beside; }")["beside"];
    expect(JSON.parse(beside as string)).toMatchObject({ name: "beside", appConfigPath: "of beside" });
  });

  test("one BEAM compiles them, and leaves of each what its own builder would", () => {
    const { preBuild, postBuild, src } = given(made()["low"]);
    const requirement = (name: string): string => `{:${name}, path: "elsewhere"}`;
    const phases = `
      export NIX_BUILD_TOP="$PWD" MIX_ENV=prod MIX_HOME="$PWD/home"
      cd parent
      ${preBuild}
      mix compile --no-deps-check --no-protocol-consolidation
      ${postBuild}`;
    const answer = `
      cd out
      cat low/nix-support/propagated-build-inputs high/nix-support/* | sed "s|$out|OUT|g"
      readlink high/src
      ls high/lib/erlang/lib/high-2.0.0 ; cat high/lib/erlang/lib/high-2.0.0/priv/text
      elixir -pa high/lib/erlang/lib/high-2.0.0/ebin -e 'IO.inspect(High.where())'`;
    const said = build(phases, answer, {
      "parent/mix.exs": src as string,
      "parent/_build/prod/lib/built/ebin/built.app": '{application, built, [{vsn, "1.0.0"}]}.\n',
      "sources/low/mix.exs": mixExs("Low", "1.0.0", requirement("built")),
      "sources/low/lib/low.ex": "defmodule Low do\n  defmacro two, do: 2\nend\n",
      [`${stored}/mix.exs`]: mixExs("High", "2.0.0", `${requirement("low")}, ${requirement("built")}`),
      [`${stored}/lib/high.ex`]:
        "defmodule High do\n  require Low\n  def where, do: {Low.two(), Path.basename(Path.dirname(__DIR__))}\nend\n",
      [`${stored}/priv/text`]: "kept\n",
    });
    expect(said.split("\n")).toEqual([
      "/built",
      "OUT/low /built",
      'addToSearchPath ERL_LIBS "$1/lib/erlang/lib"',
      `../${stored}`,
      "ebin",
      "priv",
      "kept",
      '{2, "high"}',
    ]);
  });
});
