import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { build, path } from "./library.ts";

const text = readFileSync(path("src/emit/library/node-manager.sh"), "utf8");
const manager = (name: string): string => text.replace("@name@", name).replace("@real@", "./real");
const files = {
  "node_modules/a/package.json": "{}",
  "assets/package.json": "{}",
  real: '#!/bin/sh\necho "real $*" > said\n',
};

describe("a package manager", () => {
  test.each([
    ["npm", "ci", ""],
    ["npm", "--prefix assets install", ""],
    ["yarn", "", ""],
    ["npm", "install left-pad", "real install left-pad"],
    ["npm", "run build", "real run build"],
    ["pnpm", "run install", "real run install"],
    ["npm", "--prefix /usr ci", "real --prefix /usr ci"],
  ])("%s %s", (name, words, said) =>
    expect(build(`chmod +x real\nset -- ${words}\n${manager(name)}`, "cat said 2>/dev/null || true", files)).toBe(said),
  );
});
