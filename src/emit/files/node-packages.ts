import type { NodeLink, NodeSource, NodeSystems } from "../../model/assets.ts";
import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import { bind, bool, list, path, set, str, strings } from "../../nix/build.ts";
import type { NodeModulesPlan, NodePackagePlan, NodePlan } from "../../plan/web-assets.ts";
import { gitCheckout } from "../fetchers.ts";
import { unless } from "../inputs.ts";

/** nix/node-packages.nix: what lies in node_modules, for each lock file; data for `nodeModules` of node-modules.nix. */
export function nodePackagesFile(node: NodePlan): NixFile {
  return { header: [], body: list(node.modules.map(modules)) };
}

function modules({ base, folders, dependencies, packages, links, copies }: NodeModulesPlan): Expr {
  return set([
    ...unless(base === ".", bind("base", str(base))),
    bind("folders", strings(folders)),
    ...unless(dependencies.length === 0, bind("dependencies", strings(dependencies))),
    ...linkBindings("links", links),
    ...linkBindings("copies", copies),
    bind("packages", list(packages.map(nodePackage))),
  ]);
}

function linkBindings(name: string, links: readonly NodeLink[]): readonly Binding[] {
  return unless(links.length === 0, bind(name, set(links.map((link) => bind([link.path], str(link.target))))));
}

function nodePackage({ paths, source, systems, optional, patchFromNix }: NodePackagePlan): Expr {
  return set([
    bind("paths", strings(paths)),
    ...sourceBindings(source),
    ...(systems === null ? [] : systemBindings(systems)),
    ...unless(!optional || systems !== null, bind("optional", bool(true))),
    ...(patchFromNix === null ? [] : [bind("patch", path(patchFromNix))]),
  ]);
}

function sourceBindings(source: NodeSource): readonly Binding[] {
  switch (source.kind) {
    case "tarball":
      return [bind("url", str(source.url)), bind("hash", str(source.hash))];
    case "git":
      return [bind("source", gitCheckout({ url: source.url, rev: source.rev, ref: source.rev }))];
    case "file":
      return [bind("source", path(source.path))];
  }
}

function systemBindings({ os, cpu, libc }: NodeSystems): readonly Binding[] {
  return Object.entries({ os, cpu, libc }).flatMap(([name, values]) =>
    unless(values.length === 0, bind(name, strings(values))),
  );
}
