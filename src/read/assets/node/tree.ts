import type { DiagnosticSink } from "../../../diagnostics/diagnostic.ts";
import type { NodeLink, NodeModules, NodePackage, NodeSource, NodeSystems } from "../../../model/assets.ts";
import { isInside, joinPath } from "../../../model/paths.ts";
import type { SourceFile } from "../../../model/source.ts";

/** A package as a lock has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Undefined where the lock does not have what Nix needs to fetch it. */
  readonly source: NodeSource | undefined;
  readonly systems: NodeSystems | null;
  /** It may be missing where its own package.json says that it is for another system. */
  readonly optional: boolean;
  readonly patch?: string | null;
  readonly license?: string | undefined;
  /** The text by which the entry is found in the lock, for the place of a finding. */
  readonly key: string;
}

/** A package's name, or the name that it is used under: one segment, or two with a scope. */
const plainName =
  /^(?:@[^/\\@\u0000-\u0020\u007f][^/\\\u0000-\u0020\u007f]*\/)?[^./\\@\u0000-\u0020\u007f][^/\\\u0000-\u0020\u007f]*$/;

/** Entries that lead outside and are reported one by one. */
const maxOutside = 20;

export const isPackageName = (name: string): boolean => name.length <= 214 && plainName.test(name);

/**
 * Collects what lies in node_modules. Every path is held to the repository's folder and to the form FOLDER/node_modules/NAME: a lock
 * that leads elsewhere is reported, and the entry left out.
 */
export class NodeTree {
  readonly #file: SourceFile;
  readonly #folder: string;
  readonly #top: string;
  readonly #diagnostics: DiagnosticSink;
  readonly #packages = new Map<string, { package: LockedPackage & { source: NodeSource }; paths: string[] }>();
  readonly #links: NodeLink[] = [];
  readonly #copies: NodeLink[] = [];
  readonly #unfetchable = new Map<string, string>();
  /** Those beyond the ones that are reported one by one. */
  readonly #moreOutside: { readonly path: string; readonly key: string }[] = [];
  #outsideReported = 0;
  readonly #withScripts = new Map<string, readonly string[]>();
  readonly #forSystems = new Set<string>();

  /**
   * @param folder of the lock file, relative to the project; the paths of the others start there.
   * @param top the repository's folder, relative to the project.
   */
  constructor(file: SourceFile, folder: string, top: string, diagnostics: DiagnosticSink) {
    this.#file = file;
    this.#folder = folder;
    this.#top = top;
    this.#diagnostics = diagnostics;
  }

  package(path: string, locked: LockedPackage): void {
    const at = this.#inNodeModules(path, locked.key);
    if (at === undefined) return;
    const { source } = locked;
    if (locked.systems !== null) this.#forSystems.add(locked.name);
    if (source === undefined) {
      const name = `${locked.name} ${locked.version}`.trimEnd();
      if (!this.#unfetchable.has(name)) this.#unfetchable.set(name, locked.key);
      return;
    }
    if (source.kind === "file" && !this.#isWithin(source.path)) return this.#outside(source.path, locked.key);
    if (locked.patch != null && !this.#isWithin(locked.patch)) return this.#outside(locked.patch, locked.key);
    const same = JSON.stringify([source, locked.systems, locked.optional, locked.patch ?? null]);
    const known = this.#packages.get(same);
    if (known === undefined) this.#packages.set(same, { package: { ...locked, source }, paths: [at] });
    else known.paths.push(at);
  }

  /** A symbolic link: to a package of this lock, or to a folder of the project. */
  link(path: string, target: string, key: string): void {
    const at = this.#inNodeModules(path, key);
    const to = this.#inRepository(target, key);
    if (at !== undefined && to !== undefined) this.#links.push({ path: at, target: to });
  }

  /** A copy of a folder of the project. */
  copy(path: string, source: string, key: string): void {
    const at = this.#inNodeModules(path, key);
    const from = this.#inRepository(source, key);
    if (at !== undefined && from !== undefined) this.#copies.push({ path: at, target: from });
  }

  /**
   * A package that runs a script when it is installed.
   * @param optional what it may do without: where that is a package for one system, the script is for systems that have none.
   */
  hasScripts(name: string, optional: readonly string[]): void {
    this.#withScripts.set(name, optional);
  }

  /** Where a text stands in the lock file; the file's start where it does not. */
  place(key: string): ReturnType<SourceFile["place"]> {
    return this.#file.place(Math.max(this.#file.text.indexOf(key), 0));
  }

  finished(manager: NodeModules["manager"]): NodeModules {
    this.#reportUnfetchable();
    this.#reportMoreOutside();
    return {
      lockFile: this.#file.path,
      manager,
      packages: [...this.#packages.values()].map(
        ({ package: { name, version, source, systems, optional, patch, license }, paths }): NodePackage => ({
          name,
          version,
          paths,
          source,
          systems,
          optional,
          patch: patch ?? null,
          ...(license === undefined ? {} : { license }),
        }),
      ),
      links: this.#links,
      copies: this.#copies,
      withScripts: [...this.#withScripts]
        .filter(
          ([name, optional]) => !this.#forSystems.has(name) && !optional.some((each) => this.#forSystems.has(each)),
        )
        .map(([name]) => name)
        .sort(),
      place: this.#file.place(0),
    };
  }

  /** One finding for all of them: a lock without hashes has none anywhere. */
  #reportUnfetchable(): void {
    const [first] = this.#unfetchable;
    if (first === undefined) return;
    const names = [...this.#unfetchable.keys()];
    const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
    this.#diagnostics.report("node-package-without-hash", this.place(first[1]), {
      names: names.slice(0, 3).join(", ") + more,
    });
  }

  /** One finding for the rest: to look every entry of a large lock up in its text would take minutes. */
  #reportMoreOutside(): void {
    const [first] = this.#moreOutside;
    if (first === undefined) return;
    const more = this.#moreOutside.length > 1 ? ` and ${this.#moreOutside.length - 1} more` : "";
    this.#diagnostics.report("node-path-outside", this.place(first.key), { path: first.path + more });
  }

  #inNodeModules(path: string, key: string): string | undefined {
    const at = joinPath(this.#folder, path);
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(at)?.[1];
    if (name !== undefined && isPackageName(name) && !path.startsWith("/") && this.#isWithin(at)) return at;
    this.#outside(path, key);
    return undefined;
  }

  #inRepository(path: string, key: string): string | undefined {
    const at = joinPath(this.#folder, path);
    if (!path.startsWith("/") && this.#isWithin(at)) return at;
    this.#outside(path, key);
    return undefined;
  }

  #isWithin(path: string): boolean {
    if (path.startsWith("/") || !isWritable(path)) return false;
    return !/^\.\.(?:\/|$)/.test(path) || isInside(this.#top, path);
  }

  #outside(path: string, key: string): void {
    this.#outsideReported += 1;
    if (this.#outsideReported > maxOutside) this.#moreOutside.push({ path, key });
    else this.#diagnostics.report("node-path-outside", this.place(key), { path });
  }
}

/** Nix cannot write half of a surrogate pair. */
const isWritable = (path: string): boolean => !/[\u0000-\u001f\u007f\\]|\p{Surrogate}/u.test(path);
