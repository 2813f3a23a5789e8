import { createHash } from "node:crypto";
import { Factories } from "@cyclonedx/cyclonedx-library/Contrib/License";
import {
  ComponentScope,
  ComponentType,
  ExternalReferenceType,
  LifecyclePhase,
} from "@cyclonedx/cyclonedx-library/Enums";
import * as Models from "@cyclonedx/cyclonedx-library/Models";
import { JSON as Json, JsonSerializer } from "@cyclonedx/cyclonedx-library/Serialize";
import { Spec1dot6 } from "@cyclonedx/cyclonedx-library/Spec";
import type { Bill, Part } from "./bill.ts";
import { isLicenseExpression } from "./spdx.ts";

export interface Written {
  /** Of nif2nix. */
  readonly version: string;
  /** When it was made; left out where nothing says, so that the same project has the same bill. */
  readonly time?: Date | undefined;
}

/** The bill as a CycloneDX 1.6 document in JSON. Its serial number is that of its contents. */
export function cyclonedx({ main, parts }: Bill, { version, time }: Written): string {
  const refs = new Map<string, Models.BomRef>();
  const component = (each: Part): Models.Component => {
    const made = componentOf(each);
    refs.set(each.ref, made.bomRef);
    for (const inner of each.parts) made.components.add(component(inner));
    return made;
  };
  const link = (each: Part, made: Models.Component): void => {
    for (const need of each.needs) {
      const ref = refs.get(need);
      if (ref !== undefined) made.dependencies.add(ref);
    }
  };
  const top = component(main);
  const made = parts.map((each) => [each, component(each)] as const);
  const all = (each: Part, own: Models.Component): void => {
    link(each, own);
    const inside = new Map([...own.components].map((inner) => [inner.bomRef.value, inner]));
    for (const inner of each.parts) all(inner, inside.get(inner.ref) as Models.Component);
  };
  all(main, top);
  for (const [each, own] of made) all(each, own);

  const tool = new Models.Component(ComponentType.Application, "nif2nix", { version });
  const bom = new Models.Bom({
    components: new Models.ComponentRepository(made.map(([, own]) => own)),
    metadata: new Models.Metadata({
      component: top,
      lifecycles: new Models.LifecycleRepository([LifecyclePhase.PreBuild]),
      tools: new Models.Tools({ components: new Models.ComponentRepository([tool]) }),
      ...(time === undefined ? {} : { timestamp: time }),
    }),
  });
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  const text = (): string => `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
  bom.serialNumber = serialNumber(text());
  return text();
}

/** A UUID of version 8, made of the contents (RFC 9562). */
function serialNumber(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hash[16] as string, 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return `urn:uuid:${parts.join("-")}`;
}

const types = { application: ComponentType.Application, library: ComponentType.Library, file: ComponentType.File };
const references = {
  vcs: ExternalReferenceType.VCS,
  distribution: ExternalReferenceType.Distribution,
  website: ExternalReferenceType.Website,
};

function componentOf(each: Part): Models.Component {
  return new Models.Component(types[each.kind], each.name, {
    bomRef: each.ref,
    group: each.group,
    version: each.version,
    description: each.description,
    purl: each.purl,
    scope: each.buildOnly ? ComponentScope.Excluded : undefined,
    hashes: new Models.HashDictionary(each.hashes as readonly Models.Hash[]),
    licenses: new Models.LicenseRepository(licensesOf(each.licenses)),
    externalReferences: new Models.ExternalReferenceRepository(
      each.addresses.map(([kind, url]) => new Models.ExternalReference(url, references[kind])),
    ),
    properties: new Models.PropertyRepository(each.properties.map(([name, value]) => new Models.Property(name, value))),
  });
}

const factory = new Factories.LicenseFactory((text) => {
  if (!isLicenseExpression(text)) throw new RangeError("no licence expression");
});

/** Old manifests of crates have "MIT/Apache-2.0": either of them (Cargo's reference, `license`). Other slashes are somebody's own words. */
function asExpression(text: string): string {
  const either = text
    .split("/")
    .map((each) => each.trim())
    .join(" OR ");
  return isLicenseExpression(either) ? either : text;
}

/** A list has one expression or many names, and no more than that. */
function licensesOf(licenses: readonly string[]): readonly Models.License[] {
  const texts = licenses.map(asExpression).filter((text) => text.trim() !== "");
  const [only] = texts;
  if (only === undefined) return [];
  return texts.length === 1 ? [factory.makeFromString(only)] : texts.map((text) => factory.makeDisjunctive(text));
}
