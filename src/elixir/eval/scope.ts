import type { Value } from "./values/value.ts";

/** `import Mod, only: ..., except: ...`; `names` are "name/arity". */
export interface Import {
  readonly module: string;
  readonly only?: ReadonlySet<string> | "macros" | "functions";
  readonly except?: ReadonlySet<string>;
}

/** What names mean at a place: `alias` and `import` as they hold there. Never changed, only replaced. */
export interface Lexical {
  /** First segment of an alias -> full module name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The latest last. */
  readonly imports: readonly Import[];
}

export const emptyLexical: Lexical = { aliases: new Map(), imports: [] };

/**
 * Variables and names of a block. Bindings of an inner block do not reach the outer one, as in Elixir; a closure
 * keeps those that held when it was made. So copies share their map until one of them writes.
 */
export class Scope {
  lexical: Lexical;
  readonly #held: Held;

  private constructor(held: Held, lexical: Lexical) {
    this.#held = held;
    this.lexical = lexical;
  }

  static empty(lexical: Lexical = emptyLexical): Scope {
    return new Scope({ variables: new Map(), shared: false }, lexical);
  }

  /** A scope that starts with the same bindings; writes of either do not reach the other. */
  child(): Scope {
    this.#held.shared = true;
    return new Scope({ variables: this.#held.variables, shared: true }, this.lexical);
  }

  /** The same variables, seen and written by both, under other names for modules. */
  view(lexical: Lexical): Scope {
    return new Scope(this.#held, lexical);
  }

  get(name: string): Value | undefined {
    return this.#held.variables.get(name);
  }

  variables(): ReadonlyMap<string, Value> {
    return this.#held.variables;
  }

  set(name: string, value: Value): void {
    if (this.#held.shared) {
      this.#held.variables = new Map(this.#held.variables);
      this.#held.shared = false;
    }
    this.#held.variables.set(name, value);
  }
}

interface Held {
  variables: Map<string, Value>;
  shared: boolean;
}

export function withAlias(lexical: Lexical, name: string, module: string): Lexical {
  return { ...lexical, aliases: new Map(lexical.aliases).set(name, module) };
}

export function withImport(lexical: Lexical, added: Import): Lexical {
  return { ...lexical, imports: [...lexical.imports.filter((one) => one.module !== added.module), added] };
}

/** Names of `inner` where it has them, of `outer` otherwise. */
export function layered(outer: Lexical, inner: Lexical): Lexical {
  if (outer === inner) return inner;
  return { aliases: new Map([...outer.aliases, ...inner.aliases]), imports: [...outer.imports, ...inner.imports] };
}

/** The full name of an alias: `["Foo", "Bar"]` -> "Elixir.Foo.Bar". */
export function fullName(lexical: Lexical, segments: readonly string[]): string {
  const [first, ...rest] = segments;
  if (first === "Elixir") return segments.join(".");
  const base = lexical.aliases.get(first as string) ?? `Elixir.${first}`;
  return rest.length === 0 ? base : `${base}.${rest.join(".")}`;
}
