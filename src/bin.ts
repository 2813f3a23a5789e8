#!/usr/bin/env node
// Start-up is the product here: `--version` is answered before anything else is loaded.
import { outputTo } from "./cli/screen/output.ts";
import { VERSION } from "./cli/version.ts";

const first = process.argv[2];
if (first === "--version" || first === "-v" || first === "-V") outputTo(1, () => process.stdout).write(`${VERSION}\n`);
else
  import("./cli/startup/start.ts")
    .then(({ start }) => start(process))
    // An installation that lacks a file: there is nothing left to report with.
    .catch((error: unknown) => {
      process.stderr.write(`nif2nix cannot start: ${String(error)}\n`);
      process.exitCode = 70;
    });
