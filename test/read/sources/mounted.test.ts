import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";
import { mounted } from "../../../src/read/sources/mounted.ts";

let top = "";
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), "nif2nix-mounted-"));
  mkdirSync(join(top, "some/deps/jason/lib"), { recursive: true });
  mkdirSync(join(top, "some/deps/stale"));
  mkdirSync(join(top, "all/deps/jason/lib"), { recursive: true });
  for (const app of ["fetched", "stale"]) {
    mkdirSync(join(top, `all/deps/${app}/lib`), { recursive: true });
    writeFileSync(join(top, `all/deps/${app}/lib/${app}.ex`), app);
  }
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

describe("mounted", () => {
  it("lists archives as the disk lists folders with the same files", () => {
    const archives = ["stale", "fetched"].map((app) =>
      archiveAt(join(top, `some/deps/${app}`), [{ path: `lib/${app}.ex`, data: Buffer.from(app) }]),
    );
    const fs = mounted(nodeFileSystem, new Map(archives.map((archive) => [archive.path, archive])));
    const names = (folder: string, seen: typeof fs) =>
      seen.list(join(top, folder)).map(({ name, directory }) => [name, directory]);
    for (const folder of ["", "/deps", "/deps/", "/deps/fetched", "/deps/stale/lib", "/deps/jason"]) {
      expect(names(`some${folder}`, fs)).toEqual(names(`all${folder}`, nodeFileSystem));
    }
  });
});
