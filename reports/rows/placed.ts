/** Where a target's work was really done, as its trace tells. */

import type { Target } from '../../results/record.ts';
import type { Placement } from '../../results/schema/outcome.ts';

/** Operators that compute sizes; where they run on the CPU of a device's target, they are no work of the model. */
const SHAPE_ARITHMETIC: ReadonlySet<string> = new Set([
  'Cast',
  'Concat',
  'ReduceSum',
  'Reshape',
  'Shape',
  'Size',
  'Split',
  'Squeeze',
  'Unsqueeze',
]);
/** Some of them could be work as well; then more is copied than sizes take: 8 bytes for each of 4,096 experts in 32 layers. */
const MOST_BYTES_OF_SIZES = 2 ** 20;

export type Placed = {
  /** `webgpu`, or `webgpu+cpu` where more than shape arithmetic ran elsewhere. */
  readonly target: string;
  /** Share of the traced step's node time spent elsewhere, 0 to 1; null without a trace. */
  readonly elsewhereShare: number | null;
};

type Placeable = Pick<Target, 'id' | 'onnx'>;
type Operators = Extract<Placement, { available: true }>['providers'][number]['operators'];

/** Names a target after every provider that did work of the model: a target that falls back says so in its name. */
export function placed({ id, onnx }: Placeable, placement: Placement): Placed {
  if (!placement.available) return { target: id, elsewhereShare: null };
  const elsewhere = placement.providers.filter(({ provider }) => provider !== onnx?.provider);
  const onlySizes = placement.copiedBytes <= MOST_BYTES_OF_SIZES;
  const working = elsewhere.filter(({ operators }) => !onlySizes || computes(operators));
  const total = placement.providers.reduce((sum, { timeMs }) => sum + timeMs, 0);
  const share = elsewhere.reduce((sum, { timeMs }) => sum + timeMs, 0);
  return {
    target: [id, ...working.map(({ provider }) => provider)].join('+'),
    elsewhereShare: total > 0 ? share / total : 0,
  };
}

/**
 * The providers that did the work of the model where the target's own did none of it: a fallback of the whole step, whose time is no speed
 * of the device. Empty where its own did some, and without a trace. By operators: durations on an asynchronous device are those of enqueuing.
 */
export function workElsewhere({ onnx }: Pick<Placeable, 'onnx'>, placement: Placement): readonly string[] {
  if (!placement.available || onnx === undefined) return [];
  const working = placement.providers.filter(({ operators }) => computes(operators)).map(({ provider }) => provider);
  return working.includes(onnx.provider) ? [] : working;
}

const computes = (operators: Operators): boolean => Object.keys(operators).some(name => !SHAPE_ARITHMETIC.has(name));
