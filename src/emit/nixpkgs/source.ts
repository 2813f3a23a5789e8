import type { Binding, Expr } from "../../nix/ast.ts";
import { bind, bool, call, id, select, set, str } from "../../nix/build.ts";
import { repositoryOf, type SourceAddress, type UpstreamPlan } from "../../plan/upstream.ts";
import { unless } from "../inputs.ts";
import type { PackageArguments } from "./names.ts";

const fetchers = { github: "fetchFromGitHub", gitlab: "fetchFromGitLab", codeberg: "fetchFromCodeberg" } as const;

/** `src`: what fetches the sources. */
export function sourceExpression(upstream: UpstreamPlan, version: string, args: PackageArguments): Expr {
  const { address, hash, submodules } = upstream;
  const fetched = [bind("hash", hashOr(hash)), ...unless(!submodules, bind("fetchSubmodules", bool(true)))];
  switch (address.kind) {
    case "file":
      return call(args.use("fetchzip"), set([bind("url", versioned(address.url, version)), ...fetched]));
    case "git":
      return call(args.use("fetchgit"), set([bind("url", str(address.url)), ...refOf(upstream, version), ...fetched]));
    case "forge":
      return call(
        args.use(fetchers[address.forge]),
        set([
          bind("owner", str(address.owner)),
          bind("repo", str(address.repo)),
          ...refOf(upstream, version),
          ...fetched,
        ]),
      );
  }
}

/** The hash, or what makes Nix say it. */
export const hashOr = (hash: string | null | undefined): Expr =>
  hash === null || hash === undefined ? select(id("lib"), "fakeHash") : str(hash);

function refOf({ ref }: UpstreamPlan, version: string): readonly Binding[] {
  if (ref === null) return [];
  return ref.kind === "commit" ? [bind("rev", str(ref.name))] : [bind("tag", versioned(ref.name, version))];
}

/** With the version of the package in the place of its text, so that a new one changes one line. */
function versioned(text: string, version: string): Expr {
  const at = version === "" ? -1 : text.lastIndexOf(version);
  if (at === -1) return str(text);
  const after = text.slice(at + version.length);
  return str(text.slice(0, at), select(id("finalAttrs"), "version"), after);
}

/** Where people find the project, as far as its sources say. */
export const homepageOf = (address: SourceAddress): string | null =>
  address.kind === "forge" ? repositoryOf(address) : null;
