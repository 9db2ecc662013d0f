/** Made-up nights of a machine: levels as a test says, with noise that is the same on every run. No number here was measured. */
import type { Observation } from '../../../results/history/observation.ts';
import { sha256 } from '../../../suites/identity.ts';

export const FIRST_NIGHT = Date.parse('2026-01-01T22:00:00.000Z');
const DAY_MS = 24 * 3_600_000;

/** `2026-01-01T22:00:00.000Z` is night 0. */
export const startOf = (night: number): string => new Date(FIRST_NIGHT + night * DAY_MS).toISOString();
export const runOf = (night: number): string => `night-${night}`;

export const SETUP = { driver: '550.54', 'program.version': '0.1.0' };

/** One observation of night 0, as a test changes it. */
export function observation(changes: Partial<Observation> = {}): Observation {
  return {
    machine: 'lab-1',
    target: 'torch-cuda-0',
    board: 'GPU-1',
    strategy: 'grouped',
    workloadSha256: sha256('layer'),
    concurrent: false,
    powerLimitW: 300,
    runId: runOf(0),
    startedAt: startOf(0),
    order: 0,
    case: 'layer',
    role: 'work',
    computeKernel: 'cutlass',
    unusable: null,
    rounds: 8,
    plannedRounds: 8,
    roundStepMs: Array.from({ length: 8 }, () => 10),
    energyJPerStep: null,
    peakHostBytes: null,
    peakDeviceBytes: null,
    clockMHz: 1980,
    setup: SETUP,
    ...changes,
  };
}

/** Of a work or product of that name: null leaves a night out. */
export type MadeNight = (night: number) => (Partial<Observation> & { readonly stepMs?: number }) | null;

/** `nights` nights of several works, each by its name, with a noise of 1 % that no two series share. */
export function madeNights(nights: number, works: Readonly<Record<string, MadeNight>>, cv = 0.01): Observation[] {
  return Array.from({ length: nights }, (_, night) => night).flatMap(night =>
    Object.entries(works).flatMap(([name, changesOf]) => {
      const changes = changesOf(night);
      if (changes === null) return [];
      const { stepMs = 10, ...rest } = changes;
      const ms = stepMs * Math.exp(cv * normal(`${name} ${night}`));
      return [
        observation({
          case: name,
          workloadSha256: sha256(name),
          runId: runOf(night),
          startedAt: startOf(night),
          order: night,
          roundStepMs: Array.from(
            { length: 8 },
            (_, round) => ms * Math.exp(0.002 * normal(`${name} ${night} ${round}`)),
          ),
          ...rest,
        }),
      ];
    }),
  );
}

/** A standard normal of a name: twelve uniforms less six (Irwin–Hall). */
export function normal(name: string): number {
  const hash = sha256(name);
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += Number.parseInt(hash.slice(5 * i, 5 * i + 5), 16) / 16 ** 5;
  return sum;
}

/** Products of the roofline of the same target. */
export const PRODUCTS = ['gemm-a', 'gemm-b', 'gemm-c'] as const;

export const product = (stepMs: number): Partial<Observation> & { stepMs: number } => ({
  role: 'largest-matmul',
  strategy: 'eager',
  stepMs,
});
