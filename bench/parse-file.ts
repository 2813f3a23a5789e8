// What bench/parse.mjs times: loads the parser and parses one file.
import { readFileSync } from "node:fs";
import { elixirParser } from "../src/elixir/parse/grammar.ts";
import { SourceFile } from "../src/model/source.ts";

const path = process.argv[2] as string;
const repetitions = Number(process.argv[3] ?? 1);
const file = new SourceFile(path, readFileSync(path, "utf8"));
void elixirParser().then((parse) => {
  for (let count = 1; count < repetitions; count++) parse(file);
  if (parse(file).errors.length > 0) throw new Error(`${path} does not parse`);
});
