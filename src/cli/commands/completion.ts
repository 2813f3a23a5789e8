import { application } from "../application.ts";
import { type Cli, print } from "../cli.ts";
import { bash } from "../completion/bash.ts";
import { fish } from "../completion/fish.ts";
import { commandWords } from "../completion/words.ts";
import { zsh } from "../completion/zsh.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

export type Shell = "bash" | "zsh" | "fish";

const writers = { bash, zsh, fish } as const;

/** Prints the completion script of a shell. */
export async function completion(cli: Cli, _flags: object, shell: Shell): Promise<ExitCode> {
  print(cli, writers[shell](commandWords(application())));
  return EXIT.fine;
}
