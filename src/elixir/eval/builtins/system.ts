import { lookUp } from "../../../text/look-up.ts";
import type { Asking } from "../api.ts";
import { atom, charlist, int, map, nil, str, tuple } from "../values/make.ts";
import { NIX_HOME } from "../values/path-text.ts";
import { listText } from "../values/show.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { cwd } from "./readable-files.ts";

/** Environment variables count as unset where the world does not name them; the names of these stay with the values. */

function variable(c: BuiltinCall, name: Value, absent: () => Value, required = false): Value {
  const key = c.str(name);
  const value = lookUp(c.rt.world.env ?? {}, key) ?? null;
  tell(c, { kind: "variable", name: key, required, value });
  return value === null ? taint(absent(), new Set([key])) : str(value);
}

function tell(c: BuiltinCall, asking: Pick<Asking, "kind" | "name" | "required" | "value">): void {
  const { onAsk } = c.rt.world;
  onAsk?.({ ...asking, place: c.rt.place(c.node, c.frame), certain: c.rt.path.certain });
}

const asks =
  (what: string): Builtin =>
  (c) =>
    c.unknown(what);

const runs: Builtin = (c, program, args, options) => {
  const name = program?.t === "str" ? program.v : undefined;
  if (name !== undefined) tell(c, { kind: "program", name, required: true, value: null });
  const answer = name === "git" && args !== undefined ? withoutRepository(c, args, options) : undefined;
  return answer ?? c.unknown("runs a program");
};

/** What a shell is given: the program is its first word. */
const runsInShell: Builtin = (c, command) => {
  const text = command === undefined ? undefined : listText(command);
  const name = text === undefined ? undefined : /^[\w./+-]+(?=\s|$)/.exec(text)?.[0];
  if (name !== undefined) tell(c, { kind: "program", name, required: false, value: null });
  return c.unknown("runs a program");
};

/** Commands of git that end with 128 and nothing on standard output where there is no repository, as in a Nix build. */
const ofARepository: ReadonlySet<string> = new Set(
  "blame branch describe diff-index for-each-ref log ls-files name-rev remote rev-list rev-parse show show-branch show-ref status symbolic-ref tag".split(
    " ",
  ),
);

function withoutRepository(c: BuiltinCall, given: Value, options: Value | undefined): Value | undefined {
  const [command, ...rest] = given.t === "list" && given.open === undefined ? given.items : [];
  if (command?.t !== "str" || !ofARepository.has(command.v)) return undefined;
  // Quoting for a shell needs no repository.
  if (rest.some((arg) => arg.t !== "str" || /^--(?:sq-quote|parseopt|help|local-env-vars)$/.test(arg.v)))
    return undefined;
  const plain =
    options === undefined || (options.t === "list" && options.open === undefined && options.items.length === 0);
  const output = plain ? str("") : c.rt.unknown("is what a program says", c.node, c.frame);
  return tuple(output, int(128));
}
const time = asks("depends on the time");

export const systemBuiltins: BuiltinModule = {
  module: "Elixir.System",
  functions: {
    "get_env/0": (c) => ({
      ...map(Object.entries(c.rt.world.env ?? {}).map(([name, value]) => [str(name), str(value)])),
      environment: true,
    }),
    "get_env/1": (c, name) => variable(c, name, () => nil),
    "get_env/2": (c, name, absent) => variable(c, name, () => absent),
    "fetch_env/1": (c, name) => {
      const value = variable(c, name, () => atom("error"));
      return value.t === "str" ? tuple(atom("ok"), value) : value;
    },
    "fetch_env!/1": (c, name) =>
      variable(c, name, () => c.rt.unknown(`needs the environment variable ${c.str(name)}`, c.node, c.frame), true),
    "put_env/1": () => atom("ok"),
    "put_env/2": () => atom("ok"),
    "delete_env/1": () => atom("ok"),
    "version/0": (c) => str(c.rt.world.elixirVersion ?? c.unknown("depends on the Elixir that runs it")),
    "otp_release/0": (c) => str(c.rt.world.otpRelease ?? c.unknown("depends on the Erlang/OTP that runs it")),
    "build_info/0": asks("depends on the Elixir that runs it"),
    "cmd/2": runs,
    "cmd/3": runs,
    "shell/1": runsInShell,
    "shell/2": runsInShell,
    "find_executable/1": asks("looks for a program on the machine"),
    "tmp_dir/0": asks("depends on the machine"),
    "tmp_dir!/0": asks("depends on the machine"),
    "user_home/0": () => str(NIX_HOME),
    "user_home!/0": () => str(NIX_HOME),
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
    // Nix builds on Linux and macOS only.
    "type/0": (c) => {
      const { platform, onPlatform } = c.rt.world;
      if (platform !== undefined) return tuple(atom("unix"), atom(platform.os));
      onPlatform?.("os");
      const name = c.rt.unknown("depends on the operating system", c.node, c.frame);
      return tuple(atom("unix"), { ...name, choices: [atom("linux"), atom("darwin")] });
    },
    "version/0": asks("depends on the operating system"),
    "cmd/1": runsInShell,
    "getenv/1": (c, name) => {
      const key = listText(name);
      const value = lookUp(c.rt.world.env ?? {}, key ?? "");
      if (key !== undefined) tell(c, { kind: "variable", name: key, required: false, value: value ?? null });
      return value === undefined ? c.unknown("reads an environment variable the Erlang way") : charlist(value);
    },
    "find_executable/1": asks("looks for a program on the machine"),
    "timestamp/0": time,
    "system_time/1": time,
  },
};

function architecture(c: BuiltinCall): Value {
  const { platform, onPlatform } = c.rt.world;
  if (platform !== undefined) return charlist(platform.architecture);
  onPlatform?.("architecture");
  return c.unknown("depends on the machine");
}

export const erlangBuiltins: BuiltinModule = {
  module: "erlang",
  functions: {
    "system_info/1": (c, what) => {
      const key = c.atom(what);
      const release = c.rt.world.otpRelease;
      if (key === "otp_release" && release !== undefined)
        return { t: "list", items: Array.from(release, (d) => int(d.charCodeAt(0))) };
      if (key === "system_architecture") return architecture(c);
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
