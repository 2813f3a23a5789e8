import { expect, test } from "vitest";
import { wildcard } from "../../../src/read/mix/config/wildcard.ts";
import { memoryFileSystem } from "../cargo/memory.ts";

const fs = memoryFileSystem({
  "/r/st*r/apps/a/config.exs": "",
  "/r/st*r/apps/b/config.exs": "",
  "/r/star/apps/a/config.exs": "",
  "/r/[ab]/config/x.exs": "",
  "/r/a/config/x.exs": "",
  "/r/wh?t/config/x.exs": "",
  "/r/what/config/x.exs": "",
});

test.each([
  ["/r/st*r/config", "../apps/*/config.exs", ["/r/st*r/apps/a/config.exs", "/r/st*r/apps/b/config.exs"]],
  ["/r/st*r", "apps/?/c*.exs", ["/r/st*r/apps/a/config.exs", "/r/st*r/apps/b/config.exs"]],
  ["/r/[ab]/config", "*.exs", ["/r/[ab]/config/x.exs"]],
  ["/r/wh?t/config", "*.exs", ["/r/wh?t/config/x.exs"]],
  // What the project wrote is a pattern wherever it leads.
  ["/r/st*r/config", "/r/st?r/apps/a/*.exs", ["/r/st*r/apps/a/config.exs", "/r/star/apps/a/config.exs"]],
])("only what the project wrote is a pattern: %s, %s", (folder, pattern, expected) => {
  expect([...wildcard(folder, pattern, fs)].sort()).toEqual(expected);
});
