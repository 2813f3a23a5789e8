// Generation for a large project as a whole process, against bare Node: 430 locked packages, one NIF.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NIF2NIX, compare } from "./measure.mjs";
import { writeProject } from "./synthetic-project.mjs";

const ENTRIES = 430;

const folder = mkdtempSync(join(tmpdir(), "nif2nix-bench-"));
try {
  writeProject(folder, ENTRIES);
  compare([
    { name: "node -e 0", args: ["-e", "0"] },
    { name: `scan, ${ENTRIES} locked packages`, args: [NIF2NIX, "scan", "--format", "json"], cwd: folder },
    {
      name: `generate, ${ENTRIES} locked packages`,
      args: [NIF2NIX, "generate", "--offline"],
      cwd: folder,
      budget: "at most 3x",
    },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
