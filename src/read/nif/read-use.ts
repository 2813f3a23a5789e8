import type { ModuleInfo, UseEvent } from "../../elixir/eval/api.ts";
import { itemKey } from "../../elixir/eval/values/keyword-list.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { MixProject } from "../../model/mix-project.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath } from "../../model/paths.ts";
import { isUnknown } from "../../model/unknown.ts";
import { checkOptions } from "./check-options.ts";
import type { ConfigVariables } from "./config-variables.ts";
import type { NifContext } from "./nif-context.ts";
import { options } from "./options.ts";
import { notPrecompiled, precompiledFields } from "./precompiled-fields.ts";
import { otpAppOf, rustlerFields } from "./rustler-fields.ts";
import { lockedVersion } from "./rustler-versions.ts";

const macros: Readonly<Record<string, NifModule["macro"]>> = {
  "Elixir.Rustler": "Rustler",
  "Elixir.RustlerPrecompiled": "RustlerPrecompiled",
};

export function isNifUse(use: UseEvent): boolean {
  return Object.hasOwn(macros, use.used);
}

/** The module that a `use` stands in. */
export interface UsingModule {
  readonly project: MixProject;
  /** As it is shown. */
  readonly file: string;
  readonly module: ModuleInfo;
  readonly variables: ConfigVariables;
}

/**
 * One `use` as the NIF module that it makes: Rustler's defaults under the options of the `use` under the application's
 * configuration of the module. The crate's files are not looked at yet.
 */
export function readUse(
  context: NifContext,
  use: UseEvent,
  { project, file, module, variables }: UsingModule,
): NifModule {
  const macro = macros[use.used] as NifModule["macro"];
  const deciding = new Set(use.variables);
  const written = options([use.opts], deciding);
  const otpApp = otpAppOf(written);
  const configured = isUnknown(otpApp) ? undefined : context.config.configFor(otpApp, module.name);
  if (!isUnknown(otpApp)) for (const name of variables(otpApp, module.name)) deciding.add(name);
  const rustler = lockedVersion(context.lock, "rustler");
  const facts = {
    version: rustler,
    mixEnv: context.mixEnv,
    projectConfig: context.projectConfig(project),
    folder: joinPath(context.project, project.path),
  };
  // The place of a `use` inside of a macro of another file says nothing of this module.
  const place = use.place.file === file ? use.place : use.callSite.file === file ? use.callSite : module.place;
  const nif: NifModule = {
    project: project.path,
    file,
    line: place.line,
    column: place.column,
    module: module.name.replace(/^Elixir\./, ""),
    macro,
    manifest: null,
    cargoLock: null,
    ...rustlerFields(options([configured, use.opts], deciding), facts),
    ...(macro === "Rustler"
      ? notPrecompiled
      : precompiledFields(
          written,
          otpApp,
          { set: context.config, variables },
          lockedVersion(context.lock, "rustler_precompiled"),
        )),
    otpApp,
    variables: [],
  };
  checkOptions(context, nif, [configured, use.opts], rustler);
  const where = isUnknown(otpApp) ? undefined : context.config.placeOf(otpApp, module.name);
  return {
    ...nif,
    variables: [...deciding].sort(),
    ...(where !== undefined && { configured: { options: keysOf(configured), place: where } }),
  };
}

function keysOf(keyword: Value | undefined): readonly string[] {
  return keyword?.t === "list" ? keyword.items.flatMap((item) => itemKey(item) ?? []) : [];
}
