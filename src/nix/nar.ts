import { lazyCrypto } from "../ports/lazy-builtins.ts";

/**
 * The hash of a folder as Nix has it ("recursive" sha256 in SRI form): over its Nix archive, which holds names, contents, executable
 * bits and targets of links, and nothing else. Source: E. Dolstra, The Purely Functional Software Deployment Model, figure 5.2.
 */
export function narHash(root: NarNode): string {
  const hash = lazyCrypto().createHash("sha256");
  const text = (value: string): void => bytes(Buffer.from(value, "utf8"));
  const bytes = (value: Uint8Array): void => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(value.length));
    hash
      .update(length)
      .update(value)
      .update(Buffer.alloc((8 - (value.length % 8)) % 8));
  };
  const write = (node: NarNode): void => {
    text("(");
    text("type");
    switch (node.kind) {
      case "file":
        text("regular");
        if (node.executable) ["executable", ""].forEach(text);
        text("contents");
        bytes(node.data);
        break;
      case "link":
        ["symlink", "target", node.target].forEach(text);
        break;
      case "folder":
        text("directory");
        for (const [name, inner] of inOrder(node.entries)) {
          ["entry", "(", "name", name, "node"].forEach(text);
          write(inner);
          text(")");
        }
    }
    text(")");
  };
  text("nix-archive-1");
  write(root);
  return `sha256-${hash.digest("base64")}`;
}

export type NarNode =
  | { readonly kind: "file"; readonly executable: boolean; readonly data: Uint8Array }
  | { readonly kind: "link"; readonly target: string }
  | NarFolder;

export interface NarFolder {
  readonly kind: "folder";
  readonly entries: ReadonlyMap<string, NarNode>;
}

/** By the bytes of their names. */
function inOrder(entries: NarFolder["entries"]): readonly (readonly [string, NarNode])[] {
  return [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8")));
}
