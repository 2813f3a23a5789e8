import type { CommandWord } from "./words.ts";

/** The completion script for bash (3.2 and later, without the bash-completion package). */
export function bash(commands: readonly CommandWord[]): string {
  const names = commands.map((command) => command.name).join(" ");
  return `# Completion of nif2nix for bash.
_nif2nix() {
  local word=\${COMP_WORDS[COMP_CWORD]} last=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  # bash takes \`--flag=value\` for three words.
  if [ "$word" = "=" ]; then
    word=
  elif [ "$last" = "=" ]; then
    last=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$word"))
    return
  fi
  case "$command $last" in
${commands.flatMap(values).join("\n")}
  esac
  case "$command" in
${commands.map(words).join("\n")}
  esac
}
complete -F _nif2nix nif2nix
`;
}

function values(command: CommandWord): string[] {
  return command.flags.flatMap((flag) => {
    if (flag.values === null) return [];
    const reply = flag.directory ? '-d -- "$word"' : `-W "${flag.values.join(" ")}" -- "$word"`;
    return `    "${command.name} ${flag.name}") COMPREPLY=($(compgen ${reply})); return ;;`;
  });
}

function words(command: CommandWord): string {
  const flags = command.flags.map((flag) => flag.name).join(" ");
  const argument = Array.isArray(command.argument) ? ` ${command.argument.join(" ")}` : "";
  const kind = command.argument === "directory" ? " -d" : command.argument === "file" ? " -f" : "";
  return `    ${command.name}) COMPREPLY=($(compgen${kind} -W "${flags}${argument}" -- "$word")) ;;`;
}
