import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { broadcastShapes, repeatedAxes } from '../../../suites/graph/broadcast.ts';
import { graphFlops, matrixProducts } from '../../../suites/graph/flops.ts';
import { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { add, multiply, sigmoid, silu } from '../../../suites/graph/operators/arithmetic.ts';
import { cast } from '../../../suites/graph/operators/cast.ts';
import { matmul } from '../../../suites/graph/operators/matmul.ts';
import { reshape } from '../../../suites/graph/operators/shape.ts';
import { splitVectors } from '../../../suites/graph/operators/split.ts';
import { printGraph } from '../../../suites/graph/print.ts';
import { liveNodes } from '../../../suites/graph/prune.ts';
import { GraphError } from '../../../suites/graph/tensor.ts';

describe('building a graph', () => {
  it('fails on the line that is wrong, with the types', () => {
    const graph = new Graph();
    const a = graph.input('a', 'float32', [3, 4]);
    expect(() => matmul(a, a)).toThrow('matmul(float32[3,4], float32[3,4]): inner sizes differ: 4 against 3');
  });

  it('keeps sizes apart that only a run knows', () => {
    const graph = new Graph();
    const order = graph.input('order', 'int32', [6]);
    const lengths = graph.input('lengths', 'int32', [2]);
    const [parts] = splitVectors([order, order], ['rows.0', 'rows.1'], lengths);
    expect(parts.map(({ shape }) => shape)).toEqual([['rows.0'], ['rows.1']]);
  });

  it('refuses a value of another graph, a second name, an output that is an input', () => {
    const [graph, other] = [new Graph(), new Graph()];
    const x = graph.input('x', 'float32', [2]);
    expect(() => add(x, other.input('y', 'float32', [2]))).toThrow('y belongs to another graph');
    expect(() => graph.input('x', 'float32', [2])).toThrow('two values are named x');
    expect(() => graph.output('out', x)).toThrow('x is not computed by this graph');
  });

  it('refuses mixed element types and sizes that do not broadcast', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2]);
    expect(() => add(x, graph.input('y', 'float64', [2]))).toThrow(GraphError);
    expect(() => add(x, graph.input('z', 'float32', [3]))).toThrow('[2] and [3] do not broadcast: 2 against 3');
    expect(() => sigmoid(graph.input('i', 'int64', [2]))).toThrow('needs floating point');
  });

  it('casts floating point only, and adds no node where there is nothing to cast', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float16', [2]);
    expect(cast(x, 'float16')).toBe(x);
    expect(cast(x, 'float32')).toMatchObject({ elementType: 'float32', shape: [2] });
    expect(graph.nodes).toHaveLength(1);
    expect(() => cast(graph.input('i', 'int64', [2]), 'float32')).toThrow('cast(int64[2]): needs floating point');
  });

  it('reshapes only to the same number of values', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [6, 2]);
    expect(reshape(x, [3, -1]).shape).toEqual([3, 4]);
    expect(() => reshape(x, [5, -1])).toThrow('does not reshape');
    expect(() => reshape(x, [7, 2])).toThrow('does not reshape');
  });
});

describe('broadcasting', () => {
  const shape = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });

  it('is undone by summing over the repeated axes', () => {
    fc.assert(
      fc.property(shape, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (wide, drop) => {
        const narrow = wide.map((dim, axis) => (drop[axis] === true ? 1 : dim));
        const summed = wide.map((dim, axis) => (repeatedAxes(narrow, wide).includes(axis) ? 1 : dim));
        expect(broadcastShapes(narrow, wide)).toEqual(wide);
        expect(summed).toEqual(narrow);
      }),
    );
  });

  it('does not mind the order of its operands', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 0, max: 4 }), (wide, cut) => {
        const narrow = wide.slice(cut);
        expect(broadcastShapes(wide, narrow)).toEqual(broadcastShapes(narrow, wide));
      }),
    );
  });
});

describe('a finished graph', () => {
  const build = () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2, 3]);
    const w = graph.input('w', 'float32', [3, 4]);
    sigmoid(x);
    graph.output('y', silu(matmul(x, w)));
    return graph;
  };

  it('drops what no output needs', () => {
    expect(liveNodes(build()).map(node => node.operator.name)).toEqual(['matmul', 'silu']);
  });

  it('prints a line a node', () => {
    expect(printGraph(build())).toBe(
      [
        'input x float32[2,3]',
        'input w float32[3,4]',
        'matmul.3 float32[2,4] = matmul(x, w)',
        'silu.4 float32[2,4], silu.5 float32[2,4] = silu(matmul.3)',
        'output y = silu.4 float32[2,4]',
        '',
      ].join('\n'),
    );
  });

  it('encodes to the same bytes every time', () => {
    expect(onnxBytes(build())).toEqual(onnxBytes(build()));
  });

  it('has the bit patterns of its constants in half types: 1.5 is 0x3e00 and 0x3fc0', () => {
    for (const [type, bits] of [
      ['float16', 0x3e00],
      ['bfloat16', 0x3fc0],
    ] as const) {
      const graph = new Graph();
      const x = graph.input('x', type, [2]);
      graph.output('y', multiply(x, graph.scalar(type, 1.5)));
      const constants = fromBinary(ModelProtoSchema, onnxBytes(graph)).graph?.initializer;
      expect(constants?.map(({ int32Data }) => int32Data)).toEqual([[bits]]);
    }
  });

  it('prints what a cast is to', () => {
    const graph = new Graph();
    graph.output('y', cast(graph.input('x', 'bfloat16', [2]), 'float32'));
    expect(printGraph(graph)).toContain('cast.1 float32[2] = cast(x, to=float32)');
  });

  it('counts 2mkn for each matrix product, and says which are outputs', () => {
    const graph = build();
    expect(graphFlops(graph, new Map())).toBe(2 * 2 * 3 * 4);
    expect(matrixProducts(graph, new Map()).map(({ kept }) => kept)).toEqual([false]);
  });

  it('needs a number for every open size before it can be counted', () => {
    const graph = new Graph();
    const a = graph.input('a', 'float32', ['rows', 3]);
    graph.output('c', matmul(a, graph.input('b', 'float32', [3, 4])));
    expect(() => graphFlops(graph, new Map())).toThrow('no size given for rows');
    expect(graphFlops(graph, new Map([['rows', 5]]))).toBe(2 * 5 * 3 * 4);
  });
});
