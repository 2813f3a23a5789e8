import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Real Nix. In CI it has to be there; elsewhere tests without it say that they did not run. */
export const hasNix: boolean =
  process.env["CI"] !== undefined || spawnSync("nix-instantiate", ["--version"], { stdio: "ignore" }).status === 0;
if (!hasNix) console.warn("nix-instantiate is not installed: what is compared with it does not run");

/** Writes each text to a file of one folder, and gives the folder and the files to `use`. */
export function withNixFiles<T>(texts: readonly string[], use: (files: readonly string[], folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-print-")));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, text);
      return file;
    });
    return use(files, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function instantiate(args: readonly string[]): string {
  return execFileSync("nix-instantiate", args, {
    encoding: "utf8",
    env: { ...process.env, NIX_PATH: "" },
    maxBuffer: 1 << 28,
  });
}

/** What Nix's own parser makes of each text, one line each; all in one process. Throws where one is no Nix. */
export function parseAll(texts: readonly string[]): readonly string[] {
  return withNixFiles(texts, (files) =>
    instantiate(["--parse", ...files])
      .trimEnd()
      .split("\n"),
  );
}

/** The value of one text, and the folder that its paths were relative to. */
export function evaluate(text: string): { readonly value: unknown; readonly folder: string } {
  return withNixFiles([text], ([file], folder) => ({
    value: JSON.parse(instantiate(["--eval", "--strict", "--json", file as string])) as unknown,
    folder,
  }));
}
