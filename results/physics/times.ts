/** Can these step times be of one window: do count, sums, quantiles, parts and the cell's own clock fit together? */
import { steadyFrom } from '../drift.ts';
import { type Note, note } from '../schema/note.ts';
import type { Drift } from '../schema/outcome.ts';
import { atMost, type Measured, type Rule, same } from './rule.ts';

/** What rounding of clocks may add up to: a millisecond, and a thousandth. */
const CLOCK_MS = 1;
const CLOCK_SHARE = 1e-3;
/** Beyond both, the time between batches of a runner's process is none that the harness takes: under load it was 5 ms at most. */
const MOST_IDLE_SHARE = 0.5;
const BETWEEN_BATCHES_MS = 20;
/** A trace counts whole microseconds, node by node. */
const TRACE_SHARE = 0.01;

export const TIME_RULES: readonly Rule<Measured>[] = [
  {
    code: 'step-time-zero',
    broken: ({ measurement: { stepMs } }) =>
      stepMs.minMs > 0 ? null : note('step-time-zero', { minMs: stepMs.minMs }),
  },
  {
    code: 'quantiles-order',
    broken({ measurement: { stepMs } }) {
      const order = ['minMs', 'p05Ms', 'p25Ms', 'medianMs', 'p75Ms', 'p95Ms', 'maxMs'] as const;
      const wrong = order.find((name, i) => !atMost(stepMs[order[i - 1] ?? name], stepMs[name]));
      return wrong === undefined ? null : note('quantiles-order', { quantile: wrong, ms: stepMs[wrong] });
    },
  },
  {
    code: 'step-sum',
    broken({ measurement: { stepMs } }) {
      const { steps, sumMs, minMs, maxMs } = stepMs;
      const [leastMs, mostMs] = [steps * minMs, steps * maxMs];
      if (atMost(leastMs, sumMs) && atMost(sumMs, mostMs)) return null;
      return note('step-sum', { steps, minMs, maxMs, leastMs, mostMs, sumMs });
    },
  },
  {
    code: 'step-squares',
    broken({ measurement: { stepMs } }) {
      const { steps, sumMs, sumSquaresMs2, maxMs } = stepMs;
      // Cauchy-Schwarz below; above, no square exceeds its step × the longest.
      const [least, most] = [sumMs ** 2 / steps, sumMs * maxMs];
      if (atMost(least, sumSquaresMs2) && atMost(sumSquaresMs2, most)) return null;
      return note('step-squares', { sumSquaresMs2, steps, sumMs });
    },
  },
  {
    code: 'outlier-count',
    broken: ({ measurement: { stepMs } }) =>
      // Half of all steps lie between the quartiles, and are none.
      stepMs.outliers <= stepMs.steps / 2
        ? null
        : note('outlier-count', { outliers: stepMs.outliers, steps: stepMs.steps }),
  },
  {
    code: 'wall-time',
    broken({ line, measurement: { stepMs, clock, warmup, open, onnx } }) {
      const insideMs = stepMs.sumMs * clock.stepsPerSample + warmup.ms + open.createMs + (onnx?.graph.buildMs ?? 0);
      if (insideMs <= line.wallMs * (1 + CLOCK_SHARE) + CLOCK_MS) return null;
      return note('wall-time', { insideMs, wallMs: line.wallMs });
    },
  },
  {
    code: 'window-time',
    broken({ line: { wallMs }, measurement: { stepMs, clock, window } }) {
      const windowMs = window.endMs - window.startMs;
      const stepsMs = stepMs.sumMs * clock.stepsPerSample;
      const fits = (inner: number, outer: number) => inner <= outer * (1 + CLOCK_SHARE) + CLOCK_MS;
      if (fits(stepsMs, windowMs) && fits(windowMs, wallMs)) return null;
      return note('window-time', { windowMs, stepsMs, wallMs });
    },
  },
  {
    code: 'idle-time',
    broken({ measurement: { stepMs, clock, window } }) {
      if (!clock.idleMs.available) return null;
      const windowMs = window.endMs - window.startMs;
      const restMs = windowMs - stepMs.sumMs * clock.stepsPerSample;
      const idleMs = clock.idleMs.value;
      if (idleMs >= 0 && idleMs <= restMs + windowMs * CLOCK_SHARE + CLOCK_MS) return null;
      return note('idle-time', { idleMs, restMs });
    },
  },
  {
    // Between two batches the harness writes a line and reads one. A runner that times itself and leaves most of the window out has not.
    code: 'steps-missing-time',
    broken({ target, measurement: { stepMs, clock, window } }) {
      if (target.process === undefined) return null;
      const windowMs = window.endMs - window.startMs;
      const restMs = windowMs - stepMs.sumMs * clock.stepsPerSample;
      const batches = (stepMs.steps * clock.stepsPerSample) / clock.stepsPerBatch;
      if (restMs <= windowMs * MOST_IDLE_SHARE || restMs <= batches * BETWEEN_BATCHES_MS) return null;
      return note('steps-missing-time', { stepsMs: windowMs - restMs, windowMs, missingMs: restMs / batches });
    },
  },
  {
    code: 'parts-time',
    broken({ measurement: { parts } }) {
      if (!parts.available) return null;
      const sumMs = Object.values(parts.partsMs).reduce((total, ms) => total + ms, 0);
      if (sumMs <= parts.stepMs * (1 + TRACE_SHARE)) return null;
      return note('parts-time', { sumMs, stepMs: parts.stepMs });
    },
  },
  { code: 'drift', broken: ({ measurement }) => (measurement.drift === undefined ? null : driftFault(measurement)) },
];

function driftFault({ drift, stepMs }: Pick<Measured['measurement'], 'drift' | 'stepMs'>): Note | null {
  const parts: Drift['parts'] = drift?.parts ?? [];
  const steps = parts.reduce((total, part) => total + part.steps, 0);
  const sumMs = parts.reduce((total, part) => total + part.sumMs, 0);
  if (steps !== stepMs.steps) return note('drift-steps', { partSteps: steps, steps: stepMs.steps });
  if (!same(sumMs, stepMs.sumMs)) return note('drift-sum', { partsMs: sumMs, sumMs: stepMs.sumMs });
  const [recorded, recomputed] = [drift?.steadyFrom ?? null, steadyFrom(parts)];
  if (recorded === recomputed) return null;
  return note('drift-steady', { recomputed: recomputed ?? 'none', recorded: recorded ?? 'none' });
}
