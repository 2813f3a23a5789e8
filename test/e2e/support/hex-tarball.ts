import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

const sha256 = (...parts: readonly (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

export interface HexTarball {
  readonly path: string;
  /** Of the version, the metadata and the contents: the fourth element of a lock entry. */
  readonly innerChecksum: string;
  /** Of the whole archive: the last element of a lock entry. */
  readonly outerChecksum: string;
}

/** What metadata.config says besides name and version. */
export interface HexMetadata {
  /** The application, where it is not named as the package. */
  readonly app?: string;
  readonly buildTool?: "mix" | "rebar3";
  readonly requirements?: readonly HexRequirement[];
}

export interface HexRequirement {
  /** The application. */
  readonly app: string;
  readonly package?: string;
  readonly requirement: string;
  readonly optional?: boolean;
}

/**
 * Packs a folder as Hex does: a tar archive of VERSION, CHECKSUM, metadata.config and contents.tar.gz.
 * Format: hexpm/specifications, package_tarball.md.
 */
export function packHex(
  source: string,
  target: string,
  name: string,
  version: string,
  about: HexMetadata = {},
): HexTarball {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-hex-"));
  try {
    const plain = ["--sort=name", "--mtime=@1", "--owner=0", "--group=0", "--numeric-owner", "--format=ustar"];
    run("tar", [...plain, "-C", source, "-czf", join(folder, "contents.tar.gz"), ...readdirSync(source).sort()]);
    const metadata = [
      `{<<"name">>,<<"${name}">>}.`,
      `{<<"version">>,<<"${version}">>}.`,
      `{<<"app">>,<<"${about.app ?? name}">>}.`,
      `{<<"build_tools">>,[<<"${about.buildTool ?? "mix"}">>]}.`,
      `{<<"requirements">>,[${(about.requirements ?? []).map(requirement).join(",")}]}.`,
      "",
    ].join("\n");
    const innerChecksum = sha256("3", metadata, readFileSync(join(folder, "contents.tar.gz")));
    writeFileSync(join(folder, "VERSION"), "3");
    writeFileSync(join(folder, "CHECKSUM"), innerChecksum.toUpperCase());
    writeFileSync(join(folder, "metadata.config"), metadata);
    const path = join(target, `${name}-${version}.tar`);
    run("tar", [...plain, "-C", folder, "-cf", path, "VERSION", "CHECKSUM", "metadata.config", "contents.tar.gz"]);
    return { path, innerChecksum, outerChecksum: sha256(readFileSync(path)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function requirement(needed: HexRequirement): string {
  const fields = [
    `{<<"name">>,<<"${needed.package ?? needed.app}">>}`,
    `{<<"app">>,<<"${needed.app}">>}`,
    `{<<"optional">>,${needed.optional ?? false}}`,
    `{<<"requirement">>,<<"${needed.requirement}">>}`,
    '{<<"repository">>,<<"hexpm">>}',
  ];
  return `[${fields.join(",")}]`;
}
