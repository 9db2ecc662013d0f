/** What the values that flow through a graph hold, and how large they are. */
import type { HalfType } from '../half.ts';

export type ElementType = FloatType | 'int32' | 'int64' | 'bool';
export type WideType = 'float32' | 'float64';
export type FloatType = WideType | HalfType;

/** A size known when the graph is built, or the name of one known only when it runs (the rows an expert gets). */
export type Dim = number | string;
export type Shape = readonly Dim[];

export type TensorType = { readonly elementType: ElementType; readonly shape: Shape };

/** A mistake in how a graph is put together: the fault of the code that builds it, never of who runs it. */
export class GraphError extends Error {}

export function isFloat(elementType: ElementType): elementType is FloatType {
  return elementType === 'float32' || elementType === 'float64' || isHalf(elementType);
}

export function isHalf(type: string): type is HalfType {
  return type === 'float16' || type === 'bfloat16';
}

/** The type in which scores are made and sums are taken: float32 for the half types, else the type itself. */
export function wideType(type: FloatType): WideType {
  return isHalf(type) ? 'float32' : type;
}

/** The type of a tensor that must be floating point. */
export function floatTypeOf({ elementType }: TensorType): FloatType {
  if (!isFloat(elementType)) throw new GraphError('needs floating point');
  return elementType;
}

/** `float32[1024,rows.3]` */
export function formatType({ elementType, shape }: TensorType): string {
  return `${elementType}[${shape.join(',')}]`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** The dim at `axis`; negative counts from the end. */
export function dimOf(tensor: TensorType, axis: number): Dim {
  const dim = tensor.shape.at(axis);
  if (dim === undefined) throw new GraphError(`${formatType(tensor)} has no axis ${axis}`);
  return dim;
}

/** The shape of a tensor all of whose sizes are known when the graph is built. */
export function fixedShape(tensor: TensorType): readonly number[] {
  return tensor.shape.map(dim => {
    if (typeof dim === 'string') throw new GraphError(`${formatType(tensor)} has no fixed shape`);
    return dim;
  });
}
