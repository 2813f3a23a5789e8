import type { CallSite } from "../../../elixir/eval/api.ts";
import { itemKey, itemValue } from "../../../elixir/eval/values/keyword-list.ts";
import { merge } from "../../../elixir/eval/values/merge.ts";
import type { ListValue, UnknownValue, Value } from "../../../elixir/eval/values/value.ts";
import { taint } from "../../../elixir/eval/values/variables.ts";
import type { Place } from "../../../model/source.ts";
import { deepMerge } from "./merge-config.ts";

interface Setting {
  readonly value: Value;
  readonly place: Place;
}

/** The configuration as it grows, one call of `config` after the other. */
export interface ConfigStore {
  /** `config app, key: value`; the value is merged over what is there. */
  set(app: string, key: string, value: Value, site: CallSite): void;
  /** `config app, keyword`; a part of the keyword may not be known. */
  setAll(app: string, keyword: Value, site: CallSite): void;
  /** Something that is not known may set any key of the application, or of every one. */
  lose(app: string | undefined, because: UnknownValue): void;
  get(app: string, key: string): Value | undefined;
  /** All that is set for an application, as a keyword; undefined where nothing is. */
  all(app: string): Value | undefined;
  placeOf(app: string, key: string): Place | undefined;
  apps(): { readonly apps: readonly string[]; readonly complete: boolean };
}

export function configStore(): ConfigStore {
  const settings = new Map<string, Map<string, Setting>>();
  const lost = new Map<string, UnknownValue>();
  let lostAll: UnknownValue | undefined;

  const keysOf = (app: string): Map<string, Setting> => {
    let keys = settings.get(app);
    if (keys === undefined) settings.set(app, (keys = new Map()));
    return keys;
  };
  const get = (app: string, key: string): Value | undefined =>
    settings.get(app)?.get(key)?.value ?? lost.get(app) ?? lostAll;

  const store: ConfigStore = {
    set(app, key, value, site) {
      const older = get(app, key);
      let next = older === undefined ? value : deepMerge(older, value);
      if (!site.certain) {
        const because = uncertain(site);
        next = older === undefined ? because : merge([older, next], because);
      }
      keysOf(app).set(key, { value: taint(next, site.variables), place: site.place });
    },
    setAll(app, keyword, site) {
      keysOf(app);
      if (keyword.t !== "list") {
        if (keyword.t === "unknown") store.lose(app, keyword);
        return;
      }
      const { items, because } = certainItems(keyword);
      // First, because what it hides may change what was set before, but not what it surely sets itself.
      if (because !== undefined) store.lose(app, because);
      for (const item of items) {
        const key = itemKey(item);
        if (key !== undefined) store.set(app, key, itemValue(item), site);
      }
    },
    lose(app, because) {
      if (app === undefined) lostAll ??= because;
      else lost.set(app, lost.get(app) ?? because);
      for (const [name, keys] of settings) {
        if (app !== undefined && app !== name) continue;
        for (const [key, setting] of keys) keys.set(key, { ...setting, value: because });
      }
    },
    get,
    all(app) {
      const keys = settings.get(app);
      const open = lost.get(app) ?? lostAll;
      if (keys === undefined) return open;
      const items = [...keys].map(([key, { value }]): Value => ({ t: "tuple", items: [{ t: "atom", v: key }, value] }));
      return open === undefined ? { t: "list", items } : { t: "list", items, open, openAt: items.length };
    },
    placeOf: (app, key) => settings.get(app)?.get(key)?.place,
    apps: () => ({ apps: [...new Set([...settings.keys(), ...lost.keys()])], complete: lostAll === undefined }),
  };
  return store;
}

/** The items that come before anything that is not known, and what that is. */
function certainItems(keyword: ListValue): { readonly items: readonly Value[]; readonly because?: UnknownValue } {
  const fixed = keyword.open === undefined ? keyword.items.length : (keyword.openAt ?? 0);
  for (const [index, item] of keyword.items.slice(0, fixed).entries()) {
    const because = item.t === "tuple" && item.items.length === 2 ? (item.items[0] as Value) : item;
    if (because.t === "unknown") return { items: keyword.items.slice(0, index), because };
  }
  const items = keyword.items.slice(0, fixed);
  return keyword.open === undefined ? { items } : { items, because: keyword.open };
}

function uncertain(site: CallSite): UnknownValue {
  return {
    t: "unknown",
    why: "is set under a condition that is not known",
    place: site.place,
    variables: site.variables,
  };
}
