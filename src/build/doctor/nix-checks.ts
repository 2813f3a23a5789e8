import { type Checked, fine, finding, note } from "./checked.ts";

/** Oldest Nix whose flakes read what is generated; it is what the end-to-end tests run. */
const OLDEST = [2, 8] as const;

/** @param printed what `nix --version` printed; undefined where there is no nix. */
export function nixCheck(printed: string | undefined): Checked {
  if (printed === undefined)
    return finding(
      "nix",
      "not installed",
      "Get it from https://nixos.org/download, or as root on Debian: apt-get install nix-bin.",
    );
  const found = /(\d{1,4})\.(\d{1,4})[0-9.a-z_+-]{0,60}/.exec(printed.slice(0, 500));
  if (found === null) return note("nix", `says ${printed.slice(0, 100).trim()}, which is no version that is known`);
  const [version, major, minor] = found;
  const old = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  return old
    ? finding("nix", `${version} is older than ${OLDEST.join(".")}`, "Update Nix: flakes of today need 2.8 or later.")
    : fine("nix", version);
}

/** Nix's own settings, as far as they matter; undefined what it did not say. */
export interface NixSettings {
  readonly commands?: boolean;
  readonly flakes?: boolean;
  readonly sandbox?: string;
  readonly sandboxFallback?: boolean;
  readonly substituters?: readonly string[];
  readonly trustedUsers?: readonly string[];
}

/** In Nix 2.8 the features are given as the numbers of their enumeration (src/libutil/experimental-features.hh). */
const FLAKES = ["flakes", 2];
const NIX_COMMAND = ["nix-command", 3];

/**
 * What `nix config show --json` answered (`nix show-config` before 2.20) -> the settings; empty where it is not understood.
 * @param commandsOff the command was refused without `--extra-experimental-features nix-command`.
 */
export function nixSettings(json: string, commandsOff: boolean): NixSettings {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    return commandsOff ? { commands: false } : {};
  }
  const of = (name: string): unknown =>
    (answer as Record<string, { value?: unknown } | undefined> | null)?.[name]?.value;
  const features = of("experimental-features");
  const has = (names: readonly unknown[]): boolean | undefined =>
    Array.isArray(features) ? features.some((feature) => names.includes(feature)) : undefined;
  const commands = commandsOff ? false : has(NIX_COMMAND);
  const flakes = has(FLAKES);
  const fallback = of("sandbox-fallback");
  const substituters = of("substituters");
  const trusted = of("trusted-users");
  return {
    ...(commands === undefined ? {} : { commands }),
    ...(flakes === undefined ? {} : { flakes }),
    ...(of("sandbox") === undefined ? {} : { sandbox: String(of("sandbox")) }),
    ...(typeof fallback === "boolean" ? { sandboxFallback: fallback } : {}),
    ...(Array.isArray(substituters) ? { substituters: substituters.map(String) } : {}),
    ...(Array.isArray(trusted) ? { trustedUsers: trusted.map(String) } : {}),
  };
}

/** Whether `nix build` works as it is typed; `nif2nix build` switches both on for itself. */
export function flakesCheck({ commands, flakes }: NixSettings): Checked {
  if (commands === undefined || flakes === undefined) return note("flakes", "Nix does not say whether they are on");
  if (commands && flakes) return fine("flakes", "on");
  const off = [...(commands ? [] : ["nix-command"]), ...(flakes ? [] : ["flakes"])].join(" and ");
  return finding(
    "flakes",
    `${off} switched off: \`nix build\` does not work here, \`nif2nix build\` does`,
    "Write into ~/.config/nix/nix.conf: experimental-features = nix-command flakes",
  );
}

/**
 * Whether builds see only what they are given.
 * @param system of Node: "linux", "darwin".
 */
export function sandboxCheck({ sandbox, sandboxFallback }: NixSettings, system: string): Checked {
  if (sandbox === undefined) return note("sandbox", "Nix does not say whether it is on");
  if (sandbox === "true") {
    return sandboxFallback === true
      ? note("sandbox", "on; where it cannot be made, Nix builds without it and says nothing (sandbox-fallback)")
      : fine("sandbox", "on");
  }
  if (sandbox === "relaxed") return note("sandbox", "relaxed: a derivation may leave it");
  if (system === "darwin")
    return note(
      "sandbox",
      "off, as it is by default on macOS: a build sees this machine's programs, and may fail on another",
    );
  if (system !== "linux") return note("sandbox", "off, as it is by default on this system");
  return finding(
    "sandbox",
    "off: a build sees this machine's network and programs, and may fail on another",
    "Write into /etc/nix/nix.conf: sandbox = true",
  );
}

/** Where Nix gets what others built: without it everything is compiled, Rust and Erlang included. */
export function cacheCheck({ substituters }: NixSettings): Checked {
  if (substituters === undefined) return note("cache", "Nix does not say which it asks");
  if (substituters.some((url) => /^https:\/\/cache\.nixos\.org\/?$/.test(url)))
    return fine("cache", "https://cache.nixos.org");
  return substituters.length === 0
    ? finding(
        "cache",
        "none is asked: Rust and Erlang are compiled here, which takes hours",
        "Write into nix.conf: substituters = https://cache.nixos.org",
      )
    : note("cache", substituters.join(" ").slice(0, 200));
}

/**
 * Whether Nix takes caches that a flake names from this user; of others it ignores them.
 * @param groups names of the user's groups, as far as they are known.
 */
export function userCheck({ trustedUsers }: NixSettings, user: string, groups: readonly string[]): Checked {
  if (trustedUsers === undefined) return note("user", "Nix does not say whom it trusts");
  const trusted = trustedUsers.some(
    (one) => one === "*" || one === user || (one.startsWith("@") && groups.includes(one.slice(1))),
  );
  return trusted
    ? fine("user", `${user} is trusted by Nix`)
    : finding(
        "user",
        `${user} is not trusted by Nix: caches that a flake names are ignored`,
        `Write into /etc/nix/nix.conf: trusted-users = root ${user}`,
      );
}
