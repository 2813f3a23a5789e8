/** What the process says to its caller. */
export const EXIT = {
  fine: 0,
  /** `check` found something: findings, or files that are out of date. */
  findings: 1,
  /** Wrong usage, wrong settings, or a project that cannot be read. Nothing was written. */
  usage: 2,
  nixFailed: 3,
  /** EX_SOFTWARE of sysexits.h: the fault is ours. */
  bug: 70,
  /** 128 + SIGINT, as shells say it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * stricli's exit codes -> ours. Its negative ones are about its own work: -5 and -4 (unknown command, wrong argument) are
 * the user's, the others (a command that cannot be loaded...) are bugs. A command's own code passes through.
 */
export function toExitCode(code: number | string | null | undefined): ExitCode {
  const known = Object.values(EXIT).find((own) => own === code);
  if (known !== undefined) return known;
  return code === -5 || code === -4 ? EXIT.usage : EXIT.bug;
}
