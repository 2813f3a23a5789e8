import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { additionOf, flakeOutputs } from "../emit/outputs.ts";
import { type Place, SourceFile } from "../model/source.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import { isStable } from "../plan/plan-toolchain.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";

/** Arguments that files of the user's hand on, and what each such file needs where it does not. */
const steps = {
  craneLib: {
    "flake.nix":
      'Add inputs.crane.url = "github:ipetkov/crane"; name crane among the arguments of outputs; give ./nix/package.nix craneLib = crane.mkLib pkgs;.',
    "nix/package.nix": "Add the argument craneLib ? null, and give it to ./nifs.nix: inherit beamPackages craneLib;.",
  },
  rustToolchain: {
    "flake.nix":
      'Add inputs.rust-overlay.url = "github:oxalica/rust-overlay"; name rust-overlay among the arguments of outputs; give ./nix/package.nix rustToolchain = (rust-overlay.lib.mkRustBin { } pkgs.buildPackages).fromRustupToolchain;.',
    "nix/package.nix":
      "Add the argument rustToolchain ? null, and give it to ./nifs.nix: inherit beamPackages craneLib rustToolchain;.",
  },
} as const;

/** What each of them imports where it is not somebody's own arrangement. */
const imported = { "flake.nix": "./nix/package.nix", "nix/package.nix": "./nifs.nix" } as const;

/**
 * Whether the files that belong to the user, and were made before a crate asked for crane or a toolchain, hand them on. A file that
 * is not there yet is made with it; one that does not import the next is somebody's own arrangement.
 * @param project absolute: the project's folder.
 */
export function checkUserFiles(
  plan: BuildPlan,
  project: string,
  fs: ReadFileSystem,
  diagnostics: DiagnosticSink,
): void {
  const files = userFiles(project, fs);
  checkBeam(plan, files, diagnostics);
  checkPackage(plan, files, diagnostics);
  checkOutputs(plan, files, diagnostics);
  if (plan.checks !== null) checkChecks(files, diagnostics);
  const byCrane = plan.crates.filter(({ builder }) => builder === "crane");
  checkGiven({ argument: "craneLib", code: "toolchain-not-given", crates: byCrane, asks: "crane" }, files, diagnostics);
  for (const code of ["toolchain-not-given", "toolchain-replaced"] as const) {
    const crates = plan.crates.filter(
      ({ toolchain }) => toolchain !== null && isStable(toolchain) === (code === "toolchain-replaced"),
    );
    const asks = [...new Set(crates.map(({ toolchain }) => toolchain?.channel ?? "stable"))].join(", ");
    checkGiven({ argument: "rustToolchain", code, crates, asks }, files, diagnostics);
  }
}

interface UserFile {
  readonly file: string;
  readonly text: string;
  /** Without its comments. */
  readonly code: string;
}

/** A file by its path in the project; undefined where there is none. */
type UserFiles = (file: string) => UserFile | undefined;

/** Each file is read once. */
function userFiles(project: string, fs: ReadFileSystem): UserFiles {
  const known = new Map<string, UserFile | undefined>();
  return (file) => {
    if (known.has(file)) return known.get(file);
    const text = fs.readText(`${project}/${file}`);
    const found = text === undefined ? undefined : { file, text, code: text.replaceAll(/#.*/g, "") };
    known.set(file, found);
    return found;
  };
}

/** A file that is there and imports another: undefined where it is somebody's own arrangement. */
function importing(files: UserFiles, file: string, imports: string): UserFile | undefined {
  const found = files(file);
  return found?.code.includes(imports) === true ? found : undefined;
}

const placeIn = ({ file, text }: UserFile, words: string): Place =>
  new SourceFile(file, text).place(Math.max(0, text.indexOf(words)));

interface Asked {
  readonly argument: keyof typeof steps;
  readonly code: "toolchain-not-given" | "toolchain-replaced";
  readonly crates: BuildPlan["crates"];
  /** What they ask for, in words. */
  readonly asks: string;
}

/** Whether each file that is there mentions the argument that crates ask for. */
function checkGiven({ argument, code, crates, asks }: Asked, files: UserFiles, diagnostics: DiagnosticSink): void {
  if (crates.length === 0) return;
  const names = crates.map(({ pname }) => pname).join(", ");
  for (const [file, add] of Object.entries(steps[argument])) {
    const imports = imported[file as keyof typeof imported];
    const found = importing(files, file, imports);
    if (found === undefined || new RegExp(`\\b${argument}\\b`).test(found.code)) continue;
    // In what others made callPackage may find crane by itself.
    if (argument === "craneLib" && !found.text.includes("nif2nix made it once")) continue;
    diagnostics.report(code, placeIn(found, imports), { file, argument, crates: names, asks, add });
  }
}

/** A flake.nix that was made before an output was asked for; one that does not build the release is somebody's own arrangement. */
function checkOutputs(plan: BuildPlan, files: UserFiles, diagnostics: DiagnosticSink): void {
  if (plan.outputs.length === 0) return;
  const [file, imports] = ["flake.nix", "nix/package.nix"];
  const found = importing(files, file, imports);
  if (found === undefined) return;
  const place = placeIn(found, imports);
  for (const output of flakeOutputs) {
    if (!plan.outputs.includes(output.name) || output.pattern.test(found.code)) continue;
    diagnostics.report("output-not-offered", place, { file, name: output.name, add: additionOf(output, plan) });
  }
}

/** What hands checks on: a file of the user's, what it names where it is nif2nix's own, what it has then, and what is to be done otherwise. */
const checkSteps = [
  {
    file: "flake.nix",
    imports: "nix/package.nix",
    has: /\)\.checks\b/,
    add: "Add to the checks of a system: (release pkgs).checks // { ... }.",
  },
  {
    file: "nix/package.nix",
    imports: "./nifs.nix",
    has: /\bnifs\.checks\b[^]*\benv\b|\benv\b[^]*\bnifs\.checks\b/,
    add: "Make its dependencies a function of the environment and add checks = nifs.checks build; to passthru: `nif2nix explain NN829` shows how.",
  },
] as const;

/** Files that were made before a check was asked for. */
function checkChecks(files: UserFiles, diagnostics: DiagnosticSink): void {
  for (const { file, imports, has, add } of checkSteps) {
    const found = importing(files, file, imports);
    if (found === undefined || has.test(found.code)) continue;
    diagnostics.report("checks-not-offered", placeIn(found, imports), { file, add });
  }
}

/** A nix/package.nix that was made before there was nix/beam.nix builds with the default of nixpkgs, whatever is asked for. */
function checkBeam({ beam }: BuildPlan, files: UserFiles, diagnostics: DiagnosticSink): void {
  const asked = [
    ...(beam.erlang === null ? [] : [`Erlang/OTP ${beam.erlang}`]),
    ...(beam.elixir === null ? [] : [`Elixir ${beam.elixir}`]),
  ];
  const [file, imports] = ["nix/package.nix", "./nifs.nix"];
  const found = asked.length === 0 ? undefined : importing(files, file, imports);
  if (found === undefined || found.code.includes("./beam.nix")) return;
  diagnostics.report("beam-not-taken", placeIn(found, imports), { file, asked: asked.join(" and ") });
}

/** Whether nix/package.nix takes its releases from nix/nifs.nix, and leaves the choice among them to it. */
function checkPackage(
  { package: { releases, mixEnv } }: BuildPlan,
  files: UserFiles,
  diagnostics: DiagnosticSink,
): void {
  const file = "nix/package.nix";
  const found = files(file);
  if (found === undefined) return;
  const { code } = found;
  if (!code.includes("./nifs.nix")) {
    diagnostics.report("package-foreign", { file, line: 1, column: 1 }, { file });
    return;
  }
  const chosen: Readonly<Record<string, string>> = { mixEnv, mixReleaseName: releases[0]?.releaseName ?? "" };
  for (const [key, value] of Object.entries(chosen)) {
    const [all, own] = new RegExp(`\\b${key}\\s*=\\s*"([^"]*)"`).exec(code) ?? [];
    if (all === undefined || own === value) continue;
    const what = value === "" ? `it has ${key} = "${own}"` : `it has ${key} = "${own}" in place of "${value}"`;
    diagnostics.report("releases-not-offered", placeIn(found, all), {
      file,
      what,
      add: `Remove ${key}; nifs.release has it.`,
    });
  }
  if (releases.length < 2 || code.includes("nifs.releases")) return;
  const names = releases.map(({ pname }) => pname).join(", ");
  const what = `it makes one release of ${names}`;
  diagnostics.report("releases-not-offered", placeIn(found, "./nifs.nix"), {
    file,
    what,
    add: "Build each of nifs.releases: `nif2nix explain NN868` shows how.",
  });
}
