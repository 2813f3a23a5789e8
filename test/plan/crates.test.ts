import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Crate } from "../../src/model/project.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { crate, nif, project } from "../emit/project.ts";

/** The derivation of one crate of a project in /repo/bindings/elixir. */
function derivation(changes: Partial<Crate>): unknown {
  const only = { ...crate("my_nif"), ...changes };
  const read = project({
    folder: "/repo/bindings/elixir",
    buildRoot: "/repo",
    nifs: [nif("A", { manifest: only.manifest })],
    crates: [only],
  });
  const { source, workspace, manifest } = plan(read, defaultSettings, new Diagnostics()).crates[0]!;
  return { source, workspace, manifest };
}

describe("a crate whose workspace lies above the Mix project", () => {
  const workspace = { workspaceManifest: "../../Cargo.toml", cargoLock: "../../Cargo.lock" };

  test("and that lies in the Mix project is named with the folders in between", () => {
    const sources = ["../../Cargo.lock", "../../Cargo.toml", "../../core", "../python/Cargo.toml", "native/my_nif"];
    expect(derivation({ ...workspace, manifest: "native/my_nif/Cargo.toml", sources })).toEqual({
      source: {
        kind: "local",
        rootFromNix: "../../..",
        files: ["Cargo.lock", "Cargo.toml", "core", "bindings/python/Cargo.toml", "bindings/elixir/native/my_nif"],
      },
      workspace: ".",
      manifest: "bindings/elixir/native/my_nif/Cargo.toml",
    });
  });

  test("and that needs a file beside the workspace has the folder around both", () => {
    const sources = ["../../proto", "../rust/Cargo.toml", "native/my_nif"];
    const above = { workspaceManifest: "../rust/Cargo.toml", cargoLock: "../rust/Cargo.lock" };
    expect(derivation({ ...above, manifest: "native/my_nif/Cargo.toml", sources })).toEqual({
      source: {
        kind: "local",
        rootFromNix: "../../..",
        files: ["proto", "bindings/rust/Cargo.toml", "bindings/elixir/native/my_nif"],
      },
      workspace: "bindings/rust",
      manifest: "../elixir/native/my_nif/Cargo.toml",
    });
  });
});
