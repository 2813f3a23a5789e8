import { maximumDepth, sharedDepth } from "./bounds.ts";

/** Why a step is refused. */
type Refusal = "no steps left" | "too deep";

/** Bounds what code may take: steps, and evaluations one inside another. What is asked from outside has a budget of its own. */
export class Budget {
  readonly #maxSteps: number;
  #steps: number;
  #depth = 0;
  /** Calls of functions of the project that are under way. */
  #calls = 0;

  constructor(maxSteps: number) {
    this.#maxSteps = maxSteps;
    this.#steps = maxSteps;
  }

  /** Takes a step into an evaluation, which `leave` ends; refused, there is none to end. */
  enter(): Refusal | undefined {
    if (--this.#steps <= 0) return "no steps left";
    if (this.#depth >= maximumDepth) return "too deep";
    this.#depth++;
    return undefined;
  }

  leave(): void {
    this.#depth--;
  }

  /** Takes `count` steps; false once there are none left. */
  step(count: number): boolean {
    this.#steps -= count;
    return this.#steps > 0;
  }

  /** Runs a call within its share of the steps that are left. */
  shared<T>(run: () => T): T {
    const reserve = this.#calls < sharedDepth ? Math.floor(this.#steps / 2) : 0;
    this.#calls++;
    this.#steps -= reserve;
    try {
      return run();
    } finally {
      this.#steps += reserve;
      this.#calls--;
    }
  }

  /** Runs something asked from outside. */
  fresh<T>(run: () => T): T {
    this.#steps = this.#maxSteps;
    this.#depth = 0;
    this.#calls = 0;
    return run();
  }
}
