import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packHex } from "./support/hex-tarball.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/** fetchHex on the way of the real one: a fixed-output derivation whose hash is the lock's outer checksum. */
describe.skipIf(cannotBuild() || !usesStandIn)("a package in Hex's own format", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const packages = join(workplace.folder, "packages");
    mkdirSync(packages);
    const jason = packHex(join(repository, "test/pkgs/hex/jason-1.4.5"), packages, "jason", "1.4.5");
    const checksums = /("jason": \{:hex, :jason, "1\.4\.5", ")[0-9a-f]+(.*, "hexpm", ")[0-9a-f]+/;
    project.edit("mix.lock", (lock) =>
      lock.replace(
        checksums,
        (_, start: string, middle: string) => `${start}${jason.innerChecksum}${middle}${jason.outerChecksum}`,
      ),
    );
    workplace.placeHex(packages);
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test(
    "is taken by the checksum in the lock",
    () => {
      expect(evalInRelease(project.build("default"), "hello_nif", "IO.puts(HelloNif.add_as_json(40, 2))")).toBe(
        '{"sum":42}',
      );
    },
    20 * minutes,
  );

  test("is not taken by another checksum", () => {
    project.edit("nix/deps.nix", (text) =>
      text.replace(/(?<=pkg = "jason";[^]*?sha256 = ")[0-9a-f]{64}/, "0".repeat(64)),
    );
    const ran = project.tryBuild("default");
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("cannot fetch https://repo.hex.pm/tarballs/jason-1.4.5.tar");
  });
});
