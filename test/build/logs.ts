import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("logs/", import.meta.url);

/** Names of the recorded logs of a kind, without `.log`. */
export function logNames(kind: "known" | "other"): readonly string[] {
  return readdirSync(new URL(kind, folder))
    .toSorted()
    .map((file) => file.replace(/\.log$/, ""));
}

/** A recorded log; logs/README.md tells where each comes from. */
export function logText(name: string): string {
  return readFileSync(new URL(`${name}.log`, folder), "utf8");
}
