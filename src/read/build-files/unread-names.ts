import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/**
 * What lies beside mix.exs for people, editors, version control and CI: a build reads none of it unless its code says so. For
 * where the whole folder is taken in.
 */
const FOR_PEOPLE =
  /^(?:(?:readme|licen[cs]e|copying|changelog|changes|contributing|code_of_conduct|security|notice|authors|todo)\b.*|docs?|guides|tests?|bench(?:marks)?|\.(?:github|gitlab|circleci|forgejo|gitea|vscode|idea|devcontainer|husky)|\.gitlab-ci\.yml|\.travis\.yml|\.(?:formatter|credo|iex|doctor|recode|check)\.exs|\.dialyzer.*|dialyzer\..*|coveralls\.json|\.sobelow.*|(?:docker|container)file.*|(?:docker-)?compose.*\.ya?ml|\.dockerignore|\.editorconfig|\.gitattributes|\.git-blame.*|\.tool-versions|\.?mise\.toml|\.envrc|\.env.*|fly\.toml|procfile|renovate\.json5?|\.pre-commit.*|.*\.dump|cover)$/i;

/**
 * Of the files and folders directly in some folders those that no build reads: absolute.
 * @param kept absolute paths that the build reads, or something below them.
 * @param texts code in which a file's name may stand.
 */
export function unreadNames(
  folders: readonly string[],
  kept: readonly string[],
  texts: readonly string[],
  fs: ReadFileSystem,
): readonly string[] {
  return [...new Set(folders)].flatMap((folder) =>
    fs.list(folder).flatMap(({ name, directory }) => {
      const path = joinPath(folder, name);
      if (!FOR_PEOPLE.test(name) || kept.some((each) => `${each}/`.startsWith(`${path}/`))) return [];
      // The file of an expression that is not known may have its name there.
      const mentioned = !directory && texts.some((text) => text.includes(`/${name}"`) || text.includes(`"${name}"`));
      return mentioned ? [] : [path];
    }),
  );
}
