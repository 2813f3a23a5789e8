import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { joinPath } from "../../../src/model/paths.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
import { readCrate } from "../../../src/read/cargo/read-crate.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";
import { cargoMetadata, copyFiles } from "./oracle.ts";

const corpus = process.env["NIF2NIX_CORPUS"] ?? resolve(import.meta.dirname, "../../../../shared/corpus");
/** Checkouts of the corpus' repositories, each in a folder owner+name. */
const repositories = process.env["NIF2NIX_CORPUS_REPOS"];
const present = repositories !== undefined && existsSync(join(corpus, "nifs.jsonl"));
if (!present) console.log("did not run: crates of the corpus (NIF2NIX_CORPUS, NIF2NIX_CORPUS_REPOS)");

interface CorpusCrate {
  readonly project: string;
  readonly manifest: string;
  readonly cargo_lock: string | null;
  readonly cargo_package: string;
  readonly cargo_lib: string;
}

const cases = !present
  ? []
  : readFileSync(join(corpus, "nifs.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as { repo: string; nifs: CorpusCrate[] })
      .flatMap(({ repo, nifs }) =>
        nifs.filter((nif) => typeof nif.manifest === "string").map((nif) => ({ repo, ...nif })),
      );

const toml = await loadToml();

describe.skipIf(!present)("crates of the corpus", () => {
  test.each(cases)("$repo $manifest", (nif) => {
    const limitRoot = join(repositories as string, nif.repo.replace("/", "+"));
    const projectRoot = joinPath(limitRoot, nif.project);
    const manifest = joinPath(limitRoot, nif.manifest);
    const diagnostics = new Diagnostics();
    const context = cargoContext({ fs: nodeFileSystem, project: projectRoot, limit: limitRoot, diagnostics, toml });
    const crate = readCrate(context, { crateDir: joinPath(manifest, "..") });
    if (crate === undefined) {
      // Nothing is right to read where cargo itself refuses.
      expect(diagnostics.list.map((finding) => finding.code)).toEqual(["toml-invalid"]);
      expect(() => cargoMetadata(join(manifest, ".."), "--no-deps")).toThrow();
      return;
    }
    const fromRepository = (path: string | null | undefined) => (path == null ? null : joinPath(nif.project, path));
    expect({
      manifest: fromRepository(crate.manifest),
      lock: fromRepository(crate.cargoLock),
      name: crate.packageName,
      lib: crate.libName,
    }).toEqual({ manifest: nif.manifest, lock: nif.cargo_lock, name: nif.cargo_package, lib: nif.cargo_lib });

    const copy = copyFiles(limitRoot, projectRoot, crate);
    try {
      const said = (root: string) =>
        cargoMetadata(join(root, nif.manifest, ".."), "--no-deps")
          .packages.map(({ name, version, rust_version }) => ({ name, version, rust_version }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      const own = said(limitRoot).find((one) => one.name === crate.packageName);
      expect(crate.version).toBe(own?.version);
      expect(said(copy)).toEqual(said(limitRoot));
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
