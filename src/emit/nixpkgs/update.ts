import type { Expr } from "../../nix/ast.ts";
import { bind, call, id, lines, list, select, set, str } from "../../nix/build.ts";
import { repositoryOf, type UpstreamPlan, withTag } from "../../plan/upstream.ts";
import type { PackageArguments } from "./names.ts";

/**
 * `passthru.updateScript`: the newest tag of the same form, everything written anew for it, and what somebody changed in
 * package.nix kept (git merge-file, with what is written for the old tag between). Null where no tag names the sources.
 * @param version of the package, which the tag holds.
 */
export function updateScript(
  upstream: UpstreamPlan,
  pname: string,
  version: string,
  args: PackageArguments,
): Expr | null {
  const { address, ref, folder } = upstream;
  const url = repositoryOf(address);
  if (url === null || address.kind === "file" || ref?.kind !== "tag" || version === "") return null;
  const at = ref.name.lastIndexOf(version);
  if (at === -1) return null;
  const [before, after] = [ref.name.slice(0, at), ref.name.slice(at + version.length)];
  const folderOf = packageFolder(pname);
  const script = lines(
    `# Needs nif2nix in PATH; runs in the root of nixpkgs.
old="\${UPDATE_NIX_OLD_VERSION:-`,
    select(id("finalAttrs"), "version"),
    `}"
new="$(git ls-remote --tags --refs ${url} '${before}*${after}' \\
  | sed -nE 's|.*refs/tags/${pattern(before)}([0-9][0-9.]*)${pattern(after)}$|\\1|p' | sort -V | tail -n 1)"
if [ -z "$new" ] || [ "$new" = "$old" ]; then
  echo "${pname}: $old is the newest version" >&2
  exit 0
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for version in "$old" "$new"; do
  git clone --quiet --depth 1 --branch "${before}$version${after}" ${url} "$work/$version"
  nif2nix init --yes --style nixpkgs --src "${withTag(address, `${before}$version${after}`)}" \\
    --project "$work/$version${folder === "." ? "" : `/${folder}`}"
  mv "$work/$version/${folder === "." ? "" : `${folder}/`}${folderOf}" "$work/$version.package"
done
git merge-file ${folderOf}/package.nix "$work/$old.package/package.nix" "$work/$new.package/package.nix"
cp "$work/$new.package/deps.nix" ${folderOf}/deps.nix
`,
  );
  const tools = ["coreutils", "git", "gnused"].map((name) => args.use(name));
  const application = call(
    args.use("writeShellApplication"),
    set([bind("name", str(`update-${pname}`)), bind("runtimeInputs", list(tools)), bind("text", script)]),
  );
  return call(select(id("lib"), "getExe"), application);
}

/** Text of a tag as an extended regular expression between bars. */
const pattern = (text: string): string => text.replaceAll(/[.+]/g, "\\$&");

/** Where nixpkgs has a package (pkgs/by-name/README.md). */
export const packageFolder = (pname: string): string => `pkgs/by-name/${pname.slice(0, 2).toLowerCase()}/${pname}`;
