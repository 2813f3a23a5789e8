import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { NifModule } from "../../../src/model/nif-module.ts";
import { joinPath } from "../../../src/model/paths.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { read } from "./oracle.ts";

const corpus = process.env["NIF2NIX_CORPUS"] ?? resolve(import.meta.dirname, "../../../../shared/corpus");
/** Checkouts of the corpus' repositories, each in a folder owner+name. */
const repositories = process.env["NIF2NIX_CORPUS_REPOS"];
const present = repositories !== undefined && existsSync(join(corpus, "nifs.jsonl"));
if (!present) console.log("did not run: NIF modules of the corpus (NIF2NIX_CORPUS, NIF2NIX_CORPUS_REPOS)");

type CorpusNif = Readonly<Record<string, unknown>> & {
  readonly project: string;
  readonly module: string;
  readonly test_only?: boolean;
  readonly prod: Readonly<Record<string, unknown>>;
};

const cases = !present
  ? []
  : readFileSync(join(corpus, "nifs.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as { repo: string; nifs: CorpusNif[] });

/** What is expected of each field; `prod` holds where an option is computed. Undefined = no answer in the corpus. */
const fields: Readonly<Record<string, (nif: CorpusNif) => unknown>> = {
  macro: (nif) => nif["macro"],
  file: (nif) => nif["file"],
  line: (nif) => nif["line"],
  otpApp: (nif) => nif["otp_app"],
  crate: (nif) => nif["crate"],
  path: (nif) => nif["path"],
  manifest: (nif) => nif["manifest"],
  cargoLock: (nif) => nif["cargo_lock"],
  features: (nif) => nif.prod["features"],
  defaultFeatures: (nif) => nif.prod["default_features"],
  mode: (nif) => nif.prod["mode"],
  target: (nif) => (nif["target"] === "computed" ? undefined : nif["target"]),
  loadFrom: (nif) => nif["load_from"],
  skipCompilation: (nif) => nif.prod["skip_compilation"],
  version: (nif) => nif["version"],
  baseUrl: (nif) => (nif["macro"] === "RustlerPrecompiled" && nif["base_url"] === null ? undefined : nif["base_url"]),
  targets: (nif) => nif["targets"],
  nifVersions: (nif) => nif["nif_versions"],
  forceBuild: (nif) => (nif["macro"] === "RustlerPrecompiled" ? nif.prod["force_build"] : null),
};
/** Fields that the corpus calls computed: more than the project's own files decides, so they may be unknown. */
const mayBeUnknown = (nif: CorpusNif, field: string): boolean => field === "features" && nif["features"] === null;
const inRepository: ReadonlySet<string> = new Set(["file", "manifest", "cargoLock"]);

const count = { modules: 0, found: 0, false: 0, fields: 0, equal: 0, unknown: 0 };
afterAll(() => {
  if (present) console.log(`NIF modules of the corpus: ${JSON.stringify(count)}`);
});

describe.skipIf(!present)("NIF modules of the corpus", () => {
  test.each(cases)("$repo", async ({ repo, nifs }) => {
    const root = join(repositories as string, repo.replace("/", "+"));
    const expected = nifs.filter((nif) => nif.test_only !== true);
    const notEqual: unknown[] = [];
    for (const project of new Set(nifs.map((nif) => nif.project))) {
      const { project: found } = await read(joinPath(root, project), "prod", root);
      const own = expected.filter((nif) => nif.project === project);
      count.modules += own.length;
      count.false += found.nifs.filter((nif) => !own.some((one) => one.module === nif.module)).length;
      expect(found.nifs.map((nif) => nif.module).sort()).toEqual(own.map((nif) => nif.module).sort());
      for (const nif of found.nifs) {
        count.found += 1;
        const wanted = own.find((one) => one.module === nif.module) as CorpusNif;
        notEqual.push(...compare(nif, wanted, project));
        expect(nif.variables).toEqual(expect.arrayContaining([...variables(wanted)]));
      }
    }
    expect(notEqual).toEqual([]);
  });
});

/** Variables that decide whether the module builds, or what the configuration says of it; none where a version ends in -dev, which always does. */
function variables(nif: CorpusNif): readonly string[] {
  if (String(nif["version"]).endsWith("-dev")) return [];
  const config = Object.keys((nif["config_env"] as object | undefined) ?? {}).map(
    (name) => name.split(" ", 1)[0] as string,
  );
  const one = /^env:(\w+)$/.exec(String(nif["force_build"]))?.[1];
  return [
    ...config,
    ...(one === undefined ? ((nif["force_build_env"] as readonly string[] | undefined) ?? []) : [one]),
  ];
}

function compare(nif: NifModule, wanted: CorpusNif, project: string): readonly unknown[] {
  return Object.entries(fields).flatMap(([field, of]) => {
    const expected = of(wanted);
    if (expected === undefined) return [];
    count.fields += 1;
    const value: unknown = nif[field as keyof NifModule];
    const here = inRepository.has(field) && typeof value === "string" ? joinPath(project, value) : value;
    if (JSON.stringify(here) === JSON.stringify(expected)) {
      count.equal += 1;
      return [];
    }
    if (isUnknown(value)) count.unknown += 1;
    if (isUnknown(value) && mayBeUnknown(wanted, field)) return [];
    return [{ module: nif.module, field, expected, value: here }];
  });
}
