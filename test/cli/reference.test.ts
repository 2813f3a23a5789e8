import { generateHelpTextForAllCommands } from "@stricli/core";
import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { EXIT } from "../../src/cli/exit-code.ts";

const meaning: Record<keyof typeof EXIT, string> = {
  fine: "everything went well",
  findings:
    "`check` found files that are not up to date, or a release that cannot start; `inspect` a library that does not load; `doctor` found something in the way of a build; `explain --log` does not know the failure",
  usage: "wrong usage, wrong settings, or a project that cannot be built as it is; nothing was written",
  nixFailed: "Nix failed, or is not installed",
  bug: "a bug of nif2nix: a report to send is printed",
  interrupted: "interrupted",
};

test("docs/cli.md is what the commands say (renew it with: npx vitest run test/cli/reference -u)", async () => {
  const commands = generateHelpTextForAllCommands(application() as never).map(
    ([route, help]) => `## ${route}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`,
  );
  const exits = Object.entries(EXIT).map(([name, code]) => `| ${code} | ${meaning[name as keyof typeof EXIT]} |`);
  const text = [
    "# Commands",
    "",
    "Standard output carries data only: what was asked for. Everything else goes to standard error.",
    "",
    "With `--format json`, `check` prints `{schemaVersion, diagnostics}`, `init` and `generate` print",
    "`{schemaVersion, files: [{path, action}], diagnostics}`; `scan` prints what docs/scan.schema.json describes. All are of schema version 1.",
    "",
    "| exit code | meaning |",
    "| --- | --- |",
    ...exits,
    "",
    ...commands,
  ].join("\n");
  await expect(text).toMatchFileSnapshot("../../docs/cli.md");
});
