import { resolve } from "node:path";
import type { Project } from "../model/project.ts";
import { type Diagnostic, Diagnostics } from "../model/diagnostic.ts";
import type { RustBuilder, Settings } from "../settings/settings.ts";
import { defaultSettings } from "../settings/settings.ts";
import type { Cli } from "./context.ts";

/** What the flags of a command say about the project. */
export interface Asked {
  readonly project?: string;
  readonly env?: string;
  readonly offline: boolean;
  readonly rust?: RustBuilder;
}

export interface Reading {
  /** Absolute, without symbolic links: the folder of mix.exs. */
  readonly root: string;
  readonly settings: Settings;
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** Settings, then the project. Throws FatalDiagnostic where there is none. */
export async function read(cli: Cli, asked: Asked, directory: string | undefined): Promise<Reading> {
  const root = resolve(cli.cwd, directory ?? asked.project ?? ".");
  const sink = new Diagnostics();
  const settings = withFlags(defaultSettings, asked);
  const project = readProject(root);
  return { root, settings, project, diagnostics: sink.list };
}

/** A flag wins over nif2nix.toml. */
function withFlags(settings: Settings, asked: Asked): Settings {
  return { ...settings, rust: asked.rust ?? settings.rust, env: asked.env ?? settings.env };
}

function readProject(root: string): Project {
  throw new Error(`reading ${root} is not wired yet`);
}
