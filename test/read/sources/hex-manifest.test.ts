import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Malformed } from "../../../src/model/malformed.ts";
import { readHexManifest } from "../../../src/read/sources/hex-manifest.ts";
import { readHexMetadata } from "../../../src/read/sources/hex-metadata.ts";

describe(".hex", () => {
  // Written by term_to_binary of Erlang 25 from {{:hex, 2, 0}, %{name: "p", ...}}.
  const fields = {
    name: "my_pkg",
    version: "1.2.3",
    innerChecksum: "ab",
    repo: "hexpm",
    managers: ["mix", "erlang.mk"],
  };
  test.each([
    [
      "of today",
      "g2gCaANkAANoZXhhAmEAdAAAAAZkAA5pbm5lcl9jaGVja3N1bW0AAAACYWJkAAhtYW5hZ2Vyc2wAAAACZAADbWl4ZAAJZXJsYW5nLm1ramQABG5hbWVtAAAABm15X3BrZ2QADm91dGVyX2NoZWNrc3VtbQAAAAJjZGQABHJlcG9tAAAABWhleHBtZAAHdmVyc2lvbm0AAAAFMS4yLjM=",
      { ...fields, outerChecksum: "cd" },
    ],
    [
      "packed",
      "g1AAAAHUeJztkcEOwjAMQ0MHDC58CaoEfNAUlqgtXdqq29D4ezKOnPgAfLOl54PtjW8IGs8LGoQJAFqCU0iJa9d77uM4i2hq8E5wEEzouI7DmigmYSE4ch0wOSvxQbBNKLwCe3l1JToty/P0XdaTwgVJzeaMf/0sHbhyyeuIO/2sCEH71ENCTp/sYq/29gbNQp9b",
      { ...fields, outerChecksum: "cd" },
    ],
    [
      "of 2018",
      "g2gCaANkAANoZXhhAWEAdAAAAAVkAA5pbm5lcl9jaGVja3N1bW0AAAACYWJkAAhtYW5hZ2Vyc2wAAAACZAADbWl4ZAAJZXJsYW5nLm1ramQABG5hbWVtAAAABm15X3BrZ2QABHJlcG9tAAAABWhleHBtZAAHdmVyc2lvbm0AAAAFMS4yLjM=",
      { ...fields, outerChecksum: undefined },
    ],
  ])("%s", (_when, base64, expected) => expect(readHexManifest(Buffer.from(base64, "base64"))).toEqual(expected));

  test.each([
    ["name,1.0.0,AB,repo\nmix,rebar3", { repo: "repo", managers: ["mix", "rebar3"], innerChecksum: "ab" }],
    ["name,1.0.0,ab\n", { repo: "hexpm", managers: [], innerChecksum: "ab" }],
    ["name,1.0.0", { repo: "hexpm", managers: [], innerChecksum: undefined }],
  ])("as text %j", (text, expected) => {
    expect(readHexManifest(Buffer.from(text))).toMatchObject({ name: "name", version: "1.0.0", ...expected });
  });
});

describe("metadata.config", () => {
  const head = '{<<"name">>,<<"p">>}.\n{<<"version">>,<<"1.0.0">>}.\n';
  const read = (text: string): unknown => readHexMetadata(Buffer.from(head + text));

  test("requirements as Hex writes them today, as a map, and as of 2014", () => {
    const options =
      '{<<"app">>,<<"b_app">>},{<<"optional">>,true},{<<"requirement">>,<<"~> 1.0">>},{<<"repository">>,<<"hexpm">>}';
    const expected = [{ package: "b", app: "b_app", requirement: "~> 1.0", optional: true, repository: "hexpm" }];
    expect(read(`{<<"requirements">>,[{<<"b">>,[${options}]}]}.`)).toMatchObject({ requirements: expected });
    expect(read(`{<<"requirements">>,[[{<<"name">>,<<"b">>},${options}]]}.`)).toMatchObject({ requirements: expected });
    const map =
      '#{<<"b">> => #{<<"app">> => <<"b_app">>,<<"optional">> => true,<<"requirement">> => <<"~> 1.0">>,<<"repository">> => <<"hexpm">>}}';
    expect(read(`{<<"requirements">>,${map}}.`)).toMatchObject({ requirements: expected });
    expect(read('{<<"requirements">>,[{<<"b">>,nil}]}.')).toMatchObject({
      requirements: [{ package: "b", app: "b", optional: false }],
    });
  });

  test("the build tool is guessed from the files of the top folder where it is not named", () => {
    const files = '{<<"files">>,[<<"rebar.config">>,<<"src/mix.exs">>,<<"Makefile">>,<<"Makefile.win">>]}.';
    expect(read(files)).toMatchObject({ buildTools: ["rebar3", "make"] });
    expect(read(`${files}\n{<<"build_tools">>,[<<"mix">>,<<"mix">>]}.`)).toMatchObject({ buildTools: ["mix"] });
    expect(read('{<<"files">>,[{<<"mix.exs">>,<<"content">>}]}.')).toMatchObject({
      buildTools: ["mix"],
      files: ["mix.exs"],
    });
  });

  test("bytes that are no UTF-8 are Latin-1", () => {
    const bytes = Buffer.from(`${head}{<<"app">>,<<"caf\u00e9">>}.`, "latin1");
    expect(readHexMetadata(bytes)).toMatchObject({ app: "café" });
  });

  test.each(["", "{a", '{<<"name">>,<<"p">>}.'])("%j is refused", (text) => {
    expect(() => readHexMetadata(Buffer.from(text))).toThrow(Malformed);
  });
});

test("mutated files are read or refused, never more", () => {
  const sample = Buffer.from(
    "g2gCaANkAANoZXhhAmEAdAAAAAZkAA5pbm5lcl9jaGVja3N1bW0AAAACYWJkAAhtYW5hZ2Vyc2wAAAACZAADbWl4ZAAJZXJsYW5nLm1ramQABG5hbWVtAAAABm15X3BrZ2QADm91dGVyX2NoZWNrc3VtbQAAAAJjZGQABHJlcG9tAAAABWhleHBtZAAHdmVyc2lvbm0AAAAFMS4yLjM=",
    "base64",
  );
  const mutation = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.nat(sample.length), (changes, end) => {
      const bytes = Buffer.from(sample);
      for (const [at, value] of changes) bytes[at] = value;
      for (const input of [bytes, bytes.subarray(0, end)]) {
        for (const read of [readHexManifest, readHexMetadata]) refusedOr(() => read(input));
      }
    }),
    { numRuns: 2000, seed: 5 },
  );
});

function refusedOr(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
}
