import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GitFault, type Git, type GitNames, type GitRequest } from "./git.ts";
import { lazyChildProcess } from "./lazy-builtins.ts";

/** Milliseconds for one call of git: a large repository on a slow line; what takes longer is given up. */
const patience = 300_000;

/** Milliseconds between two words about a fetch that takes long. */
const wordEvery = 10_000;

/** Bytes of an archive after which it is given up. */
const archiveLimit = 512 * 1024 * 1024;

/**
 * git as a program. The address comes from a project: only transports that git itself has are allowed, so no helper program of the
 * address's choosing; no hook runs, and nobody is asked for a password.
 * @param tell of each fetch over the network.
 */
export function nodeGit(
  env: Readonly<Record<string, string | undefined>>,
  tell: (step: "start" | "slow" | "done" | "failed") => void = () => {},
): Git & GitNames {
  return {
    async commitOf({ url, name, cache }) {
      mkdirSync(cache, { recursive: true, mode: 0o700 });
      const git = gitIn(cache, env);
      await git.run(["init", "--quiet", "--bare"]);
      const ref = `refs/tags/${name}`;
      // Of an annotated tag the commit stands in a line of its own, which comes second.
      const lines = Buffer.from(await git.run(["ls-remote", "--", url, ref, `${ref}^{}`])).toString("utf8");
      const found = lines.split("\n").flatMap((line) => /^([0-9a-f]{40})\t(.*)$/.exec(line)?.slice(1, 3) ?? []);
      const commit = found[found.lastIndexOf(`${ref}^{}`) - 1] ?? found[found.indexOf(ref) - 1];
      if (commit === undefined) throw new GitFault(`the repository has no tag ${name}`);
      return commit;
    },
    async dayOf({ rev, cache }) {
      const shown = await gitIn(cache, env).run(["show", "--no-patch", "--format=%cs", rev]);
      return Buffer.from(shown).toString("utf8").trim();
    },
    async archive(request) {
      const git = gitIn(request.cache, env);
      mkdirSync(request.cache, { recursive: true, mode: 0o700 });
      if (!(await has(git, request.rev))) {
        if (!request.mayFetch) throw new GitFault("it is not on this machine, and downloads are not allowed");
        tell("start");
        const words = setInterval(() => tell("slow"), wordEvery);
        await fetchCommit(git, request)
          .finally(() => clearInterval(words))
          .catch((error: unknown) => {
            tell("failed");
            throw error;
          });
        tell("done");
      }
      const folder = request.folder === null ? [] : ["--", request.folder];
      return git.run(["archive", "--format=tar", request.rev, ...folder]);
    },
  };
}

interface GitProgram {
  /** What it prints; rejects with GitFault. */
  run(args: readonly string[]): Promise<Uint8Array>;
}

/** Settings that win over those of the user: credentials and mirrors of the user's hold. */
const settings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "protocol.allow=never",
  ...["https", "http", "ssh", "git", "file"].map((transport) => `protocol.${transport}.allow=always`),
  "fetch.fsckObjects=true",
  "gc.auto=0",
  "maintenance.auto=false",
];

function gitIn(folder: string, env: Readonly<Record<string, string | undefined>>): GitProgram {
  const environment = {
    ...env,
    GIT_DIR: folder,
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "true",
    GIT_SSH_COMMAND: `${env["GIT_SSH_COMMAND"] ?? "ssh"} -oBatchMode=yes`,
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
    GIT_OBJECT_DIRECTORY: undefined,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
    LC_ALL: "C",
  };
  return {
    run: (args) =>
      new Promise((resolve, reject) => {
        const child = lazyChildProcess().spawn("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], {
          env: environment,
          stdio: ["ignore", "pipe", "pipe"],
          timeout: patience,
          killSignal: "SIGKILL",
        });
        const out: Buffer[] = [];
        let size = 0;
        let complaint = "";
        child.stdout.on("data", (bytes: Buffer) => {
          size += bytes.length;
          if (size > archiveLimit) child.kill("SIGKILL");
          else out.push(bytes);
        });
        child.stderr.on("data", (bytes: Buffer) => {
          if (complaint.length < 4096) complaint += bytes.toString("utf8");
        });
        child.on("error", (error: NodeJS.ErrnoException) =>
          reject(new GitFault(error.code === "ENOENT" ? "git is not installed" : `git does not start (${error.code})`)),
        );
        child.on("close", (status) => {
          if (status === 0) resolve(Buffer.concat(out));
          else if (size > archiveLimit) reject(new GitFault(`it is larger than ${archiveLimit} bytes`));
          else reject(new GitFault(status === null ? "git did not end in time" : lastComplaint(complaint)));
        });
      }),
  };
}

/** What git says last is why it gave up; without its prefix and within bounds. */
function lastComplaint(text: string): string {
  const lines = text.split("\n").filter((line) => /^(?:fatal|error|remote): ./.test(line));
  const line = lines.find((each) => each.startsWith("fatal: ")) ?? lines.at(-1) ?? "git failed";
  return line
    .replace(/^\w+: /, "")
    .replaceAll(/:\/\/[^/@\s]*@/g, "://")
    .slice(0, 200);
}

async function has(git: GitProgram, rev: string): Promise<boolean> {
  try {
    await git.run(["cat-file", "-e", `${rev}^{tree}`]);
    return true;
  } catch (error) {
    if (error instanceof GitFault && error.message !== "git is not installed") return false;
    throw error;
  }
}

/** The commit alone where the server gives it; else what leads to it, and that failing, everything. */
async function fetchCommit(git: GitProgram, { url, rev, ref, cache }: GitRequest): Promise<void> {
  await git.run(["init", "--quiet", "--bare"]);
  // A checkout has what an archive would leave out; this file wins over those of the repository (gitattributes(5)).
  mkdirSync(join(cache, "info"), { recursive: true });
  writeFileSync(join(cache, "info/attributes"), "* -export-ignore -export-subst\n");
  const fetch = (...specs: readonly string[]): Promise<unknown> =>
    git.run(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", ...specs]);
  const kept = `refs/nif2nix/${rev}`;
  const ways: readonly (readonly string[])[] = [
    ["--depth=1", "--", url, `+${rev}:${kept}`],
    ...(ref === null ? [] : [["--", url, `+${ref}:${kept}`]]),
    ["--", url, "+refs/*:refs/nif2nix/all/*"],
  ];
  let fault: unknown;
  for (const way of ways) {
    try {
      await fetch(...way);
      if (await has(git, rev)) return;
      fault = new GitFault(`the repository has no commit ${rev.slice(0, 12)}`);
    } catch (error) {
      fault ??= error;
      if (
        !(error instanceof GitFault) ||
        !/not our ref|unadvertised|no such remote ref|couldn't find/i.test(error.message)
      )
        throw fault;
    }
  }
  throw fault;
}
