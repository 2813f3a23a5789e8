import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { Evaluator, UseEvent } from "../../../src/elixir/eval/api.ts";
import { atom, list, pair, str } from "../../../src/elixir/eval/values/make.ts";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import type { Lock } from "../../../src/model/lock.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";
import { findNifs } from "../../../src/read/nif/find-nifs.ts";
import { mixProject as mixProjectOf } from "../../emit/project.ts";
import { memoryFileSystem } from "../cargo/memory.ts";

const toml = await loadToml();

/** What a module of lib/nif.ex was seen to use, in place of evaluating it. */
export interface Seen {
  readonly module: string;
  readonly uses: readonly (Partial<UseEvent> & { readonly opts: Value })[];
}

export interface World {
  readonly seen: readonly Seen[];
  readonly files?: Readonly<Record<string, string>>;
  /** Locked version; null = another package is locked, and neither of the two. */
  readonly rustler?: string | null;
  readonly precompiled?: string;
  readonly config?: Readonly<Record<string, Value>>;
  readonly projectConfig?: Value;
  readonly mixEnv?: string;
}

export const keyword = (options: Readonly<Record<string, Value>>): Value =>
  list(Object.entries(options).map(([key, value]) => pair(key, value)));
export const otp = { otp_app: atom("app") };
export const unknownAt = (line: number): Value => ({
  t: "unknown",
  why: "calls Other.value/0",
  place: { file: "lib/nif.ex", line, column: 5 },
});

export const mixProject = mixProjectOf({ app: "app", version: "0.1.0" });

/** Runs the finder over modules as an evaluator may have seen them. */
export function findSeen(world: World) {
  const diagnostics = new Diagnostics();
  const files = { "lib/nif.ex": "use Rustler", ...world.files };
  const fs = memoryFileSystem(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/p/${path}`, text])));
  const { nifs, crates } = findNifs(
    {
      project: "/p",
      limit: "/p",
      mixEnv: world.mixEnv ?? "prod",
      projects: [mixProject],
      newEvaluator: () => evaluator(world.seen),
      hasDependency: () => undefined,
      config: {
        configFor: (app, key) => world.config?.[`${app} ${key}`],
        settingsOf: () => undefined,
        configuredApps: () => ({ apps: [], complete: true }),
        placeOf: () => undefined,
        files: [],
        hasRuntime: false,
        stoppedBy: new Set(),
      },
      projectConfig: () => world.projectConfig,
      lock: lock(world),
      diagnostics,
      fs,
    },
    cargoContext({ fs, project: "/p", limit: "/p", diagnostics, toml }),
  );
  return {
    nifs,
    crates,
    findings: diagnostics.list.map(({ code, place }) => `${code} ${place.file}:${place.line}:${place.column}`),
    diagnostics: diagnostics.list,
  };
}

function evaluator(seen: readonly Seen[]): Evaluator {
  const place = (line: number) => ({ file: "lib/nif.ex", line, column: 3 });
  const none: ReadonlySet<string> = new Set();
  return {
    evalFile: () => ({
      value: atom("ok"),
      modules: seen.map(({ module, uses }, index) => ({
        name: `Elixir.${module}`,
        place: place(index * 10 + 1),
        uses: uses.map((use, at) => ({
          used: "Elixir.Rustler",
          place: place(index * 10 + at + 2),
          callSite: place(index * 10 + at + 2),
          certain: true,
          variables: none,
          ...use,
        })),
        attribute: () => undefined,
        defines: () => false,
      })),
    }),
    module: () => undefined,
    call: () => str(""),
    onMissingModule: () => {},
    setProjectConfig: () => {},
    setApplicationEnv: () => {},
    sayOutside: () => {},
    provide: () => {},
  };
}

function lock({ rustler = "0.36.2", precompiled = "0.8.2" }: World): Lock {
  const entry = (app: string, version: string) =>
    ({
      kind: "hex",
      app,
      package: app,
      version,
      innerChecksum: null,
      outerChecksum: null,
      managers: ["mix"],
      requires: [],
      repo: "hexpm",
      span: { start: 0, end: 0 },
      place: { file: "mix.lock", line: 1, column: 1 },
    }) as const;
  if (rustler === null) return new Map([["jason", entry("jason", "1.4.0")]]);
  return new Map([
    ["rustler", entry("rustler", rustler)],
    ["rustler_precompiled", entry("rustler_precompiled", precompiled)],
  ]);
}
