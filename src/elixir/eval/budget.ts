import { maximumDepth, sharedDepth } from "./bounds.ts";

/** Why a step is refused. */
type Refusal = "no steps left" | "too deep";

/** Bounds what code may take: steps, and evaluations one inside another. What is asked from outside has a budget of its own. */
export class Budget {
  readonly #maxSteps: number;
  readonly #spend: (steps: number, file: string) => void;
  #steps: number;
  #depth = 0;
  /** Calls of functions of the project that are under way. */
  #calls = 0;

  /** @param spend told of what each request from outside took. */
  constructor(maxSteps: number, spend: (steps: number, file: string) => void = () => {}) {
    this.#maxSteps = maxSteps;
    this.#steps = maxSteps;
    this.#spend = spend;
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

  /**
   * Runs something asked from outside, which may be while something else is under way.
   * @param file absolute: what is paid for.
   */
  fresh<T>(file: string, run: () => T): T {
    const outer = [this.#steps, this.#depth, this.#calls] as const;
    this.#steps = this.#maxSteps;
    this.#depth = 0;
    this.#calls = 0;
    let took = 0;
    let result: T;
    try {
      result = run();
    } finally {
      took = this.#maxSteps - this.#steps;
      [this.#steps, this.#depth, this.#calls] = outer;
    }
    this.#spend(took, file);
    return result;
  }
}
