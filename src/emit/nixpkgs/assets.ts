import { baseName } from "../../model/paths.ts";
import type { Expr } from "../../nix/ast.ts";
import { lines } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import type { AssetsPlan } from "../../plan/web-assets.ts";
import type { Shell } from "./shell.ts";

/** How the modules of the tasks are called that install the tools, by the application that has them. */
const installers: Readonly<Record<string, string>> = { dart_sass: "Sass", esbuild: "Esbuild", tailwind: "Tailwind" };

/** Builds web assets by their Mix tasks; null where there are none. */
export const assetTasks = ({ assets }: BuildPlan): Expr | null =>
  assets.length === 0 ? null : lines(...assets.flatMap(runTask));

/** Packages that they run, for nativeBuildInputs. */
export const assetPackages = ({ assets, node }: BuildPlan): readonly string[] =>
  assets.length === 0
    ? []
    : [
        ...(node === null ? [] : [node.package, ...node.managers]),
        ...new Set(assets.flatMap(({ tools }) => tools.map((tool) => tool.package))),
      ];

/**
 * The paths of the tools are set in the one process that runs the task: in a configuration file they, and the tools with them, would
 * become part of the release. Another version than that of the configuration counts as missing, so that nothing is installed.
 */
function runTask({ directory, task, tools }: AssetsPlan): Shell {
  const set = tools.flatMap((tool): Shell => [
    `  Application.put_env(:${tool.app}, :path, System.find_executable("${baseName(tool.path)}"), persistent: true)\n`,
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
