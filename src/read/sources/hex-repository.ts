import type { HexLockEntry } from "../../model/lock.ts";
import type { HexSettings } from "./hex-settings.ts";

/** Where the tarball of a package lies, and what to show there. */
export interface TarballAddress {
  readonly url: string;
  /** The value of the authorization header. */
  readonly authorization: string | undefined;
}

interface Repository {
  readonly url: string;
  readonly authorization: string | undefined;
}

const hexpmUrl = "https://repo.hex.pm";

/**
 * The address of a locked package's tarball, or undefined where its repository is not set up on this machine. Credentials go
 * to the repository that they are for: never to a mirror that is not named as trusted. After hex lib/hex/repo.ex.
 */
export function tarballAddress(settings: HexSettings, entry: HexLockEntry): TarballAddress | undefined {
  const repository = findRepository(settings, entry.repo);
  if (repository === undefined || !/^https?:\/\//.test(repository.url)) return undefined;
  return { ...repository, url: `${repository.url}/tarballs/${entry.package}-${entry.version}.tar` };
}

function findRepository(settings: HexSettings, name: string): Repository | undefined {
  const configured = settings.repositories.get(name);
  if (name === "hexpm") {
    const trusted = settings.mirror?.trusted ?? true;
    const key = settings.reposKey ?? configured?.authKey;
    return {
      url: settings.mirror?.url ?? configured?.url ?? hexpmUrl,
      authorization: trusted ? key : undefined,
    };
  }
  const [source, organization] = name.split(":");
  if (organization !== undefined && source !== undefined) {
    return findOrganization(settings, source, organization, name);
  }
  return configured?.url === undefined ? undefined : { url: configured.url, authorization: configured.authKey };
}

/** "hexpm:acme": below /repos/acme of its source, with its own key or that of the source. */
function findOrganization(
  settings: HexSettings,
  sourceName: string,
  organization: string,
  name: string,
): Repository | undefined {
  const source = findRepository(settings, sourceName);
  const configured = settings.repositories.get(name);
  if (configured?.url !== undefined) {
    return { url: configured.url, authorization: configured.authKey ?? source?.authorization };
  }
  if (source === undefined) return undefined;
  const trusted = sourceName !== "hexpm" || (settings.mirror?.trusted ?? true);
  const hexpmKey = sourceName === "hexpm" ? settings.apiKey : undefined;
  return {
    url: `${source.url}/repos/${organization}`,
    authorization: trusted ? (configured?.authKey ?? source.authorization ?? hexpmKey) : undefined,
  };
}
