import { type Application, buildApplication } from "@stricli/core";
import type { Cli } from "./cli.ts";
import { routes } from "./routes.ts";
import { VERSION } from "./version.ts";

/** The command line as stricli sees it. A function, so that importing costs nothing. */
export function application(): Application<Cli> {
  return buildApplication(routes(), {
    name: "nif2nix",
    versionInfo: { currentVersion: VERSION },
    scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
    documentation: { caseStyle: "convert-camel-to-kebab", onlyRequiredInUsageLine: true },
  });
}
