import { ACTIVITY, type NixEvent } from "./event.ts";
import type { Label } from "./label.ts";

/** Lines that are kept of one build, the newest: more than any screen, less than memory. */
const KEPT = 20_000;

/** A derivation that is built, or was. */
export interface Building {
  readonly derivation: string;
  readonly label: Label;
  /** When it began, in milliseconds of the caller's clock. */
  readonly start: number;
  phase?: string;
  readonly lines: string[];
}

/** What changed, for who shows it line by line. */
export type Change =
  | { readonly kind: "began" | "ended"; readonly building: Building }
  | { readonly kind: "warning"; readonly text: string };

/** What Nix is doing, put together from its events. Knows neither the clock nor the screen. */
export class BuildProgress {
  readonly running = new Map<number, Building>();
  readonly downloads = new Map<number, string>();
  /** Of all builds, as Nix counts them. */
  counts = { done: 0, expected: 0, failed: 0 };
  /** Errors of Nix, in order. */
  readonly errors: string[] = [];
  /** Every build that ended, by its derivation: whether it failed is in the errors. */
  readonly ended = new Map<string, Building>();
  /** Nix has evaluated, and knows what to build. */
  evaluated = false;
  readonly #label: (derivation: string) => Label;
  #builds: number | undefined;

  /** @param label what a derivation is called: of /nix/store/...-name.drv. */
  constructor(label: (derivation: string) => Label) {
    this.#label = label;
  }

  /** Takes one event in. @param now milliseconds of the caller's clock. */
  apply(event: NixEvent, now: number): Change | undefined {
    switch (event.kind) {
      case "start":
        return this.#start(event, now);
      case "stop":
        return this.#stop(event.id);
      case "line":
        return this.#line(event.id, event.text);
      case "phase": {
        const building = this.running.get(event.id);
        if (building !== undefined) building.phase = event.phase;
        return undefined;
      }
      case "progress":
        if (event.id === this.#builds)
          this.counts = { done: event.done, expected: event.expected, failed: event.failed };
        return undefined;
      case "message":
        if (event.level === 0) this.errors.push(event.text);
        return event.level === 1 ? { kind: "warning", text: event.text } : undefined;
    }
  }

  #start({ id, activity, text, fields }: NixEvent & { kind: "start" }, now: number): Change | undefined {
    const [subject] = fields;
    if (activity === ACTIVITY.builds) {
      this.#builds = id;
      this.evaluated = true;
    } else if (activity === ACTIVITY.build && typeof subject === "string") {
      const building: Building = { derivation: subject, label: this.#label(subject), start: now, lines: [] };
      this.running.set(id, building);
      return { kind: "began", building };
    } else if (
      activity === ACTIVITY.fileTransfer ||
      activity === ACTIVITY.substitute ||
      activity === ACTIVITY.fetchTree
    ) {
      this.downloads.set(id, typeof subject === "string" ? subject : text);
    }
    return undefined;
  }

  #stop(id: number): Change | undefined {
    this.downloads.delete(id);
    const building = this.running.get(id);
    if (building === undefined) return undefined;
    this.running.delete(id);
    this.ended.set(building.derivation, building);
    return { kind: "ended", building };
  }

  #line(id: number, text: string): undefined {
    const building = this.running.get(id);
    if (building === undefined) return;
    // nixpkgs says the phase in the log, too; older Nix gets nothing else where the log's own descriptor is closed.
    const phase = /^(?:@nix \{.{0,20}"phase": ?"|Running phase: )([A-Za-z]{1,60})/.exec(text.slice(0, 120))?.[1];
    if (phase !== undefined) building.phase = phase;
    building.lines.push(text);
    if (building.lines.length > 2 * KEPT) building.lines.splice(0, KEPT);
  }

  /** The builds that Nix's errors name, in their order: those whose logs tell why. */
  failed(): readonly Building[] {
    const named = this.errors.flatMap((error) =>
      [...error.matchAll(/\/nix\/store\/[a-z0-9]{32}-[^'\s\u001b]{1,211}\.drv/g)].map(([drv]) => drv),
    );
    return [...new Set(named)].flatMap((derivation) => {
      const building =
        this.ended.get(derivation) ?? [...this.running.values()].find((each) => each.derivation === derivation);
      return building === undefined ? [] : [building];
    });
  }
}
