import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cacheFolder, privateCache } from "../../src/ports/private-cache.ts";
import { temporaryFolder } from "../cli/support/project.ts";

/** Whether a cache in a folder is used for a project in another, all of them below one that is nobody's home. */
function used(cache: string, project: string, prepare: (top: string) => void = () => undefined): boolean {
  const top = temporaryFolder();
  for (const folder of [cache, project]) mkdirSync(`${top}/${folder}`, { recursive: true });
  prepare(top);
  const env = { XDG_CACHE_HOME: `${top}/${cache}` };
  const before = cacheFolder(env, [`${top}/${project}`]);
  const made = privateCache(env, "code", [`${top}/${project}`]);
  expect(made === undefined).toBe("unusable" in before);
  if (made !== undefined) expect(statSync(made).mode & 0o777).toBe(0o700);
  return made !== undefined;
}

/** As /tmp is: for everybody, so that what lies in it tells nothing of what lies beside. */
const shared = (top: string): void => chmodSync(top, 0o1777);

describe("a cache that may have come with a project is not used", () => {
  test.each([
    ["in the project", "app/.cache", "app"],
    ["deep in it", "app/a/b/c", "app"],
    ["the project itself", "app", "app"],
    ["beside a project in one folder of the user's", "repo/.cache", "repo/apps/one"],
    ["above the project", ".", "app"],
  ])("%s", (_where, cache, project) => expect(used(cache, project)).toBe(false));

  test("beside the project in a folder for everybody it is", () => {
    expect(used("cache", "app", shared)).toBe(true);
  });

  test.each(["file", "folder"])("in a git work tree (.git is a %s)", (kind) => {
    const inGit = (top: string): void => {
      shared(top);
      if (kind === "folder") mkdirSync(`${top}/other/.git`);
      else writeFileSync(`${top}/other/.git`, "gitdir: ../somewhere\n");
    };
    expect(used("other/cache", "app", inGit)).toBe(false);
  });

  test("by a link into the project, or from it", () => {
    const link = (top: string): void => {
      shared(top);
      mkdirSync(`${top}/app/.cache`);
      symlinkSync(`${top}/app/.cache`, `${top}/elsewhere`);
    };
    const top = temporaryFolder();
    mkdirSync(`${top}/app`);
    link(top);
    expect(cacheFolder({ XDG_CACHE_HOME: `${top}/elsewhere` }, [`${top}/app`])).toHaveProperty("unusable");
    expect(cacheFolder({ XDG_CACHE_HOME: `${top}/app/.cache` }, [`${top}/elsewhere`])).toHaveProperty("unusable");
  });

  test.each<[string, (top: string) => void]>([
    ["a linked folder of ours", (top) => symlinkSync(`${top}/app`, `${top}/cache/nif2nix`)],
    ["a file", (top) => writeFileSync(`${top}/cache/nif2nix`, "")],
    [
      "one that others can write to",
      (top) => (mkdirSync(`${top}/cache/nif2nix`), chmodSync(`${top}/cache/nif2nix`, 0o777)),
    ],
    [
      "one that the group can write to",
      (top) => (mkdirSync(`${top}/cache/nif2nix`), chmodSync(`${top}/cache/nif2nix`, 0o770)),
    ],
  ])("%s", (_what, prepare) => {
    expect(used("cache", "app", (top) => (shared(top), prepare(top)))).toBe(false);
  });

  test.each<[string, (folder: string) => void]>([
    ["a link", (folder) => symlinkSync("/tmp", `${folder}/code`)],
    ["a dangling link", (folder) => symlinkSync("/nowhere/at/all", `${folder}/code`)],
    ["a file", (folder) => writeFileSync(`${folder}/code`, "")],
    ["for everybody", (folder) => (mkdirSync(`${folder}/code`), chmodSync(`${folder}/code`, 0o777))],
  ])("the folder of a kind is %s", (_what, prepare) => {
    const [top, project] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(`${top}/nif2nix`, { mode: 0o700 });
    prepare(`${top}/nif2nix`);
    expect(privateCache({ XDG_CACHE_HOME: top }, "code", [project])).toBeUndefined();
  });

  test("one that others can only read is closed to them", () => {
    const [top, project] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(`${top}/nif2nix/code`, { recursive: true, mode: 0o755 });
    expect(privateCache({ XDG_CACHE_HOME: top }, "code", [project])).toBe(`${top}/nif2nix/code`);
    expect(statSync(`${top}/nif2nix`).mode & 0o777).toBe(0o700);
  });

  test.each(["/proc/nowhere", "/dev/null", "/\0"])("nothing is thrown for %j", (path) => {
    expect(privateCache({ XDG_CACHE_HOME: path }, "code", ["/work"])).toBeUndefined();
  });
});
