import { type Concrete, copyTree, type CursorFunctions, nodeTypes } from "./concrete.ts";

/** The bytes of the two WebAssembly modules. */
export interface ParserWasm {
  /** web-tree-sitter.wasm */
  readonly runtime: Uint8Array;
  /** tree-sitter-elixir.wasm */
  readonly grammar: Uint8Array;
}

/**
 * Parses text to tree-sitter's tree; undefined where `goesOn` answered no.
 *
 * @param goesOn is asked every hundred operations of the parser.
 */
export type ParseConcrete = (text: string, goesOn: () => boolean) => Concrete | undefined;

/** Of the global object, which the type library in use leaves out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/**
 * Loads tree-sitter and a grammar. Everything heavy is imported here and not before.
 *
 * @param maxDepth nodes nested deeper become errors.
 */
export async function loadRuntime(wasm: ParserWasm, maxDepth: number): Promise<ParseConcrete> {
  const { Language, Parser } = await import("web-tree-sitter");
  let functions: CursorFunctions | undefined;
  const options = {
    // a hook of Emscripten's: the only way to the module's own functions
    instantiateWasm(imports: object, done: (instance: object, module: object) => void): void {
      const module = new WebAssembly.Module(wasm.runtime);
      const instance = new WebAssembly.Instance(module, imports);
      functions = instance.exports as CursorFunctions;
      done(instance, module);
    },
  };
  await Parser.init(options as object);
  const language = await Language.load(wasm.grammar);
  const types = nodeTypes(language);
  const parser = new Parser().setLanguage(language);

  return (text, goesOn) => {
    const tree = parser.parse(text, null, { progressCallback: () => !goesOn() });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    const concrete = copyTree(tree, functions as CursorFunctions, types, maxDepth);
    tree.delete();
    return concrete;
  };
}
