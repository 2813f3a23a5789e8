import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { lazyCrypto } from "./lazy-builtins.ts";
import type { Processes } from "./processes.ts";

/** `pid.start.boot.place`; a start of 0 is one that the system does not tell. */
const word = /^(\d{1,10})\.(\d{1,20})\.([0-9a-f]{8})\.([0-9a-f]{8})$/;

/**
 * Processes by their number, and by what sets it apart from an earlier one with the same number: when it started, in which
 * boot of the machine, on which machine and in which space of process numbers (a container has its own).
 */
export const nodeProcesses: Processes = {
  self: () => `${process.pid}.${startOf(process.pid) ?? 0}.${boot()}.${place()}`,
  isAlive(id) {
    const [, pid, start, itsBoot, itsPlace] = word.exec(id) ?? [];
    if (pid === undefined || itsPlace !== place()) return undefined;
    if (itsBoot !== boot()) return false;
    const now = startOf(Number(pid));
    if (now !== undefined) return start === now;
    if (start !== "0" || !runs(Number(pid))) return false;
    // Perhaps another one that got its number: who asks goes by the time.
    return Number(pid) === process.pid ? true : undefined;
  },
  pidOf: (id) => word.exec(id)?.[1] ?? "of another machine",
};

/** When a process started, in ticks since the boot; undefined where there is none, or no /proc. See proc(5), stat, field 22. */
function startOf(pid: number): string | undefined {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // The name of the program, in brackets, may hold anything.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const boot = (): string => short(textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1")));
const place = (): string => short(`${hostname()} ${textOf(() => readlinkSync("/proc/self/ns/pid"))}`);

const short = (text: string): string => lazyCrypto().createHash("sha256").update(text).digest("hex").slice(0, 8);

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
