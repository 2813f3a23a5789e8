import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { imagePackages, ofNoUse } from "../../recipes/image-packages.ts";
import { lookUp } from "../../text/look-up.ts";
import { copiedFrontEnds } from "./copied-front-ends.ts";
import { type Dockerfile, RELEASE, dockerfilesOf, lastImage } from "./dockerfiles.ts";
import { runSettings } from "./run-programs.ts";

/**
 * Tasks of Mix and Hex that a build here runs itself or has no use for (hexdocs.pm/mix, hexdocs.pm/hex), and those of web assets, which are
 * read elsewhere.
 */
const USUAL =
  /^(?:app|archive|assets|clean|cmd|compile|deps|distillery|do|docs|ecto|escript|esbuild|eval|format|help|hex|iex|loadconfig|loadpaths|local|new|phx|release|run|sass|tailwind|test|xref)(?:\.|$)/;

export interface DockerfileOptions {
  /** Absolute. */
  readonly project: string;
  /** Absolute: the repository's folder. */
  readonly limit: string;
  /** Tasks that the settings name, with their arguments. */
  readonly tasks: readonly string[];
  /** Attributes of nixpkgs that the settings give the release. */
  readonly given: readonly string[];
  /** Folders of front ends that are built or told of, relative to the project. */
  readonly frontEnds: ReadonlySet<string>;
  readonly fs: ReadFileSystem;
  readonly diagnostics: DiagnosticSink;
}

/** Reports what the project's own Dockerfiles do for its release and no build here does: tasks of Mix, front ends that they copy, and packages
 * of the last image. */
export function reportDockerfiles(options: DockerfileOptions): void {
  const { project, limit, tasks, given, frontEnds, fs, diagnostics } = options;
  const saidFrontEnds = new Set(frontEnds);
  const saidTasks = new Set(tasks.map((task) => task.split(" ")[0] as string));
  const saidPackages = new Set<string>();
  for (const dockerfile of dockerfilesOf(project, limit, fs)) {
    reportTasks(dockerfile, saidTasks, diagnostics);
    reportPackages(dockerfile, saidPackages, given, diagnostics);
    for (const { folder, from, to, manager, line } of copiedFrontEnds(dockerfile, project, fs)) {
      if (saidFrontEnds.has(folder)) continue;
      saidFrontEnds.add(folder);
      const commands = [`${manager} run build`, `mkdir -p ${to}`, `cp -r ${from}/. ${to}`];
      diagnostics.report(
        "front-end-not-built",
        { file: dockerfile.file, line: line + 1, column: 1 },
        {
          folder,
          how: `is copied to priv/static by ${dockerfile.file}`,
          manager,
          commands: commands.map((command) => `"${command}"`).join(", "),
          from: folder,
        },
      );
    }
  }
}

/** What runs before the release: `sentry.package_source_code`, generators of pages and data. */
function reportTasks({ file, lines }: Dockerfile, said: Set<string>, diagnostics: DiagnosticSink): void {
  const end = lines.findIndex((line) => !/^\s*#/.test(line) && RELEASE.test(line));
  for (const [index, line] of lines.slice(0, Math.max(0, end)).entries()) {
    if (/^\s*#/.test(line)) continue;
    for (const { 1: task = "", index: at } of line.matchAll(/\bmix\s+(?:do\s+)?([a-z]\w*(?:\.\w+)*)/g)) {
      if (USUAL.test(task) || said.has(task)) continue;
      said.add(task);
      diagnostics.report("task-before-release", { file, line: index + 1, column: at + 1 }, { file, task });
    }
  }
}

/** Packages of Debian or Alpine in the image that runs the release. */
function reportPackages(
  dockerfile: Dockerfile,
  said: Set<string>,
  given: readonly string[],
  diagnostics: DiagnosticSink,
): void {
  const { file } = dockerfile;
  const found = lastImage(dockerfile).flatMap(({ name, text, line }) =>
    name === "RUN" ? installed(text).map((each) => ({ name: each, line })) : [],
  );
  const lacking = found.filter(({ name }) => {
    const isLacking = !said.has(name) && !ofNoUse.test(name) && !given.includes(lookUp(imagePackages, name) ?? "");
    said.add(name);
    return isLacking;
  });
  const [first] = lacking;
  if (first === undefined) return;
  const needs = lacking.map(({ name }) => ({ name, places: [], package: lookUp(imagePackages, name) ?? null }));
  const names = lacking.map(({ name }) => name).join(", ");
  const settings = runSettings(needs, given);
  diagnostics.report("image-packages", { file, line: first.line + 1, column: 1 }, { file, names, settings });
}

/** Options of apt-get and apk that a value follows (apt-get(8), apk-add(8)). */
const WITH_VALUE: ReadonlySet<string> = new Set([
  "-t",
  "--target-release",
  "-o",
  "-c",
  "--virtual",
  "-X",
  "--repository",
]);

/** Names of packages that commands of a shell install; those that a variable holds are not known. */
function installed(commands: string): readonly string[] {
  return commands.split(/&&|\|\||[;|\n]/).flatMap((command) => {
    const words = command
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/^["']|["']$/g, ""));
    const verb = words.findIndex((word, at) => at > 0 && (word === "install" || word === "add"));
    const program = words.slice(0, Math.max(0, verb)).find((word) => /^(?:.*\/)?(?:apt|apt-get|apk)$/.test(word));
    const isInstalling = program !== undefined && (words[verb] === "add") === program.endsWith("apk");
    if (!isInstalling) return [];
    return words.slice(verb + 1).flatMap((word, at, all) => {
      if (word.startsWith("-") || WITH_VALUE.has(all[at - 1] ?? "")) return [];
      const name = /^[a-z0-9][\w.+-]*/i.exec(word)?.[0];
      // A version, a repository or an architecture may follow.
      return name !== undefined && /^(?:$|[=@<>~:])/.test(word.slice(name.length)) ? [name] : [];
    });
  });
}
