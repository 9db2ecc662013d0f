/** The time of each piece of a model, from a record of a slice of it. */
import { type Interval, rising } from '../../results/statistics.ts';
import { canonicalJson } from '../../suites/identity.ts';
import type { Model } from '../../suites/model.ts';
import {
  attentionWeights,
  feedForwardWeights,
  headWidths,
  layerCounts,
  sharedWeights,
} from '../../suites/moe/sizes.ts';
import type { MoeWorkload } from '../../suites/workload.ts';
import type { Chip } from '../catalog/catalog.ts';
import { type Absent, absent, isAbsent } from '../figure.ts';
import { ADAMW_MOVES, parameterCount } from '../rows/bytes.ts';
import { meanStepTime } from '../rows/normalise.ts';
import type { WorkPool } from '../rows/work.ts';

/** Forward and backward FLOPs of one token through one piece (suites/moe/flops.ts, a token at a time). */
export type PieceFlops = {
  readonly attention: number;
  readonly mixture: number;
  readonly dense: number;
  readonly head: number;
};

/** Seconds of a token in each piece; null for a piece that was not in the slice. */
export type SliceParts = {
  readonly [piece in keyof PieceFlops]: Interval | null;
} & {
  readonly optimizerPerParameter: Interval | null;
  /** Useful FLOPs of all pieces ÷ their time: what a piece that was not run is taken to reach. */
  readonly flopsPerSecond: Interval;
  /** By what the step was split into pieces. */
  readonly splitBy: 'trace' | 'flops';
};

/** Which part of a model a traced part belongs to; `other` and what else there is is shared out among them. */
const PIECE_OF: Readonly<Record<string, keyof PieceFlops | 'optimizer'>> = {
  attention: 'attention',
  norm: 'attention',
  router: 'mixture',
  dispatch: 'mixture',
  experts: 'mixture',
  dense: 'dense',
  embedding: 'head',
  head: 'head',
  loss: 'head',
  optimizer: 'optimizer',
};

/** AdamW keeps and moves float32 in training of half types. */
const OPTIMIZER_VALUE_BYTES = 4;

export type Shape = Pick<
  MoeWorkload,
  'hidden' | 'ffn' | 'experts' | 'topK' | 'sharedExperts' | 'sharedFfn' | 'sharedGate' | 'activation'
>;

/** `sequence`: tokens that attend to each other. `around`: what stands around the layer, if anything does. */
export function pieceFlops(
  layer: Shape,
  around: Pick<NonNullable<Model['block']>, 'attention' | 'vocab'> & { readonly denseFfn: number | null },
  sequence: number,
): PieceFlops {
  const { hidden, ffn, experts, topK, activation } = layer;
  const { query, value } = headWidths(around.attention);
  return {
    attention: 6 * (attentionWeights(around.attention, hidden) + sequence * around.attention.heads * (query + value)),
    mixture: 6 * (hidden * experts + topK * feedForwardWeights(hidden, ffn, activation) + sharedWeights(layer)),
    dense: 6 * feedForwardWeights(hidden, around.denseFfn ?? 0, activation),
    head: 6 * hidden * around.vocab,
  };
}

/** Fields in which a workload differs from the model other than by a cut; none: it is a faithful slice. */
export function unfaithful(
  { pool: { workloadCase }, workload }: Pick<WorkPool, 'pool' | 'workload'>,
  model: Model,
): string[] {
  const modelFields: Readonly<Record<string, unknown>> = { ...model.layer, ...model.block, router: model.router };
  const workloadFields: Readonly<Record<string, unknown>> = workload;
  const shared = ['sharedExperts', 'sharedFfn', 'sharedGate'];
  const alike = ['hidden', 'ffn', 'topK', ...shared, 'activation', 'expertBiases', 'weightOn', 'router'];
  const around = workload.part === 'moe-layer' ? [] : ['attention'];
  const stacked = workload.part === 'train-step' ? ['denseFfn', 'moeEvery', 'tied'] : [];
  const differing = [...alike, ...around, ...stacked].filter(
    name => canonicalJson(workloadFields[name] ?? null) !== canonicalJson(modelFields[name] ?? null),
  );
  if (workload.experts > model.layer.experts) differing.push('experts');
  return workloadCase.model === model.id ? differing : ['model', ...differing];
}

/** The pieces of a measured step, from its trace where there is one, else by their FLOPs. The mean step's interval is kept. */
export function sliceParts(
  { pool, workload }: Pick<WorkPool, 'pool' | 'workload'>,
  model: Model,
  chip: Chip,
): SliceParts | Absent {
  if (workload.pass === 'forward') return absent('forward-only');
  const mean = meanStepTime(pool);
  if (mean.low <= 0) return absent('mean-step-reaches-zero');
  const stepSeconds = rising(mean, ms => ms / 1000);
  const counts = pieceCounts(workload);
  const flops = flopsOf(workload, model);
  const traced = tracedShares(pool);
  const shares = traced ?? flopShares(workload, counts, flops, stepSeconds.point, chip);
  if (isAbsent(shares)) return shares;
  const piece = (name: keyof PieceFlops): Interval | null => {
    const share = shares[name];
    return counts[name] === 0 || share === 0
      ? null
      : rising(stepSeconds, seconds => (share * seconds) / (workload.tokens * counts[name]));
  };
  const working = 1 - shares.optimizer;
  const useful = PIECES.reduce((sum, name) => sum + counts[name] * flops[name], 0) * workload.tokens;
  const { optimizer } = shares;
  return {
    attention: piece('attention'),
    mixture: piece('mixture'),
    dense: piece('dense'),
    head: piece('head'),
    optimizerPerParameter:
      workload.part === 'train-step' && traced !== null
        ? rising(stepSeconds, seconds => (optimizer * seconds) / parameterCount(workload))
        : null,
    flopsPerSecond: {
      ...stepSeconds,
      point: useful / (working * stepSeconds.point),
      low: useful / (working * stepSeconds.high),
      high: useful / (working * stepSeconds.low),
    },
    splitBy: traced === null ? 'flops' : 'trace',
  };
}

export const PIECES = ['attention', 'mixture', 'dense', 'head'] as const;

type Shares = Readonly<Record<keyof PieceFlops | 'optimizer', number>>;

/** How often a token goes through each piece. */
function pieceCounts(workload: MoeWorkload): Readonly<Record<keyof PieceFlops, number>> {
  switch (workload.part) {
    case 'moe-layer':
      return { attention: 0, mixture: 1, dense: 0, head: 0 };
    case 'moe-block':
      return { attention: 1, mixture: 1, dense: 0, head: 0 };
    case 'train-step': {
      const { moe, dense } = layerCounts(workload);
      return { attention: workload.layers, mixture: moe, dense, head: 1 };
    }
  }
}

function flopsOf(workload: MoeWorkload, { block }: Model): PieceFlops {
  const none = { attention: 0, mixture: 0, dense: 0, head: 0 };
  if (block === null) return none;
  const around = workload.part === 'train-step' ? workload : block;
  return pieceFlops(workload, around, workload.part === 'moe-layer' ? 0 : workload.sequence);
}

/** Shares of the first traced step of the rounds. */
function tracedShares({ rounds }: WorkPool['pool']): Shares | null {
  const parts = rounds.map(({ measurement }) => measurement.parts).find(({ available }) => available);
  if (parts === undefined || !parts.available) return null;
  const ms = { attention: 0, mixture: 0, dense: 0, head: 0, optimizer: 0 };
  for (const [name, partMs] of Object.entries(parts.partsMs)) {
    const piece = PIECE_OF[name];
    if (piece !== undefined) ms[piece] += partMs;
  }
  const named = Object.values(ms).reduce((sum, partMs) => sum + partMs, 0);
  if (named === 0) return null;
  return {
    attention: ms.attention / named,
    mixture: ms.mixture / named,
    dense: ms.dense / named,
    head: ms.head / named,
    optimizer: ms.optimizer / named,
  };
}

/** Where no step was traced: the optimizer by the bytes it moves at the data sheet's speed, the rest by its FLOPs. */
function flopShares(
  workload: MoeWorkload,
  counts: Readonly<Record<keyof PieceFlops, number>>,
  flops: PieceFlops,
  stepSeconds: number,
  chip: Chip,
): Shares | Absent {
  const optimizer =
    workload.part === 'train-step' ? (parameterCount(workload) * optimizerSeconds(chip)) / stepSeconds : 0;
  if (!(optimizer < 1)) return absent('optimizer-exceeds-step');
  const all = PIECES.reduce((sum, name) => sum + counts[name] * flops[name], 0);
  const share = (name: keyof PieceFlops) => ((1 - optimizer) * counts[name] * flops[name]) / all;
  return {
    attention: share('attention'),
    mixture: share('mixture'),
    dense: share('dense'),
    head: share('head'),
    optimizer,
  };
}

/** Seconds AdamW takes for one parameter at the data sheet's memory speed; NaN where there is none. */
export function optimizerSeconds({ memoryBytesPerSecond }: Chip): number {
  return memoryBytesPerSecond === null ? Number.NaN : (ADAMW_MOVES * OPTIMIZER_VALUE_BYTES) / memoryBytesPerSecond;
}
