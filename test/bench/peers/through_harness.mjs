// A step of our PyTorch runner as a cell runs it: another process, spoken to in lines. Usage: through_harness.mjs PYTHON STRATEGY WORKLOAD THREADS
import { fileURLToPath } from 'node:url';
import { openProcess } from '../../../dist/harness/runners/process/open.js';
import { serve } from './serve.mjs';

const [python, strategy, workload, threads] = process.argv.slice(2);
const server = fileURLToPath(new URL('../../../dist/harness/runners/torch/server.py', import.meta.url));
const target = {
  id: 'torch-cpu',
  runner: 'torch',
  strategies: [strategy],
  process: { command: [python, server], versions: {}, device: 'cpu', tried: [] },
  device: { vendor: null, name: 'CPU', index: 0 },
  software: false,
  threads: Number(threads),
};
const work = { workload: JSON.parse(workload), target, strategy, deterministic: false };
const { steps } = await openProcess({ timeoutMs: 300_000 })(work);
// The first request of one step is answered by what `open` has run.
await steps.run(1);
await serve({ name: 'through the harness' }, { layer: count => steps.run(count) });
await steps.close();
