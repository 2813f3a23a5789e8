import type { CommandWord } from "./words.ts";

/** The completion script for fish. */
export function fish(commands: readonly CommandWord[]): string {
  const lines = ["# Completion of nif2nix for fish.", "complete -c nif2nix -f"];
  for (const command of commands) {
    lines.push(
      `complete -c nif2nix -n __fish_use_subcommand -a ${quote(command.name)} -d ${quote(command.brief)}`,
      ...flags(command),
      ...argument(command),
    );
  }
  return `${lines.join("\n")}\n`;
}

function flags(command: CommandWord): string[] {
  const seen = seenSubcommand(command);
  return command.flags.map((flag) => {
    const start = `complete -c nif2nix -n ${seen} -l ${flag.name.slice(2)} -d ${quote(flag.brief)}`;
    if (flag.values === null) return start;
    if (flag.directory) return `${start} -x -a '(__fish_complete_directories)'`;
    return flag.values.length > 0 ? `${start} -x -a ${quote(flag.values.join(" "))}` : `${start} -x`;
  });
}

function argument(command: CommandWord): string[] {
  const start = `complete -c nif2nix -n ${seenSubcommand(command)}`;
  if (command.argument === null) return [];
  if (command.argument === "directory") return [`${start} -a '(__fish_complete_directories)'`];
  if (command.argument === "file") return [`${start} -F`];
  return [`${start} -a ${quote(command.argument.join(" "))}`];
}

function seenSubcommand(command: CommandWord): string {
  return quote(`__fish_seen_subcommand_from ${command.name}`);
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
