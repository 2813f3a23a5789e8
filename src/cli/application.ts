import {
  type Application,
  ArgumentParseError,
  EnumValidationError,
  type StricliIntegration,
  UnsatisfiedPositionalError,
  buildApplication,
  help,
  text_en,
  version,
} from "@stricli/core";
import { printable } from "../diagnostics/printable.ts";
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
            return printable(misuse(error) ?? text_en.exceptionWhileParsingArguments.call(this, error, colour));
          },
          noCommandRegisteredForInput: (args) =>
            text_en.noCommandRegisteredForInput({ ...args, input: printable(args.input) }),
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

/** What is wrong with the arguments, in the words of the other messages; undefined where stricli's own are as plain. */
function misuse(error: unknown): string | undefined {
  if (error instanceof EnumValidationError) {
    return `--${error.externalFlagName} is one of ${error.values.join(", ")}, and not "${error.input}"`;
  }
  if (error instanceof ArgumentParseError && error.exception instanceof Error) {
    const { externalFlagNameOrPlaceholder: name, exception } = error;
    return `${name === name.toUpperCase() ? name : `--${name}`}: ${exception.message}`;
  }
  if (error instanceof UnsatisfiedPositionalError) return `${error.placeholder} is missing: --help says what it is`;
  return undefined;
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
        const { fitted } = await import("./screen/fitted.ts");
        const { stdout } = this.process;
        const write = (text: string): void => stdout.write(fitted(text, width()));
        await flag.run.call({ ...this, process: { ...this.process, stdout: { ...stdout, write } } }, app, args);
      },
    },
  };
}
