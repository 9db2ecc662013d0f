import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { multiply } from '../../../suites/graph/operators/arithmetic.ts';
import { addRows } from '../../../suites/graph/operators/language.ts';

test('rows that are added to one another are all there, run after run, on several threads', async () => {
  // 1024 rows of ones into 26 sums: with ScatterND, threads overwrote each other's sums in one run of seven.
  const [rows, width, size] = [1024, 512, 128];
  const graph = new Graph();
  const given = graph.input('rows', 'float32', [rows, width]);
  const ids = graph.input('ids', 'int32', [rows]);
  graph.output('sums', addRows(multiply(given, given), ids, size));
  const session = await InferenceSession.create(onnxBytes(graph), { intraOpNumThreads: 2 });
  const feeds = {
    rows: new Tensor('float32', new Float32Array(rows * width).fill(1), [rows, width]),
    ids: new Tensor(
      'int32',
      Int32Array.from({ length: rows }, (_, i) => 97 + ((i * 7) % 26)),
      [rows],
    ),
  };
  for (let run = 0; run < 60; run += 1) {
    const { sums } = await session.run(feeds);
    if (!(sums?.data instanceof Float32Array)) throw new TypeError('floats');
    expect(sums.data.reduce((total, value) => total + value, 0)).toBe(rows * width);
  }
  await session.release();
});
