/** Algorithms that Nix knows, the strongest first, with how many characters their base64 has without padding. */
const algorithms = [
  ["sha512", 86],
  ["sha256", 43],
  ["sha1", 27],
] as const;

/**
 * The strongest hash of an `integrity` that Nix can use, in the same form (Subresource Integrity); undefined where there is none.
 * Source: the specification of SRI: hashes are separated by blanks, options follow a `?`.
 */
export function usableHash(integrity: unknown): string | undefined {
  if (typeof integrity !== "string") return undefined;
  const hashes = integrity.split(/\s+/).map((hash) => hash.split("?", 1)[0] as string);
  for (const [name, length] of algorithms) {
    const form = new RegExp(`^${name}-[A-Za-z0-9+/]{${length}}={0,2}$`);
    const found = hashes.find((hash) => form.test(hash));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same hash in base64 from hexadecimal, as the end of an address in yarn.lock has it. */
export function sha1Hash(hex: string): string | undefined {
  if (!/^[0-9a-f]{40}$/.test(hex)) return undefined;
  return `sha1-${btoa(String.fromCharCode(...(hex.match(/../g) as string[]).map((byte) => Number.parseInt(byte, 16))))}`;
}
