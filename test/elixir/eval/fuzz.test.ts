import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import { evaluatorOf } from "./evaluating.ts";

const folder = new URL("expressions/", import.meta.url);
const texts = readdirSync(fileURLToPath(folder)).map((file) => readFileSync(new URL(file, folder), "utf8"));
const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line !== "<<<" && line !== ">>>");
const blocks = texts.flatMap((text) => text.match(/(?<=^<<<\n)[^]*?(?=^>>>$)/gm) ?? []);
const project = `defmodule P.MixProject do
  use Mix.Project
  @version File.read!("VERSION") |> String.trim()
  def project do
    [app: :p, version: @version, deps: deps(Mix.env()), aliases: aliases(), releases: [p: [applications: [p: :permanent]]]]
  end
  defp deps(:test), do: [{:t, "1.0", only: :test}] ++ deps(:prod)
  defp deps(_) do
    [{:a, "~> 1.0"}, {:b, path: "../b", override: true}] ++ if System.get_env("C"), do: [{:c, ">= 0.0.0"}], else: []
  end
  defp aliases, do: for(name <- ~w(x y)a, into: [], do: {name, ["compile", &other/1]})
  defmacro nif(opts), do: quote(do: use(Rustler, unquote(opts)))
  def other(_), do: with({:ok, v} <- Version.parse(@version), true <- v.major > 0, do: v, else: (_ -> nil))
end
`;

const pieces = fc.constantFrom(...lines, ...blocks, project);
const tokens = (text: string): readonly string[] => text.match(/\w+[?!]?|\s+|[^\w\s]/g) ?? [];

/** Sources with parts cut out, put twice, moved, or mixed with those of others. */
const mutated = fc
  .tuple(
    fc.array(pieces, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(4), fc.nat()), { maxLength: 8 }),
  )
  .map(([parts, changes]) => {
    let all = [...tokens(parts.join("\n"))];
    for (const [at, length, kind, to] of changes) {
      const start = at % (all.length + 1);
      const some = all.slice(start, start + 1 + (length % 6));
      if (kind === 0) all = all.toSpliced(start, some.length);
      else if (kind === 1) all = all.toSpliced(start, 0, ...some);
      else if (kind === 2) all = all.toSpliced(start, some.length).toSpliced(to % (all.length + 1), 0, ...some);
      else if (kind === 3) all = all.toSpliced(start, 1, all[to % (all.length || 1)] ?? "");
      else
        all = all.toSpliced(
          to % (all.length + 1),
          0,
          ["do", "end", "fn", "->", "(", ")", "[", "]", "%{", "}", "|", "&1", "unquote", "quote", "@"][
            to % 15
          ] as string,
        );
    }
    return all.join("");
  });

test(
  "whatever the source is: no crash, no hang, and a reason and a place for all that is not known",
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(mutated, (source) => {
        const evaluator = evaluatorOf(
          { "/project/a.exs": source, "/project/VERSION": "1.2.3\n" },
          { maxSteps: 20_000 },
        );
        const read = evaluator.evalFile("/project/a.exs");
        reasons(read?.value as Value);
        for (const module of read?.modules ?? []) {
          for (const event of module.uses) reasons(event.opts);
          for (const name of ["project", "run", "late", "four"]) reasons(evaluator.call(module.name, name, []));
        }
      }),
      { numRuns: 2500, seed: Number(process.env["SEED"] ?? 1) },
    );
  },
);

function reasons(value: Value, depth = 0): void {
  if (depth > 500) throw new Error("a value is nested too deep");
  if (value.t === "unknown") {
    expect(value.why).not.toBe("");
    expect(value.place.line).toBeGreaterThan(0);
    expect(value.place.file).not.toBe("");
  }
  const parts = value.t === "map" ? value.entries.flat() : value.t === "list" || value.t === "tuple" ? value.items : [];
  for (const part of parts) reasons(part, depth + 1);
  if (value.t === "list" && value.open !== undefined) reasons(value.open, depth + 1);
}
