import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pieceKinds } from "../../src/migrate/piece.ts";
import { goldenProjects } from "../projects/support.ts";

test("the files that migrate names are ones that init writes", () => {
  const words = Object.values(pieceKinds).map(({ becomes }) => becomes);
  const named = new Set(words.flatMap((text) => text.match(/\bnix\/[\w/-]+\.nix\b|\bflake\.nix\b/g) ?? []));
  expect(named.size).toBeGreaterThan(3);
  const written = ["hello_nif", "assets_npm"].flatMap((name) =>
    readdirSync(join(goldenProjects, name, "expected"), { recursive: true, encoding: "utf8" }),
  );
  expect([...named].filter((file) => !written.some((path) => `/${path}`.endsWith(`/${file}`)))).toEqual([]);
});
