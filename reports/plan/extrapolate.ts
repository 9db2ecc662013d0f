/** From the slice that was measured to the whole model: a step of its own, and labelled. Pure. */
import { falling, type Interval, rising } from '../../results/statistics.ts';
import type { Cut } from '../../suites/fit.ts';
import type { Model, ModelBlock } from '../../suites/model.ts';
import type { MoeWorkload } from '../../suites/workload.ts';
import type { Chip } from '../catalog/catalog.ts';
import { type Absent, said } from '../figure.ts';
import { optimizerSeconds, PIECES, type PieceFlops, pieceFlops, type SliceParts } from './slice.ts';
import type { ComputeParts } from './step.ts';

export type WholeParts = {
  readonly parts: ComputeParts;
  /** What the slice has less of than the model: `layers 88 → 2`. */
  readonly cut: readonly string[];
  /** Pieces that were not run, and what they were taken for. */
  readonly assumed: readonly string[];
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
  const whole = pieceFlops(layer, block, sequence);
  const ran = pieceFlops(
    workload,
    workload.part === 'train-step' ? workload : block,
    workload.part === 'moe-layer' ? sequence : workload.sequence,
  );
  const needed = { attention: true, mixture: true, dense: block.denseFfn !== null, head: true };
  const piece = (name: keyof PieceFlops): Interval => {
    const measured = slice[name];
    return measured === null
      ? falling(slice.flopsPerSecond, rate => whole[name] / rate)
      : rising(measured, seconds => (seconds * whole[name]) / ran[name]);
  };
  const sheet = optimizerSeconds(chip);
  if (slice.optimizerPerParameter === null && !Number.isFinite(sheet)) {
    return said(`the optimizer was not measured, and the catalog has no memory bandwidth for ${chip.name}`);
  }
  const filled = PIECES.filter(name => needed[name] && slice[name] === null);
  return {
    parts: {
      attention: piece('attention'),
      mixture: piece('mixture'),
      dense: piece('dense'),
      head: piece('head'),
      optimizerPerParameter: slice.optimizerPerParameter ?? {
        ...slice.flopsPerSecond,
        point: sheet,
        low: sheet,
        high: sheet,
      },
    },
    cut: cutsOf(workload, fitted, layer, block, sequence),
    assumed: [
      ...(filled.length === 0
        ? []
        : [`assumed: ${filled.map(name => NAMES[name]).join(', ')} at the speed of what was measured`]),
      ...(slice.optimizerPerParameter === null ? ['assumed: AdamW as fast as the data sheet of the memory'] : []),
    ],
  };
}

const NAMES: Readonly<Record<keyof PieceFlops, string>> = {
  attention: 'attention',
  mixture: 'the MoE layer',
  dense: 'dense layers',
  head: 'embedding and head',
};

/** What is smaller than the model's own; tokens, as `--fit` wrote them down. */
function cutsOf(
  workload: MoeWorkload,
  fitted: readonly Cut[],
  layer: Model['layer'],
  block: ModelBlock,
  sequence: number,
): string[] {
  const own: Readonly<Record<string, number>> = {
    experts: layer.experts,
    ...(workload.part === 'train-step'
      ? { layers: block.layers, firstDense: block.firstDense, vocab: block.vocab }
      : {}),
    ...(workload.part === 'moe-layer' ? {} : { sequence }),
  };
  const its: Readonly<Record<string, unknown>> = workload;
  const cuts = Object.entries(own).flatMap(([name, from]) =>
    its[name] === from ? [] : [`${name} ${from} → ${its[name]}`],
  );
  return [...cuts, ...fitted.filter(({ what }) => what === 'tokens').map(({ from, to }) => `tokens ${from} → ${to}`)];
}
