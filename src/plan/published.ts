import type { MakeArtifacts } from "../model/make.ts";
import { nifVersionOfOtp } from "../recipes/beam-versions.ts";
import type { RustTarget } from "../recipes/rust-targets.ts";
import { lookUp } from "../text/look-up.ts";
import type { PrecompiledModule } from "./nif-placement.ts";

/** A file that somebody else compiled and published. */
export interface PublishedBinary {
  readonly file: string;
  readonly url: string;
  /** Lower-case hex; null where nothing says. */
  readonly sha256: string | null;
}

/** What the build is for, as names of artifacts have it. */
export interface Host {
  readonly target: Pick<RustTarget, "triple" | "artifact">;
  /** Release of Erlang/OTP; null where the package set decides. */
  readonly otp: string | null;
}

const ownNifVersion = ({ otp }: Host): string | null => (otp === null ? null : (lookUp(nifVersionOfOtp, otp) ?? null));
const number = (version: string): number => Number(version.split(".")[1]);

/**
 * What RustlerPrecompiled takes on a host: the artifact of the highest declared NIF version that is not above the BEAM's own, and its
 * variants; all versions where that is not known. As src/emit/library/precompiled.nix.
 */
export function publishedByRust(module: PrecompiledModule, host: Host): readonly PublishedBinary[] {
  const { triple } = host.target;
  const own = ownNifVersion(host);
  const usable = module.nifVersions.filter((version) => own === null || number(version) <= number(own));
  const highest = usable.toSorted((a, b) => number(b) - number(a)).slice(0, 1);
  const versions = own === null || usable.length === 0 ? module.nifVersions : highest;
  const variants = ["", ...(module.variants[triple] ?? []).map((name) => `--${name}`)];
  return versions.flatMap((version) =>
    variants.flatMap((variant) => {
      const file = `lib${module.basename}-v${module.version}-nif-${version}-${triple}${variant}.so.tar.gz`;
      const sha256 = lookUp(module.checksums, file);
      const url = lookUp(module.urls, file) ?? (module.baseUrl === null ? undefined : `${module.baseUrl}/${file}`);
      return sha256 === undefined || url === undefined ? [] : [{ file, url, sha256 }];
    }),
  );
}

/** What elixir_make takes, as src/emit/library/elixir-make.nix. */
export function publishedByMake(artifacts: MakeArtifacts, host: Host): readonly PublishedBinary[] {
  const { app, version, type, url, checksums } = artifacts;
  const suffix = `${host.target.artifact}-${version}.tar.gz`;
  const own = ownNifVersion(host);
  const known = ["2.18", "2.17", "2.16", "2.15", "2.14"].filter((each) => own === null || number(each) <= number(own));
  const names = type === "nif" ? known.map((nif) => `${app}-nif-${nif}-${suffix}`) : [`${app}-${type}-${suffix}`];
  const there = names.filter((name) => lookUp(checksums, name) !== undefined);
  return (own === null ? there : there.slice(0, 1)).map((file) => ({
    file,
    url: url.replaceAll("@{artefact_filename}", file),
    sha256: lookUp(checksums, file) ?? null,
  }));
}
