import { describe, expect, test } from 'vitest';
import { Graph } from '../../../suites/graph/graph.ts';
import { executionOrder, graphMemory } from '../../../suites/graph/memory.ts';
import type { Tensor } from '../../../suites/graph/node.ts';
import { add, multiply, sigmoid } from '../../../suites/graph/operators/arithmetic.ts';
import { combineRows } from '../../../suites/graph/operators/dispatch.ts';
import { matmul } from '../../../suites/graph/operators/matmul.ts';
import { where } from '../../../suites/graph/operators/selection.ts';
import { reduceSum, reshape } from '../../../suites/graph/operators/shape.ts';

const NONE = new Map<string, number>();
/** [4,8] float32. */
const X = 4 * 8 * 4;

function graphWith(build: (x: Tensor, graph: Graph) => Tensor): Graph {
  const graph = new Graph();
  graph.output('y', build(graph.input('x', 'float32', [4, 8]), graph));
  return graph;
}

const passing = (graph: Graph, sizes: ReadonlyMap<string, number> = NONE) => graphMemory(graph, sizes).passingBytes;
const square = (graph: Graph, name: string) => graph.input(name, 'float32', [8, 8]);

describe('what a run holds', () => {
  test('is its inputs and outputs, apart, each of its own size', () => {
    const graph = new Graph();
    graph.input('unread', 'float64', [99]);
    graph.output('y', matmul(graph.input('x', 'float16', [4, 8]), graph.input('w', 'float16', [8, 3])));
    expect(graphMemory(graph, NONE)).toEqual({
      inputs: new Map([
        ['x', 4 * 8 * 2],
        ['w', 8 * 3 * 2],
      ]),
      outputs: new Map([['y', 4 * 3 * 2]]),
      passingBytes: 0,
    });
  });

  test('counts a value between from the node that makes it to its last reader', () => {
    // a [4,8] lives until b is made; b [4,8] beside it: both at once. y is an output.
    const graph = graphWith((x, g) => matmul(matmul(matmul(x, square(g, 'u')), square(g, 'v')), square(g, 'w')));
    expect(passing(graph)).toBe(2 * X);
  });

  test('keeps a value that is read again at the end', () => {
    const graph = graphWith((x, g) => {
      const a = matmul(x, square(g, 'u'));
      const b = matmul(matmul(a, square(g, 'v')), square(g, 'w'));
      return add(a, b);
    });
    // a, and of the two products behind it the one that is made and the one it is made of.
    expect(passing(graph)).toBe(3 * X);
  });

  test('writes over an operand that nobody reads any more', () => {
    const graph = graphWith((x, g) => matmul(sigmoid(sigmoid(matmul(x, square(g, 'u')))), square(g, 'v')));
    expect(passing(graph)).toBe(X);
  });

  test('writes over no input, and over nothing that is read later', () => {
    expect(passing(graphWith((x, g) => matmul(sigmoid(x), square(g, 'u'))))).toBe(X);
    const read = graphWith((x, g) => {
      const a = matmul(x, square(g, 'u'));
      return matmul(multiply(sigmoid(a), a), square(g, 'v'));
    });
    expect(passing(read)).toBe(2 * X);
  });

  test('takes a reshaped value for what it is: the same memory under another shape', () => {
    const graph = graphWith((x, g) =>
      matmul(reshape(matmul(x, square(g, 'u')), [8, 4]), g.input('v', 'float32', [4, 4])),
    );
    expect(passing(graph)).toBe(X);
  });

  test('holds a place that will be used again by a value of just its shape', () => {
    const graph = graphWith((x, g) => {
      const a = matmul(x, square(g, 'u'));
      const narrow = reduceSum(a, [1], { keepDims: true });
      const wide = matmul(narrow, g.input('r', 'float32', [1, 16]));
      const back = matmul(wide, g.input('s', 'float32', [16, 8]));
      return matmul(back, square(g, 'w'));
    });
    // `back` [4,8] takes the place of a, which is held all the time: a, and wide [4,16] beside narrow [4,1].
    expect(passing(graph)).toBe(X + 2 * X + 4 * 4);
  });

  test('writes over nothing of a size that only a run knows, as ONNX Runtime does not, and counts it by the given size', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', ['rows.0', 8]);
    graph.output('y', matmul(sigmoid(sigmoid(x)), square(graph, 'u')));
    expect(passing(graph, new Map([['rows.0', 5]]))).toBe(2 * 5 * 8 * 4);
    expect(() => passing(graph)).toThrow('no size given for rows.0');
  });

  test('counts what an operator holds only while it runs', () => {
    const chosen = graphWith((x, g) => {
      const flag = g.input('flag', 'bool', [4, 8]);
      return matmul(where(flag, x, x), square(g, 'u'));
    });
    // The result, and what is chosen of either side.
    expect(passing(chosen)).toBe(3 * X);
    const graph = new Graph();
    const parts = [0, 1].map(e => graph.input(`part.${e}`, 'float32', [3, 8]));
    const indices = [0, 1].map(e => graph.input(`index.${e}`, 'int32', [3]));
    const y = combineRows(parts, graph.input('slots', 'int32', [3, 2]), indices);
    graph.output('z', matmul(y, square(graph, 'u')));
    // Both parts laid end to end, 6 rows, and y, 3.
    expect(passing(graph)).toBe((6 + 3) * 8 * 4);
  });
});

describe('the order of a run', () => {
  test('is depth first from the last result, so that each needs as little beside it as can be', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [4, 8]);
    const [a, b] = [matmul(x, square(graph, 'u')), matmul(x, square(graph, 'v'))];
    graph.output('first', sigmoid(a));
    graph.output('second', sigmoid(b));
    const names = executionOrder(graph.nodes).map(({ outputs: [output] }) => output);
    expect(names).toEqual([b, graph.outputs[1]?.tensor, a, graph.outputs[0]?.tensor]);
    // In the order they were written, both products would be held at once.
    expect(passing(graph)).toBe(X);
  });
});
