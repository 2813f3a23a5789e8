import type { Builtin, BuiltinModule } from "./builtin.ts";

/** Streams over what ends are taken at once, as the functions of Enum with the same names; endless ones are not followed. */
const names =
  "concat/1 concat/2 dedup/1 dedup_by/2 drop/2 drop_while/2 filter/2 flat_map/2 map/2 reject/2 scan/2 scan/3 take/2 take_while/2 uniq/1 uniq_by/2 with_index/1 with_index/2 zip/1 zip/2 chunk_every/2 chunk_every/3 chunk_every/4 intersperse/2 map_every/3 take_every/2 drop_every/2";

const endless: Builtin = (c) => c.unknown("makes an endless stream");

export const streamBuiltins: BuiltinModule = {
  module: "Elixir.Stream",
  functions: {
    ...Object.fromEntries(
      names.split(" ").map((key): [string, Builtin] => {
        const name = key.slice(0, key.indexOf("/"));
        return [key, (c, ...args) => c.rt.callRemote("Elixir.Enum", name, args, c.node, c.frame)];
      }),
    ),
    "cycle/1": endless,
    "iterate/2": endless,
    "repeatedly/1": endless,
    "unfold/2": endless,
    "resource/3": endless,
    "run/1": () => ({ t: "atom", v: "ok" }),
  },
};
