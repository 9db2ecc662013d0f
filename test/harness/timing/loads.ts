/** Loads whose energy is known exactly, and sensors that look at them: jittered, slow, wrapping, in their own units. */
import type { TimedLook } from '../../../harness/energy/series.ts';

/** `powerW` at a time in seconds, and its exact integral from 0. */
export type Load = {
  readonly name: string;
  readonly powerW: (s: number) => number;
  readonly energyJ: (s: number) => number;
};

export const constant: Load = { name: 'constant', powerW: () => 300, energyJ: s => 300 * s };

/** 300 W ± 150 W, three turns in two seconds. */
const OMEGA = 3 * Math.PI;
export const sine: Load = {
  name: 'sine',
  powerW: s => 300 + 150 * Math.sin(OMEGA * s),
  energyJ: s => 300 * s + (150 / OMEGA) * (1 - Math.cos(OMEGA * s)),
};

/** 80 W idle, 600 W from the third second to the eighth. */
export const step: Load = pulse('step', 80, 600, 3, 8);
/** A tenth of a second at 700 W in a load of 200 W. Each flank costs sampled power up to half a look × 500 W. */
export const spike: Load = pulse('spike', 200, 700, 5.03, 5.13);

function pulse(name: string, baseW: number, topW: number, from: number, to: number): Load {
  const inside = (s: number) => Math.min(Math.max(s, from), to) - from;
  return {
    name,
    powerW: s => (s >= from && s < to ? topW : baseW),
    energyJ: s => baseW * s + (topW - baseW) * inside(s),
  };
}

/** Times of looks over `seconds`: every `everyMs`, each off by up to ± `jitterMs`, the same ones for the same seed. */
export function lookTimes(seconds: number, everyMs: number, jitterMs: number, seed = 1): readonly number[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from(
    { length: Math.ceil((seconds * 1000) / everyMs) },
    (_, i) => i * everyMs + jitterMs * (2 * random() - 1),
  );
}

/** What a power sensor says that takes a new value every `updateMs`, in steps of 1 mW. */
export function powerLooks(load: Load, timesMs: readonly number[], updateMs: number): readonly TimedLook[] {
  return timesMs.map(atMs => {
    const updatedMs = Math.floor(atMs / updateMs) * updateMs;
    return { atMs, look: { kind: 'power', powerW: Math.round(load.powerW(updatedMs / 1000) * 1000) / 1000 } };
  });
}

/** What a counter says that is brought up to date every `updateMs`, in steps of 1 mJ. It starts at `startJ`. */
export function counterLooks(
  load: Load,
  timesMs: readonly number[],
  updateMs: number,
  { wrapsAtJ = null, startJ = 5000 }: { readonly wrapsAtJ?: number | null; readonly startJ?: number } = {},
): readonly TimedLook[] {
  return timesMs.map(atMs => {
    const updatedMs = Math.floor(atMs / updateMs) * updateMs;
    const countedJ = Math.round((startJ + load.energyJ(updatedMs / 1000)) * 1000) / 1000;
    return { atMs, look: { kind: 'counter', energyJ: wrapsAtJ === null ? countedJ : countedJ % wrapsAtJ, wrapsAtJ } };
  });
}
