/** From the slice that was measured to the whole model: a step of its own, and labelled. Pure. */
import { falling, type Interval, rising } from '../../results/statistics.ts';
import type { Cut } from '../../suites/fit.ts';
import type { Model, ModelBlock } from '../../suites/model.ts';
import type { MoeWorkload } from '../../suites/workload.ts';
import type { Chip } from '../catalog/catalog.ts';
import { type Coded, fact } from '../fact.ts';
import { type Absent, absent } from '../figure.ts';
import type { PlanReason } from './codes.ts';
import { optimizerSeconds, PIECES, type PieceFlops, pieceFlops, type SliceParts } from './slice.ts';
import type { ComputeParts } from './step.ts';

export type DimensionCut = { readonly dimension: string; readonly from: number; readonly to: number };

export type WholeParts = {
  readonly parts: ComputeParts;
  /** Dimensions of the model that the slice has cut. */
  readonly cut: readonly DimensionCut[];
  /** Pieces that were not run, and what speed was assumed for them. */
  readonly assumed: readonly Coded<PlanReason>[];
};

/**
 * A piece that was run takes as long as its FLOPs say beside the slice's: with more experts to score, a wider head, longer
 * sequences. One that was not takes its FLOPs at the speed of all pieces that were; an optimizer, the bytes it moves at the
 * data sheet's speed.
 */
export function wholeParts(
  slice: SliceParts,
  workload: MoeWorkload,
  fitted: readonly Cut[],
  { layer, block }: Model & { readonly block: ModelBlock },
  sequence: number,
  chip: Chip,
): WholeParts | Absent {
  const modelFlops = pieceFlops(layer, block, sequence);
  const sliceFlops = pieceFlops(
    workload,
    workload.part === 'train-step' ? workload : block,
    workload.part === 'moe-layer' ? sequence : workload.sequence,
  );
  const needed = { attention: true, mixture: true, dense: block.denseFfn !== null, head: true };
  const piece = (name: keyof PieceFlops): Interval => {
    const measured = slice[name];
    return measured === null
      ? falling(slice.flopsPerSecond, rate => modelFlops[name] / rate)
      : rising(measured, seconds => (seconds * modelFlops[name]) / sliceFlops[name]);
  };
  const dataSheetSeconds = optimizerSeconds(chip);
  if (slice.optimizerPerParameter === null && !Number.isFinite(dataSheetSeconds)) {
    return absent('no-optimizer-time', { chip: chip.name });
  }
  const notRun = PIECES.filter(name => needed[name] && slice[name] === null);
  return {
    parts: {
      attention: piece('attention'),
      mixture: piece('mixture'),
      dense: piece('dense'),
      head: piece('head'),
      optimizerPerParameter: slice.optimizerPerParameter ?? {
        ...slice.flopsPerSecond,
        point: dataSheetSeconds,
        low: dataSheetSeconds,
        high: dataSheetSeconds,
      },
    },
    cut: cutsOf(workload, fitted, layer, block, sequence),
    assumed: [
      ...(notRun.length === 0 ? [] : [fact('assumed-piece-speed', { pieces: notRun })]),
      ...(slice.optimizerPerParameter === null ? [fact('assumed-optimizer-speed')] : []),
    ],
  };
}

/** What is smaller than the model's own; tokens, as `--fit` wrote them down. */
function cutsOf(
  workload: MoeWorkload,
  fitted: readonly Cut[],
  layer: Model['layer'],
  block: ModelBlock,
  sequence: number,
): DimensionCut[] {
  const modelDims: Readonly<Record<string, number>> = {
    experts: layer.experts,
    ...(workload.part === 'train-step'
      ? { layers: block.layers, firstDense: block.firstDense, vocab: block.vocab }
      : {}),
    ...(workload.part === 'moe-layer' ? {} : { sequence }),
  };
  const workloadDims: Readonly<Record<string, unknown>> = workload;
  const cuts = Object.entries(modelDims).flatMap(([dimension, from]) => {
    const to = workloadDims[dimension];
    return typeof to !== 'number' || to === from ? [] : [{ dimension, from, to }];
  });
  const tokens = fitted.filter(({ what }) => what === 'tokens');
  return [...cuts, ...tokens.map(({ what, from, to }) => ({ dimension: what, from, to }))];
}
