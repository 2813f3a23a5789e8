export type ColourChoice = "auto" | "always" | "never";

/**
 * Whether a stream gets colours: `--color` wins, then NO_COLOR (https://no-color.org: any non-empty value), then FORCE_COLOR
 * (0 and false switch off), then whether it is a terminal that can show them.
 */
export function wantsColour(
  choice: ColourChoice,
  env: Readonly<Record<string, string | undefined>>,
  terminal: boolean,
): boolean {
  if (choice !== "auto") return choice === "always";
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return terminal && env["TERM"] !== "dumb";
}

/**
 * `--color` as given anywhere on the command line. Read ahead of the argument parser, whose own error messages
 * are coloured too; a wrong value is left to it to complain about.
 */
export function colourChoice(argv: readonly string[]): ColourChoice {
  const end = argv.indexOf("--");
  const flags = end === -1 ? argv : argv.slice(0, end);
  const at = flags.findLastIndex((flag) => flag === "--color" || flag.startsWith("--color="));
  if (at === -1) return "auto";
  const value = flags[at]?.split("=")[1] ?? flags[at + 1];
  return value === "always" || value === "never" ? value : "auto";
}
