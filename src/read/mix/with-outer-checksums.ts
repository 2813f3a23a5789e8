import type { Dependency } from "../../model/dependency.ts";
import type { SourceProvider } from "../sources/source-tree.ts";
import type { MixReading } from "./read-mix.ts";

/** The dependencies, with the checksums that Nix fetches by: Hex wrote none into locks before version 0.20. */
export async function withOuterChecksums(
  { dependencies, lock, depsFolder }: MixReading,
  sources: SourceProvider | undefined,
): Promise<readonly Dependency[]> {
  const lacking = dependencies.flatMap(({ app, inProd, source }) => {
    const entry = lock.get(app);
    const lacks = source.kind === "hex" && source.outerChecksum === null && inProd !== false;
    return lacks && entry?.kind === "hex" ? [entry] : [];
  });
  if (lacking.length === 0 || sources === undefined) return dependencies;
  const found = await sources.outerChecksums(lacking, depsFolder);
  return dependencies.map((dep) => {
    const outerChecksum = dep.source.kind === "hex" ? found.get(dep.app) : undefined;
    if (outerChecksum === undefined || dep.source.kind !== "hex") return dep;
    return { ...dep, source: { ...dep.source, outerChecksum, lookedUp: true } };
  });
}
