import type { Expr } from "../../nix/ast.ts";
import { lines } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import type { AssetsPlan } from "../../plan/web-assets.ts";
import type { PackageArguments } from "./names.ts";
import type { Shell } from "./shell.ts";

/** How the modules of the tasks are called that install the tools, by the application that has them. */
const installers: Readonly<Record<string, string>> = { dart_sass: "Sass", esbuild: "Esbuild", tailwind: "Tailwind" };

/** Builds web assets by their Mix tasks; null where there are none. */
export function assetTasks({ assets, node }: BuildPlan, args: PackageArguments): Expr | null {
  if (assets.length === 0) return null;
  const programs =
    node === null ? [] : [node.package, ...node.managers].flatMap((name): Shell => [args.use(name), "/bin:"]);
  const path: Shell = programs.length === 0 ? [] : ['export PATH="', ...programs, '$PATH"\n'];
  return lines(...path, ...assets.flatMap((each) => runTask(each, args)));
}

/**
 * The paths of the tools are set in the one process that runs the task: in a configuration file they, and the tools with them, would
 * become part of the release. Another version than that of the configuration counts as missing, so that nothing is installed.
 */
function runTask({ directory, task, tools }: AssetsPlan, args: PackageArguments): Shell {
  const set = tools.flatMap((tool): Shell => [
    `  Application.put_env(:${tool.app}, :path, "`,
    args.use(tool.package),
    `${tool.path}", persistent: true)\n`,
    `  defmodule Mix.Tasks.${installers[tool.app]}.Install do use Mix.Task; def run(_), do: :ok end\n`,
  ]);
  return [
    ...(directory === "." ? [] : [`pushd ${directory}\n`]),
    "elixir -e '\n",
    ...set,
    "  Mix.start()\n",
    `  Mix.CLI.main(["do", "deps.loadpaths", "--no-deps-check", "+", "${task}"])\n`,
    "'\n",
    ...(directory === "." ? [] : ["popd\n"]),
  ];
}
