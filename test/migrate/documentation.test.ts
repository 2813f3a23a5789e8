import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../cli/support/project.ts";
import { nif2nix } from "../cli/support/run.ts";

const fixtures = join(import.meta.dirname, "../fixtures/migrate");
const page = join(import.meta.dirname, "../../docs/migration.md");

async function migrated(name: string): Promise<string> {
  const project = join(temporaryFolder(), name);
  cpSync(join(fixtures, name), project, { recursive: true });
  mkdirSync(join(project, ".git"));
  writeFileSync(join(project, ".git/HEAD"), "ref: refs/heads/main\n");
  const { code, stdout } = await nif2nix(["migrate"], { cwd: project });
  expect(code).toBe(0);
  return stdout.trim();
}

test("the files and runs that docs/migration.md shows are real (renew it with: npx vitest run test/migrate -u)", async () => {
  const text = readFileSync(page, "utf8");
  const parts = text.split(/^(<!-- (?:file|run): \S+ -->)\n(?:\n```\w+\n[\s\S]*?\n```\n)?/m);
  const made: string[] = [];
  for (const part of parts) {
    const [, kind, name = ""] = /^<!-- (file|run): (\S+) -->$/.exec(part) ?? [];
    if (kind === undefined) made.push(part);
    else if (kind === "run") made.push(`${part}\n\n\`\`\`text\n${await migrated(name)}\n\`\`\`\n`);
    else {
      const shown = readFileSync(join(fixtures, name), "utf8").trim();
      made.push(`${part}\n\n\`\`\`${extname(name).slice(1)}\n${shown}\n\`\`\`\n`);
    }
  }
  expect(parts.filter((part) => part.startsWith("<!-- "))).toHaveLength(8);
  await expect(made.join("")).toMatchFileSnapshot(page);
});
