import { graphOf } from "../graph/graph-of-plan.ts";
import { crateAddress, isOfCratesIo } from "../model/crates-io.ts";
import { withoutCredentials } from "../model/credentials.ts";
import type { Dependency } from "../model/dependency.ts";
import type { Checkout } from "../model/make.ts";
import type { Project } from "../model/project.ts";
import { onSystem, type System } from "../model/systems.ts";
import { knownOr } from "../model/unknown.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import type { CrateDerivation } from "../plan/crate-derivation.ts";
import type { DependencyDerivation, DependencyNifs } from "../plan/dependency-derivation.ts";
import { type Host, type PublishedBinary, publishedByMake, publishedByRust } from "../plan/published.ts";
import { releasedCrates } from "../plan/released-crates.ts";
import type { EnvValue } from "../recipes/recipe.ts";
import { rustTargets } from "../recipes/rust-targets.ts";
import { type Bill, type Part, part } from "./bill.ts";
import type { CratesOfNif, LinkedCrate } from "./linked-crates.ts";
import { nodeParts } from "./node-parts.ts";
import { cargoPurl, filePurl, gitPurl, hexPurl } from "./purls.ts";

/** What is known beside the plan. */
export interface BillSources {
  readonly system: System;
  /** By the attribute of each crate of the plan. */
  readonly crates: ReadonlyMap<string, CratesOfNif>;
  /** By application, as Hex packages state them. */
  readonly licenses: ReadonlyMap<string, readonly string[]>;
}

/** The bill of materials of what a plan builds on one system. */
export function billOf(project: Project, whole: BuildPlan, sources: BillSources): Bill {
  const plan = builtOn(whole, sources.system);
  const host: Host = { target: rustTargets[sources.system], otp: plan.beam.erlang };
  const graph = graphOf(project, plan);
  const needs = new Map<string, Set<string>>();
  const need = (of: string, what: string): void => void needs.set(of, (needs.get(of) ?? new Set()).add(what));
  // A module's archive and a folder of node_modules stand for parts of their own, assets for none.
  const plain = (id: string): boolean => !/^(?:archive|packages|assets):/.test(id);
  for (const { from, to } of graph.edges) if (plain(from) && plain(to)) need(to, from);

  const node = nodeParts(project, sources.system);
  const releases = graph.nodes.filter(({ kind }) => kind === "release").map(({ id }) => id);
  for (const release of releases) for (const { ref } of node) need(release, ref);

  const fetched = new Map<string, Part>();
  const fetch = (of: string, made: Part): void => {
    // Two forges, or two projects of one, may give the same name to files that differ.
    const addressOf = (each: Part): string | undefined => each.addresses[0]?.[1];
    const known = fetched.get(made.ref);
    const same = known === undefined || addressOf(known) === addressOf(made);
    const ref = same ? made.ref : `${made.ref} ${addressOf(made)}`;
    fetched.set(ref, { ...made, ref });
    need(of, ref);
  };
  const publish = (of: string, files: readonly PublishedBinary[], why: string): void => {
    for (const each of files) fetch(of, binaryPart(each, why));
  };
  for (const { module, published } of plan.nifs) {
    if (published !== null) publish(`module:${module}`, publishedByRust(published, host), `library of ${module}`);
  }
  const clone = (of: string, checkouts: readonly Checkout[]): void => {
    for (const each of checkouts) fetch(of, checkoutPart(each));
  };
  for (const natives of plan.natives) {
    const of = `dependency:${natives.app}`;
    for (const { module, precompiled } of natives.modules) {
      if (precompiled !== null) publish(`module:${module}`, publishedByRust(precompiled, host), `library of ${module}`);
    }
    publish(of, filesOf(natives, host), `native code of ${natives.app}`);
    clone(of, natives.checkouts);
  }
  for (const release of releases) if (plan.make !== null) clone(release, plan.make.checkouts);
  for (const { attr, env } of releasedCrates(plan))
    publish(`crate:${attr}`, filesIn(env, host), `native code of ${attr}`);
  joinPaths(project, releases, need);

  const parts = [
    ...applications(project),
    ...paths(project),
    ...plan.deps.map((dep) => dependencyPart(dep, sources.licenses)),
    ...graph.nodes.flatMap(({ id, kind, label }): readonly Part[] =>
      kind === "module" ? [{ ...part(id, "library", label), properties: [["nif2nix:kind", "NIF module"]] }] : [],
    ),
    ...releasedCrates(plan).map((crate) => cratePart(crate, sources.crates.get(crate.attr), sources.system)),
    ...fetched.values(),
    ...node,
  ];
  const main = mainPart(plan, releases, sources.system);
  const others = main.ref === releases[0] ? [] : releases.map((id) => releasePart(plan, id));
  const withNeeds = (each: Part): Part => ({
    ...each,
    needs: [...new Set([...each.needs, ...(needs.get(each.ref) ?? [])])],
  });
  return { main: withNeeds(main), parts: [...others, ...parts].map(withNeeds) };
}

/** Without modules that load nothing on the system, and their crates. */
function builtOn(plan: BuildPlan, system: System): BuildPlan {
  const isThere = ({ systems }: { readonly systems: readonly System[] | null }): boolean =>
    systems === null || systems.includes(system);
  const all = [...plan.nifs, ...plan.natives.flatMap(({ modules }) => modules)];
  if (all.every(isThere)) return plan;
  const isLeft = (attr: string): boolean =>
    !all.some(({ crate }) => crate === attr) || all.some((each) => each.crate === attr && isThere(each));
  return {
    ...plan,
    nifs: plan.nifs.filter(isThere),
    natives: plan.natives.map((each) => ({ ...each, modules: each.modules.filter(isThere) })),
    crates: plan.crates.filter(({ attr }) => isLeft(attr)),
  };
}

/** The release; of several a part that is made of all. */
function mainPart(plan: BuildPlan, releases: readonly string[], system: System): Part {
  const { about, mixEnv } = plan.package;
  const [first = "release:project"] = releases;
  const one = releasePart(plan, first);
  const properties: Part["properties"] = [
    ["nif2nix:environment", mixEnv],
    ["nif2nix:system", system],
    ["nif2nix:erlang", plan.beam.erlang ?? "the package set's"],
    ["nif2nix:elixir", plan.beam.elixir ?? "the package set's"],
  ];
  const told: Partial<Part> = {
    description: about.description ?? undefined,
    licenses: about.licenses,
    addresses: about.homepage === null ? [] : [["website", about.homepage]],
    properties,
  };
  return releases.length < 2 ? { ...one, ...told } : { ...one, ...told, ref: "project", needs: releases };
}

function releasePart(plan: BuildPlan, id: string): Part {
  const release = plan.package.releases.find(({ pname }) => `release:${pname}` === id);
  return { ...part(id, "application", release?.pname ?? "project"), version: release?.version };
}

/** An umbrella's. */
function applications(project: Project): readonly Part[] {
  return project.apps.flatMap(({ app, version, path }) => {
    const name = knownOr(app, null);
    if (name === null) return [];
    return [
      {
        ...part(`application:${name}`, "library", name),
        version: knownOr(version, null) ?? undefined,
        properties: [["nif2nix:folder", path] as const],
      },
    ];
  });
}

const isPath = ({ source, inProd }: Dependency): boolean =>
  source.kind === "path" && !source.inUmbrella && inProd !== false;

/** Dependencies that are folders: nobody else has what is in them. */
function paths(project: Project): readonly Part[] {
  return project.deps.filter(isPath).map((dep) => ({
    ...part(`dependency:${dep.app}`, "library", dep.app),
    properties: dep.source.kind === "path" ? [["nif2nix:folder", dep.source.path]] : [],
  }));
}

/** What the picture of a plan leaves out, since it is compiled with the release. */
function joinPaths(project: Project, releases: readonly string[], need: (of: string, what: string) => void): void {
  for (const { app, requires } of project.deps.filter(isPath)) {
    for (const each of requires) need(`dependency:${app}`, `dependency:${each}`);
    for (const mix of [project.mix, ...project.apps]) {
      if (!knownOr(mix.declaredDeps, []).some((declared) => declared.app === app)) continue;
      const name = knownOr(mix.app, null);
      for (const user of mix === project.mix || name === null ? releases : [`application:${name}`])
        need(user, `dependency:${app}`);
    }
  }
}

function dependencyPart({ app, version, source }: DependencyDerivation, licenses: BillSources["licenses"]): Part {
  const common = { ...part(`dependency:${app}`, "library", app), version, licenses: licenses.get(app) ?? [] };
  if (source.kind === "git") {
    const url = withoutCredentials(source.url);
    return {
      ...common,
      version: source.rev,
      purl: gitPurl(app, url, source.rev),
      addresses: [["vcs", url]],
      properties: [["nif2nix:commit", source.rev]],
    };
  }
  const repository = source.repository === null ? null : withoutCredentials(source.repository.url);
  const from = repository ?? "https://repo.hex.pm";
  return {
    ...common,
    name: source.package,
    purl: hexPurl(source.package, source.version, repository),
    hashes: source.outerChecksum === null ? [] : [["SHA-256", source.outerChecksum]],
    addresses: [["distribution", `${from}/tarballs/${source.package}-${source.version}.tar`]],
  };
}

/** A crate of the plan, with all that it is built from inside. */
function cratePart(
  { attr, pname, version, features, mode, source, targets }: CrateDerivation,
  crates: CratesOfNif | undefined,
  system: System,
): Part {
  const own = crates?.crates.find(({ id }) => id === crates.own);
  const ref = (id: number): string => `crate:${attr}/${id}`;
  const names = new Map<number, string>();
  for (const { id, name, version: of } of crates?.crates ?? []) {
    const plain = `crate:${attr}/${name}@${of}`;
    names.set(id, [...names.values()].includes(plain) ? ref(id) : plain);
  }
  const refOf = (id: number): string => (id === crates?.own ? `crate:${attr}` : (names.get(id) ?? ref(id)));
  return {
    ...part(`crate:${attr}`, "library", pname),
    version,
    licenses: own?.license == null ? [] : [own.license],
    properties: [
      ["nif2nix:kind", targets === "library" ? "crate of a NIF" : "crate of a program"],
      ["nif2nix:profile", onSystem(mode, system)],
      ["nif2nix:sources", source.kind === "local" ? "the project" : "the dependency"],
      ...featuresOf(own?.features ?? onSystem(features, system)),
      ...(crates === undefined || crates.unread.length > 0 ? [["nif2nix:crates", "not all are known"] as const] : []),
    ],
    needs: own?.dependencies.map(refOf) ?? [],
    parts: (crates?.crates ?? [])
      .filter(({ id }) => id !== crates?.own)
      .map((each) => ({ ...linkedPart(each), ref: refOf(each.id), needs: each.dependencies.map(refOf) })),
  };
}

const featuresOf = (features: readonly string[]): Part["properties"] =>
  features.length === 0 ? [] : [["nif2nix:features", features.join(" ")]];

function linkedPart(crate: LinkedCrate): Part {
  const { name, version, source, checksum, license, linked, certain, features } = crate;
  const [, url, rev] = /^git\+([^?#]+)(?:\?[^#]*)?#([0-9a-f]+)$/.exec(source ?? "") ?? [];
  const address = url === undefined ? undefined : withoutCredentials(url);
  const cratesIo = isOfCratesIo(source);
  return {
    ...part("", "library", name),
    version,
    purl:
      address === undefined || rev === undefined
        ? cratesIo
          ? cargoPurl(name, version)
          : undefined
        : gitPurl(name, address, rev),
    hashes: checksum === null ? [] : [["SHA-256", checksum]],
    licenses: license === null ? [] : [license],
    addresses:
      address === undefined ? (cratesIo ? [["distribution", crateAddress(name, version)]] : []) : [["vcs", address]],
    buildOnly: !linked,
    properties: [
      ["nif2nix:used", linked ? "linked" : "while building"],
      ...featuresOf(features),
      ...(rev === undefined ? [] : ([["nif2nix:commit", rev]] as const)),
      ...(certain
        ? []
        : ([["nif2nix:certain", "no: it is in the lock, and a manifest that would tell is missing"]] as const)),
    ],
  };
}

/** Files of a dependency's own build. */
function filesOf({ make, cached, inputs }: DependencyNifs, host: Host): readonly PublishedBinary[] {
  return [
    ...(make?.way === "prebuilt" ? publishedByMake(make.artifacts, host) : []),
    ...(cached === null ? [] : filesIn({ cached: { files: cached } }, host)),
    ...filesIn(inputs.env, host),
  ];
}

function filesIn(env: Readonly<Record<string, EnvValue>>, { target }: Host): readonly PublishedBinary[] {
  return Object.values(env).flatMap((value) => {
    if (typeof value === "string") return [];
    if ("files" in value) {
      const found = value.files[target.artifact];
      return found === undefined ? [] : [{ file: baseName(found.url), ...found }];
    }
    return "url" in value ? [{ file: baseName(value.url), url: value.url, sha256: sha256Of(value.hash) }] : [];
  });
}

const baseName = (url: string): string =>
  url
    .replace(/[?#].*$/, "")
    .split("/")
    .at(-1) ?? url;

/** Of SRI. */
const sha256Of = (hash: string): string | null =>
  hash.startsWith("sha256-") ? Buffer.from(hash.slice("sha256-".length), "base64").toString("hex") : null;

function binaryPart({ file, url, sha256 }: PublishedBinary, what: string): Part {
  const address = withoutCredentials(url);
  return {
    ...part(`binary:${file}`, "file", file),
    purl: filePurl(file, undefined, address, sha256 ?? undefined),
    hashes: sha256 === null ? [] : [["SHA-256", sha256]],
    addresses: [["distribution", address]],
    properties: [
      ["nif2nix:kind", "published binary"],
      ["nif2nix:what", what],
    ],
  };
}

function checkoutPart({ url, rev }: Checkout): Part {
  const address = withoutCredentials(url);
  const name = baseName(address.replace(/\/$/, "")).replace(/\.git$/, "");
  return {
    ...part(`git:${name}@${rev}`, "library", name),
    version: rev,
    purl: gitPurl(name, address, rev),
    addresses: [["vcs", address]],
    properties: [["nif2nix:commit", rev]],
  };
}
