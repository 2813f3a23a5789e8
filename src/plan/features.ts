import type { KnownFeatures } from "../model/known-features.ts";
import { nearest } from "../settings/nearest.ts";

/** The first of the features (each may be a list, with commas or spaces, as on cargo's command line) that cargo would refuse. */
export function refusedFeature(features: readonly string[], known: KnownFeatures): string | undefined {
  return features
    .flatMap((each) => each.split(/[\s,]+/))
    .filter((each) => each !== "")
    .find((each) => {
      const [owner = "", feature] = each.split("/", 2);
      if (feature === undefined) return !known.names.includes(owner);
      const name = owner.replace(/\?$/, "");
      if (name === known.owners[0] && name === owner) return !known.names.includes(feature);
      return !known.owners.includes(name);
    });
}

/** In words, where a name is near. */
export function suggestion(feature: string, known: KnownFeatures): string {
  const near = nearest(feature, known.names);
  return near === undefined ? "" : `; did you mean "${near}"?`;
}
