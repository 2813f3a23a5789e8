import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Place } from "../model/source.ts";
import type { CheckName, Settings } from "../settings/settings.ts";
import type { BuildPlan } from "./build-plan.ts";

/** What a flake has under a name, in words. */
interface Offer {
  readonly name: string;
  readonly what: string;
}

/**
 * Reports names that two things of the generated flake.nix have: that which stands later there (src/emit/files/flake.ts) takes the place
 * of the other.
 */
export function checkAttributes(
  plan: Offering,
  { style, checks }: Pick<Settings, "style" | "checks">,
  place: Place,
  diagnostics: DiagnosticSink,
): void {
  if (style !== "flake") return;
  const names = plan.package.releases.map(({ pname }) => pname);
  const [first, ...others] = names;
  const outputs = packagesOf(plan);
  const releases = releaseGivesWay(plan) ? [] : names.map((name): Offer => ({ name, what: "the release" }));
  const byDefault = { name: "default", what: `the release ${first}` };
  // Of one release alone its name and `default` are the same.
  const isSame = first === "default" && others.length === 0;
  report("packages", [...outputs, ...releases, ...(isSame ? [] : [byDefault])], place, diagnostics);
  const run = checks.flatMap((check) => checksOf(check, localCrates(plan)));
  const loads = names.length > 1 ? names.map((name): Offer => ({ name, what: "the check of the release" })) : [];
  const ofDefault = { name: "load", what: `the check of the release ${first}` };
  report("checks", [...run, ...loads, ofDefault], place, diagnostics);
}

type Offering = Pick<BuildPlan, "package" | "crates" | "outputs">;

const localCrates = ({ crates }: Offering): readonly string[] =>
  crates.filter(({ source }) => source.kind === "local").map(({ attr }) => attr);

/** The packages that are asked for beside the releases. */
const packagesOf = (plan: Offering): readonly Offer[] =>
  plan.outputs.flatMap((output): readonly Offer[] => {
    if (output === "crates") return localCrates(plan).map((name) => ({ name, what: "the crate" }));
    const what = packages[output];
    return what === undefined ? [] : [{ name: output, what }];
  });

/** Whether the only release, which is `default` as well, leaves its name to what is asked for: the crate of an application is often called like it. */
export const releaseGivesWay = (plan: Offering): boolean =>
  plan.package.releases.length === 1 && packagesOf(plan).some(({ name }) => name === plan.package.releases[0]?.pname);

const packages: Partial<Record<BuildPlan["outputs"][number], string>> = {
  artifacts: "the archives",
  image: "the image",
  musl: "the release with musl",
};

function checksOf(check: CheckName, crates: readonly string[]): readonly Offer[] {
  const ofCrates = check === "clippy" || check === "cargo-test";
  const names = ofCrates ? crates.map((crate) => `${check}-${crate}`) : [check];
  return names.map((name) => ({ name, what: ofCrates ? "the check of the crate" : `the check ${check}` }));
}

function report(set: string, offers: readonly Offer[], place: Place, diagnostics: DiagnosticSink): void {
  const seen = new Map<string, string>();
  for (const { name, what } of offers) {
    const hidden = seen.get(name);
    if (hidden !== undefined) diagnostics.report("name-taken", place, { set, name, kept: what, hidden });
    seen.set(name, what);
  }
}
