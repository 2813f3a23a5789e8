import {
  type Application,
  EnumValidationError,
  type StricliIntegration,
  buildApplication,
  help,
  text_en,
  version,
} from "@stricli/core";
import type { Cli } from "./cli.ts";
import { routes } from "./routes.ts";
import { VERSION } from "./version.ts";

const documentation = {
  alwaysShowHelpAllFlag: false,
  useAliasInUsageLine: false,
  onlyRequiredInUsageLine: true,
  caseStyle: "convert-camel-to-kebab",
  disableAnsiColor: false,
} as const;

/**
 * The command line as stricli sees it. A function, so that importing costs nothing.
 * @param width columns that a page of help may have; asked only where one is printed. Infinity where nobody looks at a terminal.
 */
export function application(width: () => number = () => Number.POSITIVE_INFINITY): Application<Cli> {
  return buildApplication(
    routes(),
    {
      name: "nif2nix",
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
      documentation,
    },
    {
      help: helpWithin(width),
      version: version({ brief: text_en.briefs.version, info: { currentVersion: VERSION }, alias: "v" }),
    },
  );
}

/** stricli's own page, which knows nothing of a terminal's width. */
function helpWithin(width: () => number): StricliIntegration<Cli> {
  const whole = help<Cli>({
    brief: text_en.briefs.help,
    alias: "h",
    defaultForRouteMap: true,
    formatting: documentation,
  });
  if (whole.flag === undefined) return whole;
  const { flag } = whole;
  return {
    ...whole,
    flag: {
      ...flag,
      async run(app, args) {
        const { fitted } = await import("./fitted.ts");
        const { stdout } = this.process;
        const write = (text: string): void => stdout.write(fitted(text, width()));
        await flag.run.call({ ...this, process: { ...this.process, stdout: { ...stdout, write } } }, app, args);
      },
    },
  };
}
