import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { additionOf, flakeOutputs } from "../emit/outputs.ts";
import { SourceFile } from "../model/source.ts";
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
      'Add inputs.rust-overlay.url = "github:oxalica/rust-overlay"; name rust-overlay among the arguments of outputs; give ./nix/package.nix rustToolchain = (rust-overlay.lib.mkRustBin { } pkgs).fromRustupToolchain;.',
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
  const given = { project, fs, diagnostics };
  checkBeam(plan, project, fs, diagnostics);
  checkPackage(plan, project, fs, diagnostics);
  checkOutputs(plan, project, fs, diagnostics);
  if (plan.checks !== null) checkChecks(project, fs, diagnostics);
  const byCrane = plan.crates.filter(({ builder }) => builder === "crane");
  checkGiven({ argument: "craneLib", code: "toolchain-not-given", crates: byCrane, asks: "crane" }, given);
  for (const code of ["toolchain-not-given", "toolchain-replaced"] as const) {
    const crates = plan.crates.filter(
      ({ toolchain }) => toolchain !== null && isStable(toolchain) === (code === "toolchain-replaced"),
    );
    const asks = [...new Set(crates.map(({ toolchain }) => toolchain?.channel ?? "stable"))].join(", ");
    checkGiven({ argument: "rustToolchain", code, crates, asks }, given);
  }
}

interface Asked {
  readonly argument: keyof typeof steps;
  readonly code: "toolchain-not-given" | "toolchain-replaced";
  readonly crates: BuildPlan["crates"];
  /** What they ask for, in words. */
  readonly asks: string;
}

interface UserFiles {
  readonly project: string;
  readonly fs: ReadFileSystem;
  readonly diagnostics: DiagnosticSink;
}

/** Whether each file that is there mentions the argument that crates ask for. */
function checkGiven({ argument, code, crates, asks }: Asked, { project, fs, diagnostics }: UserFiles): void {
  if (crates.length === 0) return;
  const names = crates.map(({ pname }) => pname).join(", ");
  for (const [file, add] of Object.entries(steps[argument])) {
    const text = fs.readText(`${project}/${file}`);
    const imports = imported[file as keyof typeof imported];
    const withoutComments = text?.replaceAll(/#.*/g, "") ?? "";
    if (text === undefined || !withoutComments.includes(imports)) continue;
    // In what others made callPackage may find crane by itself.
    if (argument === "craneLib" && !text.includes("nif2nix made it once")) continue;
    if (new RegExp(`\\b${argument}\\b`).test(withoutComments)) continue;
    const place = new SourceFile(file, text).place(Math.max(0, text.indexOf(imports)));
    diagnostics.report(code, place, { file, argument, crates: names, asks, add });
  }
}

/** A flake.nix that was made before an output was asked for; one that does not build the release is somebody's own arrangement. */
function checkOutputs(plan: BuildPlan, project: string, fs: ReadFileSystem, diagnostics: DiagnosticSink): void {
  if (plan.outputs.length === 0) return;
  const file = "flake.nix";
  const text = fs.readText(`${project}/${file}`);
  const code = text?.replaceAll(/#.*/g, "") ?? "";
  if (text === undefined || !code.includes("nix/package.nix")) return;
  const place = new SourceFile(file, text).place(Math.max(0, text.indexOf("nix/package.nix")));
  for (const output of flakeOutputs) {
    if (!plan.outputs.includes(output.name) || output.pattern.test(code)) continue;
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
function checkChecks(project: string, fs: ReadFileSystem, diagnostics: DiagnosticSink): void {
  for (const { file, imports, has, add } of checkSteps) {
    const text = fs.readText(`${project}/${file}`);
    const code = text?.replaceAll(/#.*/g, "") ?? "";
    if (text === undefined || !code.includes(imports) || has.test(code)) continue;
    const place = new SourceFile(file, text).place(Math.max(0, text.indexOf(imports)));
    diagnostics.report("checks-not-offered", place, { file, add });
  }
}

/** A nix/package.nix that was made before there was nix/beam.nix builds with the default of nixpkgs, whatever is asked for. */
function checkBeam({ beam }: BuildPlan, project: string, fs: ReadFileSystem, diagnostics: DiagnosticSink): void {
  const asked = [
    ...(beam.erlang === null ? [] : [`Erlang/OTP ${beam.erlang}`]),
    ...(beam.elixir === null ? [] : [`Elixir ${beam.elixir}`]),
  ];
  const file = "nix/package.nix";
  const text = asked.length === 0 ? undefined : fs.readText(`${project}/${file}`);
  const code = text?.replaceAll(/#.*/g, "") ?? "";
  if (text === undefined || !code.includes("./nifs.nix") || code.includes("./beam.nix")) return;
  const place = new SourceFile(file, text).place(Math.max(0, text.indexOf("./nifs.nix")));
  diagnostics.report("beam-not-taken", place, { file, asked: asked.join(" and ") });
}

/** Whether nix/package.nix takes its releases from nix/nifs.nix, and leaves the choice among them to it. */
function checkPackage(
  { package: { releases, mixEnv } }: BuildPlan,
  project: string,
  fs: ReadFileSystem,
  diagnostics: DiagnosticSink,
): void {
  const file = "nix/package.nix";
  const text = fs.readText(`${project}/${file}`);
  if (text === undefined) return;
  const code = text.replaceAll(/#.*/g, "");
  if (!code.includes("./nifs.nix")) {
    diagnostics.report("package-foreign", { file, line: 1, column: 1 }, { file });
    return;
  }
  const source = new SourceFile(file, text);
  const chosen: Readonly<Record<string, string>> = { mixEnv, mixReleaseName: releases[0]?.releaseName ?? "" };
  for (const [key, value] of Object.entries(chosen)) {
    const [all, own] = new RegExp(`\\b${key}\\s*=\\s*"([^"]*)"`).exec(code) ?? [];
    if (all === undefined || own === value) continue;
    const what = value === "" ? `it has ${key} = "${own}"` : `it has ${key} = "${own}" in place of "${value}"`;
    diagnostics.report("releases-not-offered", source.place(Math.max(0, text.indexOf(all))), {
      file,
      what,
      add: `Remove ${key}; nifs.release has it.`,
    });
  }
  if (releases.length < 2 || code.includes("nifs.releases")) return;
  const names = releases.map(({ pname }) => pname).join(", ");
  const what = `it makes one release of ${names}`;
  diagnostics.report("releases-not-offered", source.place(Math.max(0, text.indexOf("./nifs.nix"))), {
    file,
    what,
    add: "Build each of nifs.releases: `nif2nix explain NN868` shows how.",
  });
}
