import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { withFiles } from "../nix.ts";
import { path } from "./library.ts";

const shell = path("src/emit/library/check-release.sh");

const file = (name: string, text: string) => ({ path: name, text, ownership: "user" as const });

test("a folder that is no release is refused, not found dead", () =>
  withFiles([], (folder) => {
    const ran = spawnSync("sh", [shell, folder], { encoding: "utf8" });
    expect([ran.status, ran.stdout.trim()]).toEqual([2, `no release: ${folder} has no releases/start_erl.data`]);
  }));

test("a release that reads configuration at start is not called alive by a check that does not look at that", () => {
  const config = "[{elixir,[{config_provider_init,none}]}].\n";
  const files = [file("releases/start_erl.data", "13.0 1.0"), file("releases/1.0/sys.config", config)];
  withFiles(files, (folder) => {
    const ran = spawnSync("sh", [shell, folder, path("src/emit/library/check-libraries.erl")], { encoding: "utf8" });
    expect(ran).toMatchObject({ status: 2, stdout: expect.stringMatching(/^NOT CHECKED: .*run nif2nix generate\n$/) });
  });
});
