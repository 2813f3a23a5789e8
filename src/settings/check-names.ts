import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { projectCrates } from "../model/project-crates.ts";
import type { Project } from "../model/project.ts";
import type { Settings } from "./settings.ts";

/** A table of nif2nix.toml whose entries are named after something in the project. */
interface Named {
  readonly table: "nif" | "package" | "crate";
  readonly what: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** Undefined where not everything could be read, so that nobody can tell. */
  readonly known: readonly string[] | undefined;
}

/**
 * Reports settings for a module, dependency or crate that the project does not have: nothing would ever read them.
 * @param text of nif2nix.toml; asked for only where there is something to report.
 */
export async function checkNames(
  project: Project,
  settings: Settings,
  text: () => string | undefined,
  diagnostics: DiagnosticSink,
): Promise<void> {
  const unused = namesOf(project, settings).flatMap((named) => {
    const known = new Set(named.known);
    const names = named.known === undefined ? [] : Object.keys(named.given).filter((name) => !known.has(name));
    return names.map((name) => ({ ...named, name }));
  });
  if (unused.length === 0) return;
  const [{ placeOfKey }, { nearest }, { quoted }] = await Promise.all([
    import("./locate-key.ts"),
    import("./nearest.ts"),
    import("./edit-settings.ts"),
  ]);
  const written = text() ?? "";
  for (const { table, what, name, known = [] } of unused) {
    const near = nearest(name, known);
    diagnostics.report("settings-unknown-name", placeOfKey(written, [table, name]), {
      table,
      what,
      name: quoted(name),
      suggestion: near === undefined ? "" : `; did you mean "${near}"?`,
    });
  }
}

function namesOf(project: Project, settings: Settings): readonly Named[] {
  const { nifs, crates, natives, deps, makes } = project;
  const foreign = natives.flatMap((each) => each.nifs);
  const read = !natives.some((each) => each.unread);
  const manifests = new Set(crates.map((crate) => crate.manifest));
  // A crate that could not be read is reported with its module; its name is not known then.
  const crateNames = read && nifs.every((nif) => typeof nif.manifest === "string" && manifests.has(nif.manifest));
  const all = [...projectCrates(project), ...natives.flatMap((each) => each.crates)];
  return [
    {
      table: "nif",
      what: "NIF module of the project or of a dependency",
      given: settings.nifs,
      known: read ? [...nifs, ...foreign].map((nif) => nif.module) : undefined,
    },
    {
      table: "package",
      what: "dependency",
      given: settings.packages,
      known: [...deps, ...makes].map((each) => each.app),
    },
    {
      table: "crate",
      what: "crate of a NIF module",
      given: settings.crates,
      known: crateNames ? all.map((crate) => crate.packageName) : undefined,
    },
  ];
}
