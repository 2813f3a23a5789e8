import { applyWrites } from "../../../src/apply/apply-writes.ts";
import { inTurn } from "../../../src/apply/in-turn.ts";
import { planRemovals } from "../../../src/apply/plan-removals.ts";
import { planWrites } from "../../../src/apply/plan-writes.ts";
import type { OutputFile } from "../../../src/emit/output-file.ts";
import { nodeWritePorts as ports } from "../../../src/ports/node-write-file-system.ts";

// A process that writes sets of files to a project, as the program does: `node writer.js PROJECT TIMES SET...`. It begins with
// the first set and goes round; says "ready" when all is loaded.

const [project = "", times = "1", ...sets] = process.argv.slice(2);

async function write(files: readonly OutputFile[]): Promise<void> {
  await inTurn(
    project,
    ports,
    () => {},
    async () => {
      const plan = planWrites(files, project, ports, { force: false, version: "0.1.0" });
      await applyWrites({ ...plan, entries: [...plan.entries, ...planRemovals(files, project, ports, false)] }, ports);
    },
  );
}

process.stdout.write("ready\n");
for (let time = 0; time < Number(times); time++) {
  await write(JSON.parse(sets[time % sets.length] ?? "[]") as readonly OutputFile[]);
}
