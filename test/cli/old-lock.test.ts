import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makePackage } from "../read/sources/hex-package.ts";
import { serve } from "../read/sources/server.ts";
import { contents, makeProject } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

// Hex before 0.20 wrote the inner checksum alone; Nix fetches by the outer one.

const plain = makePackage("plain");
const other = makePackage("other");
const all = [plain, other];

function oldProject(): string {
  const lines = all.map(
    ({ entry: { app, innerChecksum } }) =>
      `  "${app}": {:hex, :${app}, "1.0.0", "${innerChecksum}", [:mix], [], "hexpm"},`,
  );
  return makeProject({
    "mix.exs": `defmodule HelloNif.MixProject do
  use Mix.Project
  def project, do: [app: :hello_nif, version: "0.1.0", deps: [${all.map(({ entry }) => `{:${entry.app}, "~> 1.0"}`).join(", ")}, {:rustler, "~> 1.0"}]]
end
`,
    "mix.lock": `%{\n${lines.join("\n")}\n${rustler()}\n}\n`,
  });
}

/** What the example's module wants, as a current Hex locks it. */
function rustler(): string {
  const { entry } = makePackage("rustler");
  return `  "rustler": {:hex, :rustler, "1.0.0", "${entry.innerChecksum}", [:mix], [], "hexpm", "${entry.outerChecksum}"},`;
}

const repository = (tarballs: Readonly<Record<string, Uint8Array>>) =>
  serve((request, response) => {
    const tarball = tarballs[request.url?.replace(/^\/tarballs\/|-1\.0\.0\.tar$/g, "") ?? ""];
    if (tarball === undefined) response.writeHead(404).end();
    else response.end(tarball);
  });

const without = { HEX_MIRROR: "http://127.0.0.1:9", HEX_HTTP_TIMEOUT: "1" };

describe("a lock without outer checksums", () => {
  test("the archive with the inner one gives it; it is written, and read from there without a network", async () => {
    const cwd = oldProject();
    const server = await repository({ plain: plain.tarball, other: other.tarball });
    const first = await nif2nix(["init", "--yes"], {
      cwd,
      env: { HEX_MIRROR: server.url, XDG_CACHE_HOME: `${cwd}/a` },
    });
    expect(first.code, first.stderr).toBe(0);
    // Each once; what rustler reads beside it is looked for as well.
    expect(server.requests.toSorted()).toEqual(
      ["other", "plain", "rustler"].map((name) => `GET /tarballs/${name}-1.0.0.tar`),
    );
    const written = contents(cwd);
    for (const { entry } of all) {
      expect(written["nix/deps.nix"]).toContain(
        `# For the inner checksum ${entry.innerChecksum}.\n        sha256 = "${entry.outerChecksum}";`,
      );
    }
    // A cache that has nothing: only the file knows.
    for (const command of [["generate"], ["check"], ["generate", "--force"]]) {
      const later = await nif2nix([...command, "--offline"], { cwd, env: { ...without, XDG_CACHE_HOME: `${cwd}/b` } });
      expect([command, later.code, later.stderr]).toEqual([command, 0, expect.not.stringContaining("NN806")]);
      expect(contents(cwd)).toEqual(written);
    }
  });

  test("archives of Hex's cache do as well, and what Hex noted in deps/", async () => {
    const cwd = oldProject();
    mkdirSync(`${cwd}/packages/hexpm`, { recursive: true });
    writeFileSync(`${cwd}/packages/hexpm/plain-1.0.0.tar`, plain.tarball);
    writeFileSync(`${cwd}/packages/hexpm/other-1.0.0.tar`, other.tarball);
    const { code, stderr } = await nif2nix(["init", "--yes", "--offline"], { cwd, env: without });
    expect(code, stderr).toBe(0);
    expect(contents(cwd)["nix/deps.nix"]).toContain(plain.entry.outerChecksum);
  });

  test("NN806: nothing is written without a network, nor by an archive of another package", async () => {
    const cwd = oldProject();
    const before = contents(cwd);
    const offline = await nif2nix(["init", "--yes", "--offline"], { cwd, env: without });
    expect([offline.code, contents(cwd)]).toEqual([2, before]);
    expect(offline.stderr).toMatch(/error\[NN806\] mix\.lock:2:\d+: 2 packages/);

    const changed = makePackage("plain", { "mix.exs": "defmodule Q do\nend\n" });
    const server = await repository({ plain: changed.tarball, other: other.tarball });
    const wrong = await nif2nix(["init", "--yes"], {
      cwd,
      env: { HEX_MIRROR: server.url, XDG_CACHE_HOME: `${cwd}/c` },
    });
    expect([wrong.code, contents(cwd)["nix/deps.nix"]]).toEqual([2, undefined]);
    expect(wrong.stderr).toMatch(/error\[NN502\] .*plain/);
    expect(wrong.stderr).toMatch(/error\[NN806\] .*plain/);
  });
});
