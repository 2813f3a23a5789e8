/** Activities of Nix that are followed: src/libutil/logging.hh, ActivityType. */
export const ACTIVITY = {
  copyPath: 100,
  fileTransfer: 101,
  builds: 104,
  build: 105,
  substitute: 108,
  fetchTree: 112,
} as const;
/** What an activity reports: ResultType of the same file. */
const RESULT = { buildLogLine: 101, setPhase: 104, progress: 105, postBuildLogLine: 107 } as const;

/** What Nix says with `--log-format internal-json`, as far as it is of use. */
export type NixEvent =
  | {
      readonly kind: "start";
      readonly id: number;
      readonly activity: number;
      readonly text: string;
      readonly fields: readonly unknown[];
    }
  | { readonly kind: "stop"; readonly id: number }
  | { readonly kind: "line"; readonly id: number; readonly text: string }
  | { readonly kind: "phase"; readonly id: number; readonly phase: string }
  | {
      readonly kind: "progress";
      readonly id: number;
      readonly done: number;
      readonly expected: number;
      readonly running: number;
      readonly failed: number;
    }
  | { readonly kind: "message"; readonly level: number; readonly text: string };

/** Longest line that is taken apart; Nix writes error messages in one. */
const LONGEST = 4 * 1024 * 1024;

/**
 * A line of Nix's standard error -> its event. A line without `@nix ` is a message: of Nix before it reads its options, or of
 * what it runs. Undefined for what is of no use, and for what is not as it should be: the log is for show.
 */
export function nixEvent(line: string): NixEvent | undefined {
  if (!line.startsWith("@nix ")) return line.trim() === "" ? undefined : { kind: "message", level: 0, text: line };
  if (line.length > LONGEST) return undefined;
  let event: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(line.slice(5));
    if (typeof parsed !== "object" || parsed === null) return undefined;
    event = parsed as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const { id } = event;
  if (event["action"] === "msg") {
    const { level, msg } = event;
    return typeof level === "number" && typeof msg === "string" ? { kind: "message", level, text: msg } : undefined;
  }
  if (typeof id !== "number") return undefined;
  if (event["action"] === "stop") return { kind: "stop", id };
  const { type, text } = event;
  if (typeof type !== "number") return undefined;
  const fields: readonly unknown[] = Array.isArray(event["fields"]) ? event["fields"] : [];
  if (event["action"] === "start")
    return { kind: "start", id, activity: type, text: typeof text === "string" ? text : "", fields };
  return event["action"] === "result" ? resultEvent(id, type, fields) : undefined;
}

function resultEvent(id: number, type: number, fields: readonly unknown[]): NixEvent | undefined {
  const [first] = fields;
  if (type === RESULT.buildLogLine || type === RESULT.postBuildLogLine) {
    return typeof first === "string" ? { kind: "line", id, text: first } : undefined;
  }
  if (type === RESULT.setPhase) return typeof first === "string" ? { kind: "phase", id, phase: first } : undefined;
  if (type !== RESULT.progress) return undefined;
  const [done, expected, running, failed] = fields.map((field) => (typeof field === "number" ? field : 0));
  return { kind: "progress", id, done: done ?? 0, expected: expected ?? 0, running: running ?? 0, failed: failed ?? 0 };
}
