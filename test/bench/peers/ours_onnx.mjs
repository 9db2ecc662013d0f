// Our ONNX graph of the layer, stepped through the harness's own seam. Usage: ours_onnx.mjs WORKLOAD_JSON THREADS MATMULS_JSON
import { availableParallelism } from 'node:os';
import { openOnnx } from '../../../dist/harness/runners/onnx/open.js';
import { gemmWorkload } from '../../../dist/suites/gemm/gemm.js';
import { serve } from './serve.mjs';

const [workload, threads, matmuls] = process.argv.slice(2).map(text => JSON.parse(text));
const target = {
  id: 'cpu',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'cpu' },
  device: { vendor: null, name: 'CPU', index: 0 },
  software: false,
  threads: Math.min(threads, availableParallelism()),
};
const opened = async of => {
  const { steps } = await openOnnx()({ workload: of, target, strategy: 'session', deterministic: false });
  return count => steps.run(count);
};
const plain = { transposeA: false, transposeB: false, count: 1, kept: true };
const works = { layer: await opened(workload) };
for (const [i, [m, k, n]] of matmuls.entries()) {
  works[`matmul ${i}`] = await opened(gemmWorkload('float32', 1, [{ m, k, n, ...plain }]));
}
await serve({ name: 'ONNX Runtime, our graph' }, works);
