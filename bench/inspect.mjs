// How long judging a library of 10 MB takes, against bare Node on the same machine at the same time.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NIF2NIX, compare } from "./measure.mjs";

const erlang = "/usr/lib/erlang";
const folder = mkdtempSync(join(tmpdir(), "nif2nix-bench-"));
const library = join(folder, "large.so");

try {
  writeFileSync(join(folder, "large.c"), source());
  execFileSync("gcc", ["-shared", "-fPIC", `-I${erlang}/usr/include`, "-o", library, join(folder, "large.c")]);
  process.stdout.write(`${(statSync(library).size / 1e6).toFixed(1)} MB, 4000 relocated pointers\n`);
  compare([
    { name: "node -e 0", args: ["-e", "0"] },
    { name: "inspect, every system", args: [NIF2NIX, "inspect", library], budget: "at most 3 times" },
    { name: "inspect --beam", args: [NIF2NIX, "inspect", "--beam", erlang, library], budget: "at most 3 times" },
    { name: "inspect --beam --format json", args: [NIF2NIX, "inspect", "--beam", erlang, "--format", "json", library] },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A library of NIFs with 10 MB of constants and a table of 4000 texts. */
function source() {
  const texts = Array.from({ length: 4000 }, (_, index) => `"text ${index}"`).join(",");
  return `#include "erl_nif.h"
const char *texts[] = { ${texts} };
__asm__(".section .rodata\\n .globl bulk\\nbulk: .fill 10000000, 1, 65\\n .previous\\n");
extern const char bulk[];
static ERL_NIF_TERM text(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  return enif_make_string(env, texts[argc + bulk[argc] % 2], ERL_NIF_LATIN1);
}
static ErlNifFunc functions[] = { {"text", 0, text, 0} };
ERL_NIF_INIT(Elixir.Large, functions, NULL, NULL, NULL, NULL)
`;
}
