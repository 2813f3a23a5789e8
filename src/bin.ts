#!/usr/bin/env node
// Start-up is the product here: `--version` is answered before anything else is loaded.
import { VERSION } from "./cli/version.ts";

const first = process.argv[2];
if (first === "--version" || first === "-v") process.stdout.write(`${VERSION}\n`);
else void import("./cli/start.ts").then(({ start }) => start(process));
