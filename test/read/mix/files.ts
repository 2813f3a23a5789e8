/** Files of small projects, as Mix and Hex write them. */

const sum = "0".repeat(64);

/** A mix.exs whose `deps:` and other fields are given as Elixir source. */
export function mixExs(deps: string, fields = "app: :root"): string {
  const name = `M${Math.abs(hash(deps + fields))}`;
  return `defmodule ${name}.MixProject do
  use Mix.Project

  def project do
    [${fields}, version: "1.0.0", deps: deps()]
  end

  defp deps do
    ${deps}
  end
end
`;
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) as number)) | 0;
  return value;
}

export interface HexEntry {
  readonly version?: string;
  readonly managers?: string;
  /** Applications, with a question mark where they are optional. */
  readonly requires?: readonly string[];
  readonly package?: string;
  readonly repo?: string;
}

/** A mix.lock; entries that are texts are taken as they are. */
export function mixLock(entries: Readonly<Record<string, HexEntry | string>>): string {
  const lines = Object.entries(entries).map(([app, entry]) => {
    if (typeof entry === "string") return `  "${app}": ${entry},\n`;
    const { version = "1.0.0", managers = "[:mix]", requires = [], package: name = app, repo = "hexpm" } = entry;
    const list = requires.map((each) => {
      const other = each.replace("?", "");
      return `{:${other}, "~> 1.0", [hex: :${other}, repo: "hexpm", optional: ${String(each !== other)}]}`;
    });
    return `  "${app}": {:hex, :${name}, "${version}", "${sum}", ${managers}, [${list.join(", ")}], "${repo}", "${sum}"},\n`;
  });
  return `%{\n${lines.join("")}}\n`;
}

export const revision = "0123456789abcdef0123456789abcdef01234567";

/** A lock entry of a Git dependency; `options` as in the lock: `branch: "main"`. */
export function gitEntry(url: string, options = ""): string {
  return `{:git, "${url}", "${revision}", [${options}]}`;
}
