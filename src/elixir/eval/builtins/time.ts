import type { Builtin, BuiltinModule } from "./builtin.ts";

const now: Builtin = (c) => c.unknown("depends on the time");

const clock = (module: string, ...keys: readonly string[]): BuiltinModule => ({
  module,
  functions: Object.fromEntries(keys.map((key) => [key, now])),
});

/** What asks for the time is never known. */
export const timeBuiltins: readonly BuiltinModule[] = [
  clock("Elixir.DateTime", "utc_now/0", "utc_now/1", "now/1", "now!/1"),
  clock("Elixir.NaiveDateTime", "utc_now/0", "utc_now/1", "local_now/0"),
  clock("Elixir.Date", "utc_today/0", "utc_today/1"),
  clock("Elixir.Time", "utc_now/0"),
];
