/** How step times go over a long window: what a chip does once clocks and temperature have settled. Pure. */
import type { Drift } from './schema/outcome.ts';

/** A tail of the window is steady where each of its parts has a mean step this near to that of the whole tail. */
const STEADY = 0.03;
/** A tail shorter than this share of the window says nothing: the last part alone always agrees with itself. */
const SHORTEST_TAIL = 1 / 3;

/** Step times in the order they were taken, gathered into parts of at least `everyMs`; what is left joins the last part. */
export function driftOf(samplesMs: readonly number[], everyMs: number): Drift {
  const parts: { steps: number; sumMs: number }[] = [];
  let open = { steps: 0, sumMs: 0 };
  for (const ms of samplesMs) {
    open = { steps: open.steps + 1, sumMs: open.sumMs + ms };
    if (open.sumMs < everyMs) continue;
    parts.push(open);
    open = { steps: 0, sumMs: 0 };
  }
  const last = parts.pop() ?? { steps: 0, sumMs: 0 };
  parts.push({ steps: last.steps + open.steps, sumMs: last.sumMs + open.sumMs });
  return { everyMs, parts, steadyFrom: steadyFrom(parts) };
}

/** How much longer a step takes in the last part than in the first: 0.05 is 5 % slower. */
export function changeOf({ parts }: Drift): number {
  const [first, last] = [parts[0], parts.at(-1)];
  return first === undefined || last === undefined ? 0 : meanMs([last]) / meanMs([first]) - 1;
}

/** The first part from which on all keep to their common mean; null: there is none. */
export function steadyFrom(parts: Drift['parts']): number | null {
  const latest = parts.length - Math.max(2, Math.ceil(parts.length * SHORTEST_TAIL));
  for (let from = 0; from <= latest; from += 1) {
    const tail = parts.slice(from);
    const mean = meanMs(tail);
    if (tail.every(part => Math.abs(meanMs([part]) - mean) <= STEADY * mean)) return from;
  }
  return null;
}

export function meanMs(parts: Drift['parts']): number {
  const [sumMs, steps] = parts.reduce(([ms, count], part) => [ms + part.sumMs, count + part.steps], [0, 0]);
  return sumMs / steps;
}
