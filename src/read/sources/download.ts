import { NetworkFault, type Network, type NetworkResponse } from "../../ports/network.ts";
import type { TarballAddress } from "./hex-repository.ts";

export interface DownloadOptions {
  readonly network: Network;
  /** Milliseconds for the first byte, and of silence after it. */
  readonly timeout: number;
  readonly limit: number;
  readonly onProgress?: (bytes: number) => void;
}

const attempts = 3;
const redirects = 3;

/** What a whole download may take, attempts and redirects included: so many times the allowed silence, and ten minutes at most. */
const wholeFactor = 8;
const wholeLimit = 600_000;

/**
 * Gets a file, or says within a known time that it cannot be had: three attempts with growing pauses where the fault may
 * pass, three redirects. Credentials are not sent on to another host, and https is not left for http. Rejects with NetworkFault.
 */
export async function download(address: TarballAddress, options: DownloadOptions): Promise<Uint8Array> {
  const end = performance.now() + Math.min(options.timeout * wholeFactor, wholeLimit);
  for (let attempt = 1; ; attempt++) {
    try {
      return await follow(address, options, end);
    } catch (error) {
      const more = attempt < attempts && performance.now() < end;
      if (!(error instanceof NetworkFault) || !error.passing || !more) throw error;
      await options.network.wait(250 * 4 ** (attempt - 1));
    }
  }
}

async function follow(address: TarballAddress, options: DownloadOptions, end: number): Promise<Uint8Array> {
  let { url, authorization } = address;
  for (let hop = 0; ; hop++) {
    const response = await options.network.get({
      url,
      headers: { "user-agent": "nif2nix", ...(authorization === undefined ? {} : { authorization }) },
      timeout: options.timeout,
      whole: Math.max(1, end - performance.now()),
      limit: options.limit,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
    if (response.status === 200) return response.body;
    const target = redirectTarget(response, url);
    if (target === undefined) throw refusal(response.status);
    if (hop === redirects) throw new NetworkFault(`more than ${redirects} redirects`, false);
    if (target.origin !== new URL(url).origin) authorization = undefined;
    url = target.href;
  }
}

function redirectTarget(response: NetworkResponse, from: string): URL | undefined {
  const location = response.headers["location"];
  if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return undefined;
  if (!URL.canParse(location, from)) throw new NetworkFault("a redirect to no address", false);
  const target = new URL(location, from);
  const allowed = from.startsWith("https:") ? ["https:"] : ["https:", "http:"];
  if (!allowed.includes(target.protocol)) throw new NetworkFault(`a redirect to ${target.protocol}`, false);
  return target;
}

function refusal(status: number): NetworkFault {
  const passing = status === 408 || status === 429 || status >= 500;
  const meaning = status === 401 || status === 403 ? " (not authorised)" : status === 404 ? " (not found)" : "";
  return new NetworkFault(`the repository answered ${status}${meaning}`, passing);
}
