import type { FetchProgress, Run, WithParser } from "../generate/run.ts";
import { BudgetExceeded } from "../ports/run-budget.ts";
import type { CheckName, OutputName, RustBuilder, Style } from "../settings/settings.ts";
import { type Cli, say } from "./cli.ts";
import { projectOf } from "./project-folder.ts";
import { treeCache } from "./startup/tree-cache.ts";

/** What the flags of a command say about the project. */
export interface Asked {
  readonly project?: string;
  readonly env?: string;
  readonly offline: boolean;
  readonly rust?: RustBuilder;
  readonly outputs?: readonly OutputName[];
  readonly checks?: readonly CheckName[];
  readonly style?: Style;
  readonly src?: string;
}

/** The run that a command asks for. */
export function runOf(cli: Cli, asked: Asked): Run {
  const project = projectOf(cli, asked.project);
  return {
    project,
    env: cli.env,
    offline: asked.offline,
    ...(asked.env === undefined ? {} : { mixEnv: asked.env }),
    ...(asked.rust === undefined ? {} : { rust: asked.rust }),
    ...(asked.style === undefined ? {} : { style: asked.style }),
    ...(asked.src === undefined ? {} : { src: asked.src }),
    ...(asked.outputs === undefined ? {} : { outputs: asked.outputs }),
    ...(asked.checks === undefined ? {} : { checks: asked.checks }),
    onProgress: (progress) => {
      if (progress.step !== "start") say(cli, progressLine(progress));
    },
    withParser: keepingTrees(project, cli.env),
  };
}

function progressLine({ app, step, bytes, finished, total }: FetchProgress): string {
  const so = {
    done: `fetched ${app}`,
    failed: `not fetched: ${app}`,
    slow: `still fetching ${app}${bytes === undefined ? "" : `, ${bytes >> 10} KiB`}`,
  };
  return `${so[step as keyof typeof so]} (${finished} of ${total})`;
}

/** First from what earlier runs parsed alone, so that no parser has to be loaded while nothing changes. */
function keepingTrees(project: string, env: Cli["env"]): WithParser {
  return async (reading) => {
    const trees = treeCache(project, env);
    if (trees?.kept !== undefined) {
      try {
        const read = await reading(trees.kept);
        if (!trees.missed()) {
          trees.save();
          return read;
        }
      } catch (error) {
        if (error instanceof BudgetExceeded) throw error;
        // A text that was not kept, or a tree that is not what it should be: whatever else it is comes again.
        if (!trees.missed()) trees.forget();
      }
    }
    const { elixirParser } = await import("../elixir/parse/grammar.ts");
    const parse = await elixirParser();
    if (trees === undefined) return reading(parse);
    const again = () => reading(trees.keeping(parse)).finally(() => trees.save());
    return trees.empty()
      ? again()
      : again().catch((error: unknown) => {
          if (error instanceof BudgetExceeded) throw error;
          trees.forget();
          return again();
        });
  };
}
