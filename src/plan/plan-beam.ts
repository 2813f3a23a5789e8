import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { type Requirement, comparisonsOf, parseRequirement, versionMatches } from "../elixir/version/requirement.ts";
import { parseVersion } from "../elixir/version/version.ts";
import { type BeamRequest, elixirMinor, otpMajor, otpOfElixir } from "../model/beam.ts";
import type { MixProject } from "../model/mix-project.ts";
import type { Project } from "../model/project.ts";
import type { Place } from "../model/source.ts";
import { type ElixirSeries, beamVersions } from "../recipes/beam-versions.ts";
import type { BeamSettings, Settings } from "../settings/settings.ts";
import type { BeamPlan } from "./build-plan.ts";
import { compareMinors } from "./compare-minors.ts";

const series: readonly ElixirSeries[] = beamVersions.elixir;
const releases: readonly string[] = beamVersions.erlang;

/** What is taken of one tool: a version of the package set, or null for its default; and the reason, for people. */
interface Choice {
  readonly version: string | null;
  readonly why: string;
  /** Taken at its word: the settings may speak of another nixpkgs than the one that the table was made from. */
  readonly literal: boolean;
}

const fromSettings = (given: string): Choice => ({
  version: given === "nixpkgs" ? null : given,
  why: "nif2nix.toml",
  literal: true,
});

/**
 * The Erlang/OTP and Elixir that build the project: what nif2nix.toml says, else what files of version managers ask for, else
 * what `elixir:` of mix.exs needs, else the package set's default. Reports what nixpkgs does not have and what does not fit.
 */
export function planBeam(
  project: Pick<Project, "beam" | "mix" | "apps">,
  settings: Pick<Settings, "beam">,
  diagnostics: DiagnosticSink,
): BeamPlan {
  const needs = [project.mix, ...project.apps].flatMap(requirementOf);
  const asked = erlangRequest(project);
  const erlang = chooseErlang(asked, settings.beam, diagnostics);
  const elixir = chooseElixir(project.beam.elixir, erlang, needs, settings.beam, diagnostics);
  const fitting = erlang.version === null ? erlangFor(elixir, erlang) : erlang;
  checkTogether(fitting, elixir, asked?.place ?? project.mix.place, diagnostics);
  const asking = needs.filter((need) => !metByAll(need));
  return {
    erlang: fitting.version,
    elixir: elixir.version,
    erlangWhy: fitting.why,
    elixirWhy: elixir.why,
    needs: asking.map(({ requirement, place }) => ({
      asked: `${placeWords(place)} asks for Elixir ${requirement.source}`,
      conditions: comparisonsOf(requirement),
    })),
  };
}

/**
 * What System.version() and System.otp_release() answer while mix.exs is read: of what builds it, as far as that is known
 * before mix.exs is.
 */
export function evaluatedVersions(
  beam: Project["beam"],
  settings: BeamSettings,
): { readonly elixirVersion: string | undefined; readonly otpRelease: string | undefined } {
  const silent: DiagnosticSink = { report: () => {} };
  const minor = settings.elixir === null ? elixirMinor(beam.elixir?.text ?? "") : undefined;
  const has = series.some((each) => each.minor === minor);
  const exact = beam.elixir?.text.replace(/^v/, "").replace(/-otp-\d+$/, "") ?? "";
  return {
    elixirVersion: has && parseVersion(exact) !== undefined ? exact : undefined,
    otpRelease: chooseErlang(erlangRequest({ beam }), settings, silent).version ?? undefined,
  };
}

interface Need {
  readonly requirement: Requirement;
  readonly place: Place;
}

/** Whether every Elixir that nixpkgs has, had in a release that is still supported, or will have, is taken: most projects ask for no more. */
function metByAll({ requirement }: Need): boolean {
  const versions = [`${beamVersions.oldestElixir}.0`, ...series.map(({ latest }) => latest), "1.999.0"];
  return versions.every((text) => {
    const version = parseVersion(text);
    return version !== undefined && versionMatches(version, requirement);
  });
}

/** What Mix refuses to read has no place here: it stops with its own words. */
function requirementOf({ elixir, place }: MixProject): Need[] {
  const requirement = typeof elixir === "string" ? parseRequirement(elixir) : undefined;
  return requirement === undefined ? [] : [{ requirement, place }];
}

/** `elixir 1.17.3-otp-27` asks for an Erlang, too, where no other line does. */
function erlangRequest({ beam: { erlang, elixir } }: Pick<Project, "beam">): BeamRequest | null {
  const implied = elixir === null ? undefined : otpOfElixir(elixir.text);
  return erlang ?? (elixir === null || implied === undefined ? null : { ...elixir, text: implied });
}

const placeWords = ({ file, line }: Place): string => `${file}:${line}`;

function chooseErlang(asked: BeamRequest | null, settings: BeamSettings, diagnostics: DiagnosticSink): Choice {
  if (settings.erlang !== null) return fromSettings(settings.erlang);
  if (asked === null) return { version: null, why: "nothing asks for another", literal: false };
  const major = otpMajor(asked.text);
  if (major === undefined) return unreadable("Erlang/OTP", "erlang", asked, diagnostics);
  if (releases.includes(major)) return { version: major, why: placeWords(asked.place), literal: false };
  const taken = releases.find((each) => Number(each) > Number(major)) ?? (releases.at(-1) as string);
  reportMissing({ what: "Erlang/OTP", key: "erlang", version: major, taken, has: releases }, asked.place, diagnostics);
  return { version: taken, why: `${placeWords(asked.place)} asks for ${major}`, literal: false };
}

function chooseElixir(
  asked: BeamRequest | null,
  erlang: Choice,
  needs: readonly Need[],
  settings: BeamSettings,
  diagnostics: DiagnosticSink,
): Choice {
  if (settings.elixir !== null) {
    const given = fromSettings(settings.elixir);
    const known = series.find(({ minor }) => minor === (given.version ?? beamVersions.defaultElixir));
    if (known !== undefined) refuseExcluded(known, needs, "nif2nix.toml", diagnostics);
    return given;
  }
  const minor = asked === null ? undefined : elixirMinor(asked.text);
  if (asked !== null && minor !== undefined) return askedElixir(asked, minor, needs, diagnostics);
  const why = asked === null ? "nothing asks for another" : unreadable("Elixir", "elixir", asked, diagnostics).why;
  const fits = (each: ElixirSeries): boolean =>
    meets(each, needs) && (erlang.literal || worksOn(each, erlang.version ?? beamVersions.defaultErlang));
  const usual = series.find((each) => each.minor === beamVersions.defaultElixir) as ElixirSeries;
  if (fits(usual)) return { version: null, why: needs.length === 0 ? why : `meets ${words(needs)}`, literal: false };
  const other =
    series.findLast(fits) ?? (erlang.version === null ? series.findLast((each) => meets(each, needs)) : undefined);
  if (other !== undefined) {
    const reason = meets(usual, needs) ? `for Erlang/OTP ${erlang.version}` : words(needs);
    return { version: other.minor, why: reason, literal: false };
  }
  refuseExcluded(usual, needs, "the default of nixpkgs", diagnostics);
  return { version: null, why, literal: false };
}

function askedElixir(asked: BeamRequest, minor: string, needs: readonly Need[], diagnostics: DiagnosticSink): Choice {
  const where = placeWords(asked.place);
  const known = series.find((each) => each.minor === minor);
  if (known !== undefined) {
    refuseExcluded(known, needs, where, diagnostics);
    return { version: minor, why: where, literal: false };
  }
  const newer = series.filter((each) => compareMinors(each.minor, minor) > 0);
  const taken = newer.find((each) => meets(each, needs)) ?? newer[0] ?? (series.at(-1) as ElixirSeries);
  const has = series.map((each) => each.minor);
  reportMissing({ what: "Elixir", key: "elixir", version: minor, taken: taken.minor, has }, asked.place, diagnostics);
  refuseExcluded(taken, needs, `in place of ${minor}`, diagnostics);
  return { version: taken.minor, why: `${where} asks for ${minor}`, literal: false };
}

/** The package set's default Erlang, unless the Elixir that was chosen does not work on it. */
function erlangFor(elixir: Choice, chosen: Choice): Choice {
  const known = series.find(({ minor }) => minor === elixir.version);
  if (chosen.literal || known === undefined || worksOn(known, beamVersions.defaultErlang)) return chosen;
  const version = releases.findLast((each) => worksOn(known, each)) ?? null;
  return { version, why: `the newest that Elixir ${known.minor} works on`, literal: false };
}

function checkTogether(erlang: Choice, elixir: Choice, place: Place, diagnostics: DiagnosticSink): void {
  const known = series.find(({ minor }) => minor === (elixir.version ?? beamVersions.defaultElixir));
  const release = erlang.version ?? beamVersions.defaultErlang;
  if (known === undefined || !releases.includes(release) || worksOn(known, release)) return;
  const [oldest, newest] = known.otp;
  diagnostics.report("beam-incompatible", place, {
    elixir: known.minor,
    erlang: release,
    range: `${oldest} to ${newest}`,
  });
}

const worksOn = ({ otp: [oldest, newest] }: ElixirSeries, release: string): boolean =>
  oldest <= Number(release) && Number(release) <= newest;

/** The newest patch decides; one that came after the table was made may be what is asked for. */
function meets({ minor, latest }: ElixirSeries, needs: readonly Need[]): boolean {
  const versions = [latest, `${minor}.99`].flatMap((text) => parseVersion(text) ?? []);
  return versions.some((version) => needs.every(({ requirement }) => versionMatches(version, requirement)));
}

const words = (needs: readonly Need[]): string =>
  [...new Set(needs.map(({ requirement }) => `elixir: "${requirement.source}"`))].join(", ");

/** Mix refuses to compile a project whose `elixir:` does not take the version that runs it. */
function refuseExcluded(taken: ElixirSeries, needs: readonly Need[], why: string, diagnostics: DiagnosticSink): void {
  const against = needs.find((need) => !meets(taken, [need]));
  if (against === undefined) return;
  const { requirement, place } = against;
  const has = series.map(({ latest }) => latest).join(", ");
  diagnostics.report("elixir-excluded", place, { requirement: requirement.source, taken: taken.latest, why, has });
}

function unreadable(what: string, key: string, asked: BeamRequest, diagnostics: DiagnosticSink): Choice {
  diagnostics.report("beam-request-unknown", asked.place, { what, key, asked: asked.text });
  return { version: null, why: `${placeWords(asked.place)} names no version`, literal: false };
}

interface Missing {
  readonly what: string;
  readonly key: string;
  readonly version: string;
  readonly taken: string;
  readonly has: readonly string[];
}

function reportMissing({ what, key, version, taken, has }: Missing, place: Place, diagnostics: DiagnosticSink): void {
  diagnostics.report("beam-not-in-nixpkgs", place, { what, key, version, taken, has: has.join(", ") });
}
