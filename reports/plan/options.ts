/** The options of a plan. Each default is an assumption, and is printed where it is used. */
import type { Site } from './collectives.ts';

export type Range = { readonly low: number; readonly point: number; readonly high: number };

/** Bytes of one value, by what it is for. */
export type ValueBytes = {
  readonly weight: number;
  readonly gradient: number;
  /** Moments and the copy of the weight that is trained; split over the data-parallel devices (ZeRO-1, arXiv:1910.02054). */
  readonly optimizer: number;
  readonly activation: number;
  /** What a token's values are sent to its experts in, and what comes back in. */
  readonly dispatch: number;
  readonly combine: number;
};

export type PlanOptions = {
  readonly devices: number;
  /** Tokens of one step over all devices, of a sequence, and sequences of a micro-batch. */
  readonly batchTokens: number;
  readonly sequence: number;
  readonly microBatchSequences: number;
  /** Chunks of layers a device holds of an interleaved pipeline (arXiv:2104.04473); 1: plain 1F1B. */
  readonly virtualStages: number;
  readonly recompute: 'none' | 'full' | 'best';
  /** The share of the communication of experts, pipeline and data that is hidden behind computing. That of tensor parallelism never is. */
  readonly overlap: Range;
  /** Actual time ÷ time by the model of collectives; its ends are the worst ratios where it could be checked (docs/COST.md). */
  readonly communication: Range;
  /** Nodes a token is sent to at the most, once each and passed on inside (as DeepSeek-V3); null: every choice travels. */
  readonly nodesPerToken: number | null;
  readonly bytes: ValueBytes;
  /** The share of a device's memory that a plan may fill; runtime, buffers of collectives and fragmentation take the rest. */
  readonly usableMemory: number;
  readonly site: Site;
};

const HALF: ValueBytes = { weight: 2, gradient: 4, optimizer: 12, activation: 2, dispatch: 2, combine: 2 };
const FULL: ValueBytes = { weight: 4, gradient: 4, optimizer: 8, activation: 4, dispatch: 4, combine: 4 };

/** Sequences of a step where nobody says how many: 4,096, or four a device where that is more. */
const LEAST_SEQUENCES = 4096;
const SEQUENCES_A_DEVICE = 4;

/** Options with what is not given filled in. */
export function planOptions(dtype: string, requested: Partial<PlanOptions> = {}): PlanOptions {
  const { devices = 1024, sequence = 4096 } = requested;
  return {
    devices,
    batchTokens: sequence * Math.max(LEAST_SEQUENCES, SEQUENCES_A_DEVICE * devices),
    sequence,
    microBatchSequences: 1,
    virtualStages: 1,
    recompute: 'best',
    overlap: { low: 0, point: 0.5, high: 1 },
    communication: { low: 0.69, point: 1, high: 2.2 },
    nodesPerToken: null,
    bytes: dtype === 'float32' || dtype === 'tf32' ? FULL : HALF,
    usableMemory: 0.9,
    site: {},
    ...requested,
  };
}
