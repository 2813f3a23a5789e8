import { accessBuiltins } from "./access.ts";
import { applicationBuiltins } from "./application.ts";
import {
  atomBuiltins,
  bitwiseBuiltins,
  floatBuiltins,
  functionBuiltins,
  integerBuiltins,
  stringCharsBuiltins,
  tupleBuiltins,
} from "./basics.ts";
import type { Builtin, BuiltinModule } from "./builtin.ts";
import { codeBuiltins } from "./code.ts";
import { enumBuiltins } from "./enum.ts";
import { erlangFileBuiltins, fileBuiltins, filelibBuiltins } from "./file.ts";
import { erlangJsonBuiltins, jsonBuiltins } from "./json.ts";
import { kernelBuiltins } from "./kernel.ts";
import { keywordBuiltins } from "./keyword.ts";
import { listBuiltins } from "./list.ts";
import { mapSetBuiltins } from "./map-set.ts";
import { mapBuiltins } from "./map.ts";
import { ioBuiltins, mixBuiltins, mixProjectBuiltins, mixTaskBuiltins } from "./mix.ts";
import { macroBuiltins, moduleBuiltins } from "./module.ts";
import { pathBuiltins } from "./path.ts";
import { regexBuiltins } from "./regex.ts";
import { streamBuiltins } from "./stream.ts";
import { stringBuiltins } from "./string.ts";
import { erlangBuiltins, osBuiltins, systemBuiltins } from "./system.ts";
import { timeBuiltins } from "./time.ts";
import { uriBuiltins } from "./uri.ts";
import { versionBuiltins } from "./version.ts";

/** Modules of Elixir, Mix and Erlang whose functions are followed, by full name. */
export const builtinModules: ReadonlyMap<string, BuiltinModule> = new Map(
  [
    accessBuiltins,
    applicationBuiltins,
    atomBuiltins,
    bitwiseBuiltins,
    codeBuiltins,
    enumBuiltins,
    erlangBuiltins,
    erlangFileBuiltins,
    erlangJsonBuiltins,
    fileBuiltins,
    filelibBuiltins,
    floatBuiltins,
    functionBuiltins,
    integerBuiltins,
    ioBuiltins,
    jsonBuiltins,
    kernelBuiltins,
    keywordBuiltins,
    listBuiltins,
    macroBuiltins,
    mapBuiltins,
    mapSetBuiltins,
    mixBuiltins,
    mixProjectBuiltins,
    mixTaskBuiltins,
    moduleBuiltins,
    osBuiltins,
    pathBuiltins,
    regexBuiltins,
    streamBuiltins,
    stringBuiltins,
    stringCharsBuiltins,
    systemBuiltins,
    tupleBuiltins,
    ...timeBuiltins,
    uriBuiltins,
    versionBuiltins,
  ].map((one) => [one.module, one]),
);

/** A function that is followed; undefined for all others. */
export function builtin(module: string, name: string, arity: number): Builtin | undefined {
  // Nothing that an object inherits has a slash in its name.
  return builtinModules.get(module)?.functions[`${name}/${arity}`];
}
