import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const NIF2NIX = fileURLToPath(new URL("../dist/bin.cjs", import.meta.url));

/** Rounds for each case; NIF2NIX_BENCH_ROUNDS=1 makes a smoke test of a benchmark. */
export const ROUNDS = Number(process.env.NIF2NIX_BENCH_ROUNDS ?? 21);

/**
 * Times whole processes side by side: every round runs each case once, in turn, so that a slow moment of the machine hits all
 * of them. Prints medians and best times (which a busy machine distorts less), each as a ratio to the first case, most often bare Node.
 * @param cases name, command (node where none is named), its arguments, folder, and the budget as text.
 * @returns the median of each case in milliseconds.
 */
export function compare(cases) {
  if (cases.some(({ args }) => args.includes(NIF2NIX)) && !existsSync(NIF2NIX))
    throw new Error("run `npm run build` first: the benchmark times dist/bin.cjs");
  const times = cases.map(() => []);
  for (let round = 0; round < ROUNDS + 1; round++) {
    cases.forEach(({ name, command = process.execPath, args, cwd, exit = 0 }, index) => {
      const start = process.hrtime.bigint();
      const options = { cwd, encoding: "utf8", env: environment(), maxBuffer: Infinity };
      const { status, stderr } = spawnSync(command, args, options);
      const took = Number(process.hrtime.bigint() - start) / 1e6;
      if (status !== exit) throw new Error(`${name} exited with ${status}\n${stderr}`);
      // The first round fills the disk's cache.
      if (round > 0) times[index].push(took);
    });
  }
  const medians = times.map(median);
  const bests = times.map((values) => Math.min(...values));
  process.stdout.write(`${"".padEnd(34)} ${"median".padStart(9)}${"ratio".padStart(8)}${"more".padStart(9)}`);
  process.stdout.write(`${"best".padStart(9)}${"ratio".padStart(8)}${"more".padStart(9)}\n`);
  cases.forEach(({ name, budget }, index) => {
    const figures = [medians, bests].map((values) => {
      const [base, value] = [values[0], values[index]];
      return `${value.toFixed(0).padStart(6)} ms${(value / base).toFixed(2).padStart(7)}x${signed(value - base).padStart(6)} ms`;
    });
    process.stdout.write(`${name.padEnd(34)} ${figures.join("")}${budget ? `   budget: ${budget}` : ""}\n`);
  });
  return medians;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function signed(value) {
  return `${value >= 0 ? "+" : ""}${value.toFixed(0)}`;
}

/** Without what would change a run: colours, coverage, other loaders. */
function environment() {
  const { NODE_OPTIONS: _options, FORCE_COLOR: _colour, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
  return rest;
}
