import { crateAddress } from "../model/crates-io.ts";
import { lazyCrypto } from "../ports/lazy-builtins.ts";
import { NetworkFault } from "../ports/network.ts";
import { nodeByteFiles } from "../ports/node-byte-files.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { userHome } from "../ports/user-folders.ts";
import type { CrateStore, Got } from "../read/cargo/vendor-hash.ts";
import type { Run } from "./run.ts";

/** Bytes after which a crate is given up; crates.io takes none above ten million. */
const crateLimit = 64 << 20;

/** Bytes after which the archive of a project is given up. */
const fileLimit = 512 << 20;

/** Milliseconds of silence after which a download is given up. */
const patience = 20_000;

/**
 * Archives of crates: those that cargo has kept, others from crates.io. Each is held against its checksum.
 * @param cargoHome absolute; undefined where there is none.
 */
export function crateStore(run: Run, cargoHome: string | undefined): Pick<CrateStore, "archive"> {
  const cache = `${cargoHome}/registry/cache`;
  const folders = cargoHome === undefined || !fs.isDirectory(cache) ? [] : fs.list(cache).map(({ name }) => name);
  return {
    async archive({ name, version, checksum }) {
      const file = `${name}-${version}.crate`;
      for (const folder of folders) {
        const kept = nodeByteFiles.read(`${cache}/${folder}/${file}`, crateLimit);
        if (kept !== undefined && digest(kept) === checksum) return { got: kept };
      }
      if (run.offline === true) return { missing: "cargo has not kept it, and downloads are not allowed" };
      const found = await fetchFile(crateAddress(name, version), run, crateLimit);
      if ("missing" in found || digest(found.got) === checksum) return found;
      return { missing: "what crates.io gives is not what its Cargo.lock names" };
    },
  };
}

const digest = (bytes: Uint8Array): string => lazyCrypto().createHash("sha256").update(bytes).digest("hex");

/** A file of the network, by the route that Hex is told to take. */
export async function fetchFile(url: string, run: Run, limit = fileLimit): Promise<Got<Uint8Array>> {
  const [{ download }, { nodeNetwork }, { readHexSettings }] = await Promise.all([
    import("../read/sources/download.ts"),
    import("../ports/node-network.ts"),
    import("../read/sources/hex-settings.ts"),
  ]);
  const env = run.env ?? process.env;
  const { route } = readHexSettings(env, userHome(env) ?? "/dev/null/nowhere", fs);
  try {
    return {
      got: await download({ url, authorization: undefined }, { network: nodeNetwork(route), timeout: patience, limit }),
    };
  } catch (error) {
    if (error instanceof NetworkFault) return { missing: error.message };
    throw error;
  }
}
