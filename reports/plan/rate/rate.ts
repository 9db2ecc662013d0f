/** A training rate as it comes out of records: what `speed: {from: results}` of a buyer's case asks for. */
import type { Interval } from '../../../results/statistics.ts';
import type { Coded } from '../../fact.ts';
import type { Absent, Basis } from '../../figure.ts';
import type { Lack } from '../../spread/verdict.ts';
import type { PlanReason } from '../codes.ts';

/**
 * Tokens per second and device of training the whole model. `measured`: the whole step ran on one device; `sibling`: on one
 * of its siblings; `projected`: from measured parts, of the chip or a sibling, through a parallel plan. `extrapolated`: what was measured
 * had been cut (`--fit`).
 */
export type TrainingRate =
  | {
      readonly available: true;
      readonly rateKind: 'training';
      readonly tokensPerSecondPerDevice: Interval;
      readonly basis: Basis;
      readonly extrapolated: boolean;
      /** What it rests on: records, plan, links, every assumption. */
      readonly why: readonly Coded<PlanReason>[];
      /** Ids of the runs it stands on. */
      readonly runs: readonly string[];
      /** The boards it was measured on, each once. */
      readonly boards: readonly string[];
      /** What it lacks of an interval. With any lack it carries no verdict, whatever the kind of `tokensPerSecondPerDevice`. */
      readonly lacks: readonly Lack[];
    }
  | Absent;
