/** How often a sampler looks: as often as a fixed share of one core allows, by the cost of a look on this machine. */

/** A third below the promised half per cent: looks cost more on a busy machine. */
const SHARE = 0.0033;
const SHORTEST_MS = 20;
const LONGEST_MS = 1000;
/** Looks after which the cost of a look is measured again. */
const BATCH = 10;

export class Pace {
  /** Milliseconds to sleep before the next look. */
  delayMs = SHORTEST_MS;
  #looks = 0;
  #cpuBeforeMs: number;

  constructor(cpuMs: number) {
    this.#cpuBeforeMs = cpuMs;
  }

  /** After each look. `cpuMs`: processor time the process has used, in all. */
  looked(cpuMs: () => number): void {
    this.#looks += 1;
    if (this.#looks < BATCH) return;
    const now = cpuMs();
    const costMs = (now - this.#cpuBeforeMs) / this.#looks;
    this.delayMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, costMs / SHARE));
    this.#looks = 0;
    this.#cpuBeforeMs = now;
  }
}
