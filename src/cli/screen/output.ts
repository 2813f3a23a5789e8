import { fstatSync, writeSync } from "node:fs";

/** Standard output or standard error, as far as a command line needs them. */
export interface Output {
  readonly isTTY: boolean;
  /** Of a terminal; undefined of anything else. */
  readonly columns?: number | undefined;
  write(text: string): void;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): void;
}

/** The same for what ends the process. */
export interface ProcessOutput extends Output {
  /** Whether Node's stream took over, which may have text that is still to be written. */
  readonly mayHoldText: boolean;
}

/**
 * Writes to a file descriptor of the process without Node's stream for it, whose modules take longer to load than most
 * commands take to run. The stream takes over where it is needed: for a terminal's size and colours, on Windows, and for
 * what a pipe that does not block cannot take now.
 * @param stream Node's own, for the same descriptor; asked for only then.
 */
export function outputTo(fd: 1 | 2, stream: () => NodeJS.WriteStream): ProcessOutput {
  let slow: NodeJS.WriteStream | undefined;
  let fail = (error: Error): void => {
    throw error;
  };
  const slowly = (): NodeJS.WriteStream => {
    if (slow === undefined) {
      slow = stream();
      slow.on("error", fail);
    }
    return slow;
  };
  return {
    get columns() {
      return stream().columns;
    },
    get isTTY() {
      return mayBeTerminal(fd) && stream().isTTY === true;
    },
    get mayHoldText() {
      return slow !== undefined;
    },
    write(text) {
      if (slow !== undefined || process.platform === "win32") return void slowly().write(text);
      const bytes = Buffer.from(text);
      let written = 0;
      try {
        while (written < bytes.length) written += writeSync(fd, bytes, written);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") slowly().write(bytes.subarray(written));
        else fail(error as Error);
      }
    },
    on(_event, listener) {
      fail = listener;
    },
  };
}

function mayBeTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return false;
  }
}
