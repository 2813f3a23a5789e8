import type { Language, Tree } from "web-tree-sitter";
import type { Span } from "../../model/source.ts";

/** A node of tree-sitter's tree, copied out of WebAssembly in one pass. Comments and separators are left out. */
export interface Concrete extends Span {
  /** The grammar's name for it; for tokens their text. */
  readonly type: string;
  /** Tokens such as `(` and `do` are not named. */
  readonly named: boolean;
  /** True where the parser made the node up to go on: it is empty. */
  readonly missing: boolean;
  readonly children: readonly Concrete[];
}

/** The type that tree-sitter gives to what does not parse, and that stands here for what is nested too deep as well. */
export const ERROR = "ERROR";

/** What the walk must know of a type of node, by its number in the grammar. */
export interface NodeType {
  readonly name: string;
  readonly named: boolean;
  /** Nothing below it matters. */
  readonly leaf: boolean;
  readonly skip: boolean;
}

const LEAVES = new Set([
  "alias",
  "atom",
  "boolean",
  "char",
  "float",
  "identifier",
  "integer",
  "keyword",
  "nil",
  "operator_identifier",
  "sigil_modifiers",
  "sigil_name",
]);

const SKIPPED = new Set([",", ";", "comment", "escape_sequence", "quoted_content"]);

/** The table of a grammar's node types. */
export function nodeTypes(language: Language): readonly NodeType[] {
  return language.types.map((name, id) => {
    const named = language.nodeTypeIsNamed(id);
    return { name, named, leaf: !named || LEAVES.has(name), skip: SKIPPED.has(name) };
  });
}

const ERROR_TYPE: NodeType = { name: ERROR, named: true, leaf: true, skip: false };

/**
 * Copies a tree. Each look at a node crosses into WebAssembly, so every node is visited once and asked for little.
 *
 * @param maxDepth nodes nested deeper become errors, so that whoever recurses over the copy keeps within the stack.
 */
export function copyTree(tree: Tree, types: readonly NodeType[], maxDepth: number): Concrete {
  const cursor = tree.walk();
  const mayMiss = tree.rootNode.hasError;
  const root: Concrete[] = [];
  const open: Concrete[][] = [root];
  let siblings = root;
  try {
    for (;;) {
      const type = types[cursor.nodeTypeId] ?? ERROR_TYPE;
      let descend = false;
      if (!type.skip || (mayMiss && cursor.nodeIsMissing)) {
        const tooDeep = open.length > maxDepth && !type.leaf;
        const { name, named, leaf } = tooDeep ? ERROR_TYPE : type;
        const start = cursor.startIndex;
        const end = cursor.endIndex;
        const missing = mayMiss && start === end && cursor.nodeIsMissing;
        const children: Concrete[] = [];
        siblings.push({ type: name, named, missing, start, end, children });
        if (!leaf && cursor.gotoFirstChild()) {
          open.push((siblings = children));
          descend = true;
        }
      }
      if (descend) continue;
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return root[0] as Concrete;
        open.pop();
        siblings = open[open.length - 1] as Concrete[];
      }
    }
  } finally {
    cursor.delete();
  }
}
