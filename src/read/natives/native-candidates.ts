import type { Dependency } from "../../model/dependency.ts";
import type { Lock } from "../../model/lock.ts";
import { knownOr } from "../../model/unknown.ts";
import { packageRecipes } from "../../recipes/package-recipes.ts";
import type { Candidate } from "../sources/source-tree.ts";

/** Requirements in mix.lock that lead to Rust: only the sources say which modules and crates there are. */
const rust: ReadonlySet<string> = new Set(["rustler", "rustler_precompiled"]);

/** Requirements and names with a recipe: the lock says enough, the sources may say more. */
const requirements: ReadonlySet<string> = new Set(packageRecipes.flatMap((recipe) => recipe.detects.requires ?? []));
const names: ReadonlySet<string> = new Set(packageRecipes.flatMap((recipe) => recipe.detects.apps ?? []));

/** Requirements of packages that are built by make or Bundlex: what it downloads or runs, only mix.exs, Makefile and bundlex.exs say. */
const make: ReadonlySet<string> = new Set(["elixir_make", "cc_precompiler", "bundlex"]);

/** Packages that others need an archive of while they compile. */
const providers: ReadonlySet<string> = new Set(
  packageRecipes.flatMap(({ archive, detects }) => (archive === undefined ? [] : (detects.apps ?? []))),
);

/**
 * The dependencies that may compile or load native code. Of most packages the lock alone says that they do not. What
 * the lock says nothing about (git; rebar3 plugins) is looked at where its sources are at hand.
 * @param native applications that were found to have native parts when the project's files were written: of those it is
 *   known that their sources matter.
 */
export function candidates(
  deps: readonly Dependency[],
  lock: Lock,
  native: ReadonlySet<string> = new Set(),
): readonly Candidate[] {
  return deps.flatMap((dep): Candidate[] => {
    if (dep.inProd === false || dep.sourceOnly || dep.source.kind === "path") return [];
    const entry = lock.get(dep.app);
    const requires = entry?.kind === "hex" ? entry.requires.map((required) => required.app) : [];
    // These build others; what they require they do not use themselves.
    if (rust.has(dep.app) || (requirements.has(dep.app) && !names.has(dep.app))) return [];
    if (requires.some((app) => rust.has(app))) return [{ dep, rust: true, fetch: true }];
    if (requires.some((app) => make.has(app))) return [{ dep, rust: false, fetch: true }];
    // Of what rebar3 builds, most is plain Erlang; whether a package is, only its rebar.config says.
    const builder = knownOr(dep.builder, "mix");
    if (builder === "rebar3" || builder === "make" || builder === "erlang.mk")
      return [{ dep, rust: false, fetch: true, doubtful: !native.has(dep.app) }];
    const recipe = names.has(dep.app) || requires.some((app) => requirements.has(app) || providers.has(app));
    // A recipe's row says all that is done for a package of Hex, but for an archive that the package names.
    const matters = dep.source.kind === "git" || providers.has(dep.app);
    if (!recipe && !matters) return [];
    const known = native.has(dep.app);
    // With and without deps/ the archives of a provider are the same; who is built on it says what is missing.
    const provides = providers.has(dep.app) && dep.source.kind === "hex";
    return [{ dep, rust: false, fetch: provides || (matters && known), ...(provides && !known && { silent: true }) }];
  });
}
