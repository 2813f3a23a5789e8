import { type Application, EnumValidationError, buildApplication, text_en } from "@stricli/core";
import type { Cli } from "./cli.ts";
import { routes } from "./routes.ts";
import { VERSION } from "./version.ts";

/** The command line as stricli sees it. A function, so that importing costs nothing. */
export function application(): Application<Cli> {
  return buildApplication(routes(), {
    name: "nif2nix",
    versionInfo: { currentVersion: VERSION },
    scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
    localization: {
      text: {
        ...text_en,
        exceptionWhileParsingArguments(error, colour) {
          if (!(error instanceof EnumValidationError)) {
            return text_en.exceptionWhileParsingArguments.call(this, error, colour);
          }
          return `--${error.externalFlagName} is one of ${error.values.join(", ")}, and not "${error.input}"`;
        },
      },
    },
    documentation: { caseStyle: "convert-camel-to-kebab", onlyRequiredInUsageLine: true },
  });
}
