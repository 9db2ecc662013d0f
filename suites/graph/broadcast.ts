/** NumPy's broadcasting rule, over sizes some of which are only names. */
import { type Dim, GraphError, type Shape } from './tensor.ts';

export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => broadcastDims(a.at(i - rank) ?? 1, b.at(i - rank) ?? 1, a, b));
}

/** The axes of `wide` along which a value of shape `narrow` was repeated to reach it. */
export function repeatedAxes(narrow: Shape, wide: Shape): number[] {
  const missing = wide.length - narrow.length;
  return wide.flatMap((dim, axis) => (axis < missing || (narrow[axis - missing] === 1 && dim !== 1) ? [axis] : []));
}

function broadcastDims(x: Dim, y: Dim, a: Shape, b: Shape): Dim {
  if (x === y || y === 1) return x;
  if (x === 1) return y;
  throw new GraphError(`[${a.join(',')}] and [${b.join(',')}] do not broadcast: ${x} against ${y}`);
}
