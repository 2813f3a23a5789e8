import type { NifModule } from "../../model/nif-module.ts";
import type { Place } from "../../model/source.ts";

/** Where findings about a module point. */
export function placeOfNif({ file, line, column }: NifModule): Place {
  return { file, line, column };
}
