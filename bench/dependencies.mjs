// Generation with NIFs inside of dependencies, everything cached, as a whole process against bare Node: 430 locked packages,
// 20 of them native, with their sources in deps/.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NIF2NIX, compare } from "./measure.mjs";
import { addNativePackages } from "./native-packages.mjs";
import { writeProject } from "./synthetic-project.mjs";

const ENTRIES = 430;
const NATIVE = 20;

const folder = mkdtempSync(join(tmpdir(), "nif2nix-bench-"));
try {
  writeProject(folder, ENTRIES - NATIVE - 1);
  addNativePackages(folder, NATIVE);
  compare([
    { name: "node -e 0", args: ["-e", "0"] },
    {
      name: `generate, ${NATIVE} native of ${ENTRIES}`,
      args: [NIF2NIX, "generate", "--offline"],
      cwd: folder,
      budget: "at most 4x",
    },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
