import { baseName } from "../../model/paths.ts";
import type { Expr } from "../../nix/ast.ts";
import { lines } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import { type AssetsPlan, isInRelease } from "../../plan/web-assets.ts";
import type { Shell } from "./shell.ts";

/** How the modules of the tasks are called that install the tools, by the application that has them. */
const installers: Readonly<Record<string, string>> = { dart_sass: "Sass", esbuild: "Esbuild", tailwind: "Tailwind" };

/** Builds web assets by their Mix tasks; null where there are none. */
export function assetTasks({ assets }: BuildPlan): Expr | null {
  const tasks = assets.filter((each) => !isInRelease(each));
  return tasks.length === 0 ? null : lines(...tasks.flatMap(runTask));
}

/** Lets `mix release` find the tools, of which an alias of that name runs tasks; null where there is none. */
export function releaseTools({ assets }: BuildPlan): Expr | null {
  const [found] = assets.filter(isInRelease);
  if (found === undefined) return null;
  return lines("mix() {\n  elixir -e '\n", ...mixWith(found, "System.argv()"), '  \' -- "$@"\n}\n');
}

/** Packages that they run, for nativeBuildInputs. */
export const assetPackages = ({ assets, node }: BuildPlan): readonly string[] =>
  assets.length === 0
    ? []
    : [
        ...(node === null ? [] : [node.package, ...node.managers]),
        ...new Set(assets.flatMap(({ tools }) => tools.map((tool) => tool.package))),
      ];

/**
 * Mix, with the paths of the tools set in this one process: in a configuration file they, and the tools with them, would
 * become part of the release. Another version than that of the configuration counts as missing, so that nothing is installed.
 */
const mixWith = ({ tools }: AssetsPlan, words: string): Shell => [
  ...tools.flatMap((tool): Shell => [
    `  Application.put_env(:${tool.app}, :path, System.find_executable("${baseName(tool.path)}"), persistent: true)\n`,
    `  defmodule Mix.Tasks.${installers[tool.app]}.Install do use Mix.Task; def run(_), do: :ok end\n`,
  ]),
  "  Mix.start()\n",
  `  Mix.CLI.main(["do", "deps.loadpaths", "--no-deps-check", "+"] ++ ${words})\n`,
];

function runTask(assets: AssetsPlan): Shell {
  const { directory, task } = assets;
  return [
    ...(directory === "." ? [] : [`pushd ${directory}\n`]),
    "elixir -e '\n",
    ...mixWith(assets, `["${task}"]`),
    "'\n",
    ...(directory === "." ? [] : ["popd\n"]),
  ];
}
