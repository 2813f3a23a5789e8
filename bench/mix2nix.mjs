// The same lock by mix2nix (https://github.com/ydlr/mix2nix) and by us, as whole processes side by side: a lock alone, a whole
// project, and a project with NIFs inside of dependencies, everything cached. mix2nix comes from nixpkgs
// (`nix build nixpkgs#mix2nix`), or from its sources by `mix escript.build`.
//
//   node bench/mix2nix.mjs path/to/mix2nix     or MIX2NIX=path/to/mix2nix node bench/mix2nix.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NIF2NIX, compare } from "./measure.mjs";
import { addNativePackages } from "./native-packages.mjs";
import { writeProject } from "./synthetic-project.mjs";

const ENTRIES = 430;
const NATIVE = 20;

const mix2nix = process.argv[2] ?? process.env.MIX2NIX;
if (mix2nix === undefined) {
  process.stderr.write("which mix2nix? node bench/mix2nix.mjs path/to/mix2nix\n");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "nif2nix-bench-"));
try {
  const [plain, native] = [join(folder, "plain"), join(folder, "native")];
  writeProject(plain, ENTRIES);
  writeProject(native, ENTRIES - NATIVE - 1);
  addNativePackages(native, NATIVE);
  const budget = "below mix2nix";
  compare([
    { name: `mix2nix, ${ENTRIES} locked packages`, command: mix2nix, args: [join(plain, "mix.lock")] },
    { name: "nif2nix deps, the same lock", args: [NIF2NIX, "deps", join(plain, "mix.lock")], budget },
    { name: "nif2nix generate", args: [NIF2NIX, "generate", "--offline"], cwd: plain, budget },
    { name: `generate, ${NATIVE} of them native`, args: [NIF2NIX, "generate", "--offline"], cwd: native, budget },
    { name: "node -e 0", args: ["-e", "0"] },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
