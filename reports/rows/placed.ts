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

/** What ONNX Runtime gives to a device's provider when it copies to and from a CPU that does the work, and what only moves values. */
const INSERTED = /^(?:Memcpy|InsertedCast)/;
const MOVES: ReadonlySet<string> = new Set([
  'Constant',
  'ConstantOfShape',
  'Expand',
  'Gather',
  'Identity',
  'Range',
  'Slice',
  'Tile',
  'Transpose',
]);
/** Work of the model, and little of it beside its matrix products. An operator that is not named here, such as a fused one, may hold products. */
const LIGHT =
  /^(?:Abs|Add|And|Clip|CumSum|Div|Equal|Erf|Exp|Gather\w+|Greater\w*|Less\w*|Log|Log[sS]oftmax|Max|Min|Mul|Neg|NonZero|Not|OneHot|Or|Pad|Pow|Reciprocal|Reduce\w+|Relu|Scatter\w*|Sigmoid|Softmax|Sqrt|Sub|Tanh|TopK|Where)$/;
const PRODUCT = /MatMul|Gemm|Einsum|Attention|MoE/;

/**
 * The providers that did the work of the model where the target's own did not: a fallback of the step, whose time is no speed of the device.
 * Empty where its own ran matrix products or an operator that may hold them, and without a trace; in a step without products, where its own
 * did more than move values. By operators: durations on an asynchronous device are those of enqueuing.
 */
export function workElsewhere({ onnx }: Pick<Placeable, 'onnx'>, placement: Placement): readonly string[] {
  if (!placement.available || onnx === undefined) return [];
  const ran = placement.providers.map(({ provider, operators }) => ({ provider, names: Object.keys(operators) }));
  const own = ran.filter(({ provider }) => provider === onnx.provider).flatMap(({ names }) => names.filter(isWork));
  if (own.some(name => !LIGHT.test(name))) return [];
  const others = ran.filter(({ provider }) => provider !== onnx.provider);
  const multiplied = others.filter(({ names }) => names.some(name => PRODUCT.test(name)));
  if (multiplied.length === 0 && own.length > 0) return [];
  const worked = multiplied.length > 0 ? multiplied : others.filter(({ names }) => names.some(isWork));
  return worked.map(({ provider }) => provider);
}

const isWork = (name: string): boolean => !SHAPE_ARITHMETIC.has(name) && !MOVES.has(name) && !INSERTED.test(name);

const computes = (operators: Operators): boolean => Object.keys(operators).some(name => !SHAPE_ARITHMETIC.has(name));
