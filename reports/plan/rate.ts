/** A training rate as it comes out of records: what `speed: {from: results}` of a buyer's case asks for. */
import type { Interval } from '../../results/statistics.ts';
import type { Absent, Basis } from '../figure.ts';
import type { Lack } from '../spread/verdict.ts';

/**
 * Tokens per second and device of training the whole model. `measured`: the whole step ran on one device; `sibling`: on one
 * of its siblings; `projected`: from measured parts, the chip's own or a sibling's, through a parallel plan. `extrapolated`: of what was measured something had been cut (`--fit`).
 */
export type TrainingRate =
  | {
      readonly available: true;
      readonly rateKind: 'training';
      readonly tokensPerSecondPerDevice: Interval;
      readonly basis: Basis;
      readonly extrapolated: boolean;
      /** What it rests on, in sentences: records, plan, links, everything that was assumed. */
      readonly why: readonly string[];
      /** Ids of the runs it stands on. */
      readonly runs: readonly string[];
      /** The boards it was measured on, each once. */
      readonly boards: readonly string[];
      /** What it lacks of an interval: with any of it no verdict stands on it, whatever the kind of `tokensPerSecondPerDevice`. */
      readonly lacks: readonly Lack[];
    }
  | Absent;
