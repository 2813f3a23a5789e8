import type { Value } from "../../elixir/eval/values/value.ts";
import type { Known } from "../../model/unknown.ts";
import { keywordGet } from "./keyword-get.ts";
import { atomOrString, field, recordOf } from "./known.ts";

/**
 * The environment that a task runs in where MIX_ENV is not set. A project with cli/0 is asked for `preferred_envs` only;
 * without it `preferred_cli_env` of project/0 counts (lib/mix/cli.ex, preferred_cli_env/3). Mix's own for `test` is not listed.
 */
export function preferredEnvs(
  legacy: Value | undefined,
  cli: Value | undefined,
): Known<Readonly<Record<string, string>>> {
  const value = cli === undefined ? legacy : keywordGet(cli, "preferred_envs");
  return field(value, recordOf(atomOrString), "a keyword list", {});
}
