import { EventEmitter } from "node:events";
import { Session } from "node:inspector";
import { createRequire } from "node:module";
import { join } from "node:path";

// One process of many runs of the program. Standard output and standard error are files of the parent's.
const [, , repository, kept] = process.argv;
const require = createRequire(import.meta.url);
const { start } = Object.values(require(join(repository, "dist/start.cjs"))).find(
  (each) => typeof each?.start === "function",
);

const session = new Session();
session.connect();
const post = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
};
post("Profiler.enable");
post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });

const seen = new Map();
function count() {
  for (const { url, functions } of post("Profiler.takePreciseCoverage").result) {
    if (!url.includes("/dist/")) continue;
    for (const { functionName, ranges } of functions) {
      const key = `${url.split("/").at(-1)}:${functionName}:${ranges[0].startOffset}`;
      seen.set(key, (seen.get(key) ?? 0) + ranges[0].count);
    }
  }
}

/** Runs one command line as the program would in a process of its own; its exit code. */
async function run({ argv, cwd, env }) {
  const host = Object.assign(new EventEmitter(), {
    argv: ["node", join(repository, "dist/bin.cjs"), ...argv],
    env,
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: { isTTY: false },
    cwd: () => cwd,
    exitCode: undefined,
    // As Node's own: without a code it keeps the one that is set.
    exit(code = host.exitCode) {
      host.exitCode = code;
    },
  });
  try {
    await start(host);
    return host.exitCode;
  } catch (error) {
    process.stderr.write(`${error?.stack}\n`);
    return 70;
  }
}

process.on("uncaughtException", (error) => {
  process.stderr.write(`${error?.stack}\n`);
  process.send({ code: 70 });
});
let runs = 0;
process.on("message", async (message) => {
  if (message === "coverage") {
    count();
    process.send({ seen: [...seen] });
    return;
  }
  Object.assign(process.env, { XDG_CACHE_HOME: kept }, message.env);
  const code = await run(message);
  if (++runs % 50 === 0) count();
  process.send({ code });
});
process.send({ ready: true });
