import { say, type Cli } from "../cli.ts";

/** Milliseconds between two drawings at most. */
const PACE = 100;

/** The lowest lines of a terminal, drawn again and again. What is said in between scrolls above them. */
export interface LiveRegion {
  /** Draws the lines that `lines` gives, unless that was done just now. */
  draw(): void;
  /** Says something that stays. */
  say(text: string): void;
  /** Takes the lines away, for good. */
  end(): void;
}

/** @param lines what is to be seen, none longer than the terminal is wide. */
export function liveRegion(cli: Cli, lines: () => readonly string[]): LiveRegion {
  let drawn = 0;
  let last = 0;
  const clear = (): string => (drawn === 0 ? "" : `\u001b[${drawn}A\u001b[J`);
  const draw = (): void => {
    const now = lines();
    cli.process.stderr.write(clear() + now.map((line) => `${line}\n`).join(""));
    drawn = now.length;
    last = Date.now();
  };
  // Seconds go on while Nix says nothing.
  const timer = setInterval(draw, 1000);
  return {
    draw: () => {
      if (Date.now() - last >= PACE) draw();
    },
    say: (text) => {
      cli.process.stderr.write(clear());
      drawn = 0;
      say(cli, text);
      draw();
    },
    end: () => {
      clearInterval(timer);
      cli.process.stderr.write(clear());
      drawn = 0;
    },
  };
}
