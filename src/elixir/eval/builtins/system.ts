import { taint } from "../environment.ts";
import { atom, int, map, nil, str } from "../make.ts";
import type { Value } from "../value.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { cwd } from "./files.ts";

/** Environment variables count as unset; the names stay with the values. */

const named = (c: BuiltinCall, name: Value, value: Value): Value => taint(value, new Set([c.str(name)]));

const asks =
  (what: string): Builtin =>
  (c) =>
    c.unknown(what);

const runs = asks("runs a program");
const time = asks("depends on the time");

export const systemBuiltins: BuiltinModule = {
  module: "Elixir.System",
  functions: {
    "get_env/0": () => ({ ...map([]), environment: true }),
    "get_env/1": (c, name) => named(c, name, nil),
    "get_env/2": (c, name, absent) => named(c, name, absent),
    "fetch_env/1": (c, name) => named(c, name, atom("error")),
    "fetch_env!/1": (c, name) =>
      named(c, name, c.rt.unknown(`needs the environment variable ${c.str(name)}`, c.node, c.frame)),
    "put_env/1": () => atom("ok"),
    "put_env/2": () => atom("ok"),
    "delete_env/1": () => atom("ok"),
    "version/0": (c) => str(c.rt.world.elixirVersion ?? c.unknown("depends on the Elixir that runs it")),
    "otp_release/0": (c) => str(c.rt.world.otpRelease ?? c.unknown("depends on the Erlang/OTP that runs it")),
    "build_info/0": asks("depends on the Elixir that runs it"),
    "cmd/2": runs,
    "cmd/3": runs,
    "shell/1": runs,
    "shell/2": runs,
    "find_executable/1": asks("looks for a program on the machine"),
    "tmp_dir/0": asks("depends on the machine"),
    "tmp_dir!/0": asks("depends on the machine"),
    "user_home/0": asks("depends on the user"),
    "user_home!/0": asks("depends on the user"),
    "cwd/0": (c) => str(cwd(c)),
    "cwd!/0": (c) => str(cwd(c)),
    "argv/0": asks("depends on the command line"),
    "halt/0": (c) => c.raise("halts"),
    "halt/1": (c) => c.raise("halts"),
    "stop/0": (c) => c.raise("halts"),
    "stop/1": (c) => c.raise("halts"),
    "pid/0": asks("asks for a process"),
    "schedulers_online/0": asks("depends on the machine"),
    "system_time/0": time,
    "system_time/1": time,
    "os_time/0": time,
    "os_time/1": time,
    "monotonic_time/0": time,
    "monotonic_time/1": time,
    "unique_integer/0": time,
    "unique_integer/1": time,
    "endianness/0": asks("depends on the machine"),
    "at_exit/1": () => atom("ok"),
    "no_halt/1": () => atom("ok"),
  },
};

/** Erlang's functions for the same and a few others that build scripts use. */
export const osBuiltins: BuiltinModule = {
  module: "os",
  functions: {
    "type/0": asks("depends on the operating system"),
    "version/0": asks("depends on the operating system"),
    "cmd/1": runs,
    "getenv/1": asks("reads an environment variable the Erlang way"),
    "find_executable/1": asks("looks for a program on the machine"),
    "timestamp/0": time,
    "system_time/1": time,
  },
};

export const erlangBuiltins: BuiltinModule = {
  module: "erlang",
  functions: {
    "system_info/1": (c, what) => {
      const key = c.atom(what);
      const release = c.rt.world.otpRelease;
      if (key === "otp_release" && release !== undefined)
        return { t: "list", items: Array.from(release, (d) => int(d.charCodeAt(0))) };
      return c.unknown(key === "otp_release" ? "depends on the Erlang/OTP that runs it" : "depends on the machine");
    },
    "halt/0": (c) => c.raise("halts"),
    "halt/1": (c) => c.raise("halts"),
    "error/1": (c) => c.raise("an error"),
    "nif_error/1": (c) => c.raise("the library is not loaded"),
    "atom_to_binary/1": (c, value) => str(c.atom(value)),
    "binary_to_atom/1": (c, value) => atom(c.str(value)),
    "list_to_binary/1": (c, value) => c.rt.callRemote("Elixir.List", "to_string", [value], c.node, c.frame),
    "iolist_to_binary/1": (c, value) => c.rt.callRemote("Elixir.IO", "iodata_to_binary", [value], c.node, c.frame),
    "system_time/0": time,
    "system_time/1": time,
  },
};
