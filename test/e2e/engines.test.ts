import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FileServer, serveFolder } from "./support/file-server.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** Where one machine is not enough: a binary cache and a remote builder, as Nix has them, with what nif2nix wrote. */
describe.skipIf(cannotBuild() || !usesStandIn)("Nix's own engines", () => {
  let workplace: Workplace;
  let project: Project;
  let release: string;
  let server: FileServer;
  const store = (name: string): string => join(workplace.folder, "stores", name);
  /** Builds the release in a store of its own. Nothing is built by this process: only what it is given can build. */
  const buildIn = (name: string, ...args: readonly string[]) =>
    workplace.tryNix(["build", "--no-link", "--store", store(name), "--max-jobs", "0", ...args, "."], {
      cwd: project.folder,
      env: { NIX_CONFIG: configuration() },
    });
  /** What this process is told by options, for the one that plays the other machine. */
  const configuration = (): string =>
    readFileSync(join(workplace.folder, "set/nix-arguments"), "utf8")
      .replaceAll(/^--extra-experimental-features\n(.*)$/gm, "extra-experimental-features = $1")
      .replaceAll(/^--option\n(.*)\n(.*)$/gm, "$1 = $2");

  beforeAll(async () => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const ran = project.nif2nix("init", "--yes", "--offline");
    expect(ran.status, ran.stderr).toBe(0);
    release = project.build("default");
    workplace.nix(["copy", "--to", `file://${join(workplace.folder, "cache")}`, release]);
    server = await serveFolder(join(workplace.folder, "cache"));
  }, 20 * minutes);
  afterAll(() => {
    server?.stop();
    workplace?.remove();
  }, 2 * minutes);

  test("without any, nothing is built", () => {
    const ran = buildIn("none");
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toMatch(/max-jobs|required \(local\)|unable to start any build/);
  });

  test(
    "a second store that has the cache builds nothing",
    () => {
      const ran = buildIn("second", "--substituters", server.url, "--option", "require-sigs", "false");
      expect(ran.status, ran.stderr).toBe(0);
      expect(readFileSync(join(store("second"), release, "bin/hello_nif"), "utf8")).toMatch(/^#!/);
    },
    20 * minutes,
  );

  test(
    "a remote builder is handed what is to be built",
    () => {
      // What is fetched is fetched beforehand, as the stand-in's fetchers want it.
      const drv = project.evaluate("default.drvPath");
      const fetched = run("nix-store", ["--query", "--requisites", "--include-outputs", drv])
        .split("\n")
        .filter((path) => /-cargo-src-[^/]*(?<!\.drv)$/.test(path));
      expect(fetched).not.toEqual([]);
      workplace.nix(["copy", "--no-check-sigs", "--to", store("builder"), ...fetched]);
      // Nix speaks its protocol with a second process in the place of ssh where the host is this one.
      const builder = `ssh-ng://localhost?remote-store=${encodeURIComponent(store("builder"))}`;
      const ran = buildIn("third", "--builders", `${builder} - - 2 1`, "--option", "require-sigs", "false");
      expect(ran.status, ran.stderr).toBe(0);
      expect(readFileSync(join(store("third"), release, "bin/hello_nif"), "utf8")).toMatch(/^#!/);
    },
    20 * minutes,
  );
});
