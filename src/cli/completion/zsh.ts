import { shellQuoted } from "../../text/shell-word.ts";
import type { CommandWord, FlagWord } from "./words.ts";

/** The completion script for zsh: a function file for a folder of $fpath. */
export function zsh(commands: readonly CommandWord[]): string {
  return `#compdef nif2nix
_nif2nix() {
  local -a commands
  commands=(
${commands.map((command) => `    ${shellQuoted(`${command.name}:${command.brief}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "\${words[2]}" in
${commands.map(branch).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_nif2nix" ]; then
  _nif2nix "$@"
else
  compdef _nif2nix nif2nix
fi
`;
}

function branch(command: CommandWord): string {
  const specs = [...command.flags.map(flagSpec), ...argumentSpec(command)];
  return `    ${command.name})\n      shift words; (( CURRENT-- ))\n      _arguments ${specs.join(" \\\n        ")} ;;`;
}

function flagSpec(flag: FlagWord): string {
  const brief = `[${flag.brief.replace(/[[\]]/g, "\\$&")}]`;
  if (flag.values === null) return shellQuoted(`${flag.name}${brief}`);
  const action = flag.directory ? "_files -/" : flag.values.length > 0 ? `(${flag.values.join(" ")})` : "";
  return shellQuoted(`${flag.name}=${brief}:value:${action}`);
}

function argumentSpec({ argument }: CommandWord): string[] {
  if (argument === null) return [];
  if (argument === "directory") return [shellQuoted("1:folder:_files -/")];
  if (argument === "file") return [shellQuoted("1:file:_files")];
  return [shellQuoted(`1:word:(${argument.join(" ")})`)];
}
