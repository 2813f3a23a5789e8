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
 * Functions of web-tree-sitter.wasm itself. Its TreeCursor wraps them, but copies the cursor in and out of memory at
 * every call, which takes five times as long. Each works on the node or cursor that the one before left behind.
 */
export interface CursorFunctions {
  ts_tree_root_node_wasm(tree: number): void;
  ts_tree_cursor_new_wasm(tree: number): void;
  ts_tree_cursor_delete_wasm(tree: number): void;
  ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  ts_tree_cursor_goto_parent_wasm(tree: number): number;
  ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  ts_tree_cursor_current_node_is_missing_wasm(tree: number): number;
  ts_tree_cursor_start_index_wasm(tree: number): number;
  ts_tree_cursor_end_index_wasm(tree: number): number;
}

/**
 * Copies a tree. Each look at a node crosses into WebAssembly, so every node is visited once and asked for little.
 *
 * @param maxDepth nodes nested deeper become errors, so that whoever recurses over the copy keeps within the stack.
 */
export function copyTree(
  tree: Tree,
  functions: CursorFunctions,
  types: readonly NodeType[],
  maxDepth: number,
): Concrete {
  // Before the cursor is made: both use the same memory.
  const walking: Walk = { functions, types, maxDepth, mayMiss: tree.rootNode.hasError };
  const address = (tree as unknown as { readonly [0]: number })[0];
  functions.ts_tree_root_node_wasm(address);
  functions.ts_tree_cursor_new_wasm(address);
  const root: Concrete[] = [];
  walk(address, root, walking);
  functions.ts_tree_cursor_delete_wasm(address);
  return root[0] as Concrete;
}

interface Walk {
  readonly functions: CursorFunctions;
  readonly types: readonly NodeType[];
  readonly maxDepth: number;
  /** Whether nodes may be ones that the parser made up: asking each takes time. */
  readonly mayMiss: boolean;
}

/** @param tree its address in the parser's memory. */
function walk(tree: number, root: Concrete[], { functions, types, maxDepth, mayMiss }: Walk): void {
  const {
    ts_tree_cursor_goto_first_child_wasm: firstChild,
    ts_tree_cursor_goto_next_sibling_wasm: nextSibling,
    ts_tree_cursor_goto_parent_wasm: parent,
    ts_tree_cursor_current_node_type_id_wasm: typeId,
    ts_tree_cursor_current_node_is_missing_wasm: isMissing,
    ts_tree_cursor_start_index_wasm: startIndex,
    ts_tree_cursor_end_index_wasm: endIndex,
  } = functions;
  const open: Concrete[][] = [root];
  let siblings = root;
  for (;;) {
    const type = types[typeId(tree)] ?? ERROR_TYPE;
    const missing = mayMiss && isMissing(tree) === 1;
    let descends = false;
    if (!type.skip || missing) {
      const tooDeep = open.length > maxDepth && !type.leaf;
      const { name, named, leaf } = tooDeep ? ERROR_TYPE : type;
      const children: Concrete[] = [];
      siblings.push({ type: name, named, missing, start: startIndex(tree), end: endIndex(tree), children });
      descends = !leaf && firstChild(tree) === 1;
      if (descends) open.push((siblings = children));
    }
    while (!descends && nextSibling(tree) !== 1) {
      if (parent(tree) !== 1) return;
      open.pop();
      siblings = open[open.length - 1] as Concrete[];
    }
  }
}
