import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));
const below = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(repository, folder).length + 1));

/** Folders of test/ that stand for no room of src/. */
const others = ["e2e", "fixtures", "network", "pkgs", "projects", "support"];

test("every room of src/ has tests in the folder of the same name", () => {
  const rooms = readdirSync(join(repository, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tested = new Set(below("test").flatMap((file) => (file.endsWith(".test.ts") ? [file.split("/")[0]] : [])));
  expect(rooms.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual([]);
});

test("every folder with tests stands for a folder of src/", () => {
  const folders = below("test").flatMap((file) => /^(.+)\/[^/]+\.test\.ts$/.exec(file)?.[1] ?? []);
  const mirrored = [...new Set(folders)].filter((folder) => !others.includes(folder.split("/")[0] as string));
  expect(mirrored.filter((folder) => !existsSync(join(repository, "src", folder)))).toEqual([]);
});
