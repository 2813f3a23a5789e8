import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VERSION } from "../../src/cli/version.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const hasNix = spawnSync("nix-instantiate", ["--version"]).error === undefined;
if (!hasNix && !process.env["CI"]) console.log("flake.nix was not evaluated: nix-instantiate is not installed");

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly integrity?: string }>>;
}

test.skipIf(!hasNix && !process.env["CI"])("the flake evaluates, and names files that exist", () => {
  const { status, stdout, stderr } = spawnSync(
    "nix-instantiate",
    ["--eval", "--strict", "--json", "test/cli/support/flake-outputs.nix"],
    { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  expect(status, stderr).toBe(0);
  const { packages, apps, devShells, release, templates } = JSON.parse(stdout);
  const built = packages["x86_64-linux"].default;
  expect(built).toMatchObject({ pname: "nif2nix", version: VERSION, meta: { mainProgram: "nif2nix" } });
  expect(built.src).toEqual(expect.arrayContaining(["src", "scripts", "package-lock.json", "tsdown.config.ts"]));
  // What the build copies beside the program, but for what npm brings.
  const copied = [
    ...readFileSync(`${repository}tsdown.config.ts`, "utf8").matchAll(/from: "((?!node_modules\/)[^"*]+)\//g),
  ];
  expect(copied.length).toBeGreaterThan(3);
  const taken = (folder: string): boolean => built.src.some((path: string) => `${folder}/`.startsWith(`${path}/`));
  expect(copied.map(([, folder]) => folder).filter((folder) => !taken(folder as string))).toEqual([]);
  expect(apps["x86_64-linux"].default).toMatchObject({ type: "app", program: "bin/nif2nix" });
  expect(Object.keys(templates)).toEqual(readdirSync(`${repository}templates`));
  for (const template of Object.values(templates))
    expect(template).toMatchObject({ path: true, description: expect.stringContaining("NIF") });
  expect(release).toMatchObject({ src: false, craneLib: true, directory: true });
  expect(devShells["aarch64-darwin"].default).toContain("elixir");
});

test("the lock has an address on npm's registry and a hash for every package, which importNpmLock fetches by", () => {
  const { packages } = JSON.parse(readFileSync(`${repository}package-lock.json`, "utf8")) as Lock;
  const incomplete = Object.entries(packages).filter(
    ([name, { resolved, integrity }]) =>
      name !== "" && !(resolved?.startsWith("https://registry.npmjs.org/") && integrity?.startsWith("sha512-")),
  );
  expect(incomplete).toEqual([]);
});
