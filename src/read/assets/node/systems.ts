import type { NodeSystems } from "../../../model/assets.ts";
import { type Fields, texts } from "./record.ts";

/** The systems that a package is for, by `os`, `cpu` and `libc` of its entry; null where it is for all. */
export function systemsOf(entry: Fields): NodeSystems | null {
  const [os, cpu, libc] = [entry["os"], entry["cpu"], entry["libc"]].map((each) => texts(each).filter(isName));
  if (os === undefined || cpu === undefined || libc === undefined) return null;
  return os.length + cpu.length + libc.length === 0 ? null : { os, cpu, libc };
}

const isName = (name: string): boolean => /^!?[a-z0-9_]+$/.test(name) && name !== "any";
