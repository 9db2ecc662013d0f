/** The memory one run of a graph holds, by liveness: each value from the node that makes it to its last reader. Pure. */
import type { Sizes } from './flops.ts';
import type { Graph } from './graph.ts';
import type { Node, Tensor } from './node.ts';
import { liveNodes } from './prune.ts';
import { type ElementType, GraphError, sameShape, type TensorType } from './tensor.ts';

export type GraphMemory = {
  /** Bytes of each value given from outside, and of each that is returned: held before, during and after the run. */
  readonly inputs: ReadonlyMap<string, number>;
  readonly outputs: ReadonlyMap<string, number>;
  /** The most that values neither given nor returned take up at one moment. */
  readonly passingBytes: number;
};

const BYTES: Readonly<Record<ElementType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  int64: 8,
  bool: 1,
};

/** What a run holds. Constants are left out: they are part of the session. */
export function graphMemory(graph: Graph, sizes: Sizes): GraphMemory {
  const nodes = executionOrder(liveNodes(graph));
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  const bytes = (tensor: TensorType) => bytesOf(tensor, sizes);
  return {
    inputs: new Map(graph.inputs.filter(input => read.has(input)).map(input => [input.name, bytes(input)])),
    outputs: new Map(graph.outputs.map(({ name, tensor }) => [name, bytes(tensor)])),
    passingBytes: mostHeld(graph, nodes, bytes),
  };
}

/**
 * The order ONNX Runtime runs nodes in (GraphViewer, default order): depth first from the nodes that nobody reads, the last
 * of them first, and of a node's inputs the latest first. A gradient is then made right behind what it alone needs.
 */
export function executionOrder(nodes: readonly Node[]): readonly Node[] {
  const index = new Map(nodes.map((node, i) => [node, i]));
  const maker = new Map(nodes.flatMap(node => node.outputs.map(output => [output, node] as const)));
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  const ordered: Node[] = [];
  const entered = new Set<Node>();
  const stack = nodes
    .filter(({ outputs }) => !outputs.some(output => read.has(output)))
    .map(node => ({ node, done: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, done } = top;
    if (done) ordered.push(node);
    if (done || entered.has(node)) continue;
    entered.add(node);
    stack.push({ node, done: true });
    const makers = new Set(node.inputs.flatMap(input => maker.get(input) ?? []));
    const byIndex = [...makers].toSorted((a, b) => (index.get(a) ?? 0) - (index.get(b) ?? 0));
    for (const before of byIndex) stack.push({ node: before, done: false });
  }
  return ordered;
}

/** A place in memory, of the shape of the first value in it, and which node is the last to read what lies there. */
type Place = { readonly type: TensorType; readonly bytes: number; lastReader: number };

function mostHeld(graph: Graph, nodes: readonly Node[], bytes: (tensor: TensorType) => number): number {
  const places = placesOf(graph, nodes, bytes);
  const heldPlaces = new Set<Place>();
  let heldBytes = 0;
  let most = 0;
  for (const [step, { operator, inputs, outputs, attributes }] of nodes.entries()) {
    for (const place of outputs.flatMap(output => places.get(output) ?? [])) {
      if (!heldPlaces.has(place)) heldBytes += place.bytes;
      heldPlaces.add(place);
    }
    const scratch = operator.scratch?.(inputs, outputs, attributes) ?? [];
    most = Math.max(most, heldBytes + scratch.reduce((sum, type) => sum + bytes(type), 0));
    for (const place of [...inputs, ...outputs].flatMap(value => places.get(value) ?? [])) {
      if (place.lastReader <= step && heldPlaces.delete(place)) heldBytes -= place.bytes;
    }
  }
  return most;
}

/**
 * Where each passing value lies, as ONNX Runtime plans it before a run: where an operand does that it is a view of or is
 * written over, or in a place of just its shape that was free by then. Such a place is held all the time between.
 */
function placesOf(
  graph: Graph,
  nodes: readonly Node[],
  bytes: (tensor: TensorType) => number,
): ReadonlyMap<Tensor, Place> {
  const returned = new Set(graph.outputs.map(({ tensor }) => tensor));
  const lastReaders = new Map(nodes.flatMap(({ inputs }, step) => inputs.map(input => [input, step] as const)));
  const places = new Map<Tensor, Place>();
  let free: readonly Place[] = [];
  for (const [step, node] of nodes.entries()) {
    for (const output of node.outputs.filter(tensor => !returned.has(tensor))) {
      const until = lastReaders.get(output) ?? step;
      const taken = operandPlace(node, output, step, places) ?? free.find(({ type }) => sameBuffer(type, output));
      const place = taken ?? { type: output, bytes: bytes(output), lastReader: until };
      place.lastReader = Math.max(place.lastReader, until);
      free = free.filter(other => other !== place);
      places.set(output, place);
    }
    const touched = new Set([...node.inputs, ...node.outputs].flatMap(value => places.get(value) ?? []));
    free = [...[...touched].filter(({ type, lastReader }) => lastReader === step && isFixed(type)), ...free];
  }
  return places;
}

function operandPlace(
  { operator, inputs }: Node,
  output: Tensor,
  step: number,
  places: ReadonlyMap<Tensor, Place>,
): Place | undefined {
  switch (operator.storage) {
    case undefined:
      return undefined;
    case 'view':
      return inputs.flatMap(input => places.get(input) ?? [])[0];
    case 'in-place':
      return inputs
        .filter(input => sameBuffer(input, output))
        .flatMap(input => places.get(input) ?? [])
        .find(({ lastReader }) => lastReader === step);
  }
}

/** Whether it is known before the run that two values fill the same memory. */
function sameBuffer(a: TensorType, b: TensorType): boolean {
  return (
    a.shape.length > 0 && isFixed(a) && sameShape(a.shape, b.shape) && BYTES[a.elementType] === BYTES[b.elementType]
  );
}

const isFixed = ({ shape }: TensorType): boolean => shape.every(dim => typeof dim === 'number');

function bytesOf({ elementType, shape }: TensorType, sizes: Sizes): number {
  return shape.reduce<number>((product, dim) => {
    const size = typeof dim === 'number' ? dim : sizes.get(dim);
    if (size === undefined) throw new GraphError(`no size given for ${dim}`);
    return product * size;
  }, BYTES[elementType]);
}
