// Prints how much slower a skewed routing makes a dropless layer on the CPU: the same useful FLOPs, step beside step.
import { availableParallelism } from 'node:os';
import { program } from '../../dist/harness/runners/onnx/program.js';
import { openSteps } from '../../dist/harness/runners/onnx/steps.js';
import { usefulFlops } from '../../dist/suites/moe/flops.js';
import { rowsPerExpert } from '../../dist/suites/moe/routing/routing.js';
import { resolveLayer } from '../../dist/suites/resolve.js';
import { printRatios } from './paired.mjs';

const CEILING = 1.15;
/** The first steps touch the memory that all others have. */
const WARM_UP = 3;
const ROUNDS = Number(process.argv[2] ?? 24);

const target = { id: 'cpu', runner: 'onnx', onnx: { provider: 'cpu' }, threads: availableParallelism() };
const workload = routing =>
  resolveLayer({
    model: 'mixtral-8x7b',
    scale: { tokens: 4096, hidden: 1024, ffn: 1408, experts: 8, topK: 2 },
    pass: 'forward-backward',
    dtype: 'float32',
    routing,
    dispatch: 'dropless',
    seed: 1,
  });
const [balanced, skewed] = [workload('balanced'), workload('zipf:1.2')];
if (usefulFlops(balanced) !== usefulFlops(skewed)) throw new Error('not the same work');

const sides = [await openSteps(program(balanced), target), await openSteps(program(skewed), target)];
const timed = async ({ run }) => {
  const start = performance.now();
  await run(1);
  return performance.now() - start;
};
for (let i = 0; i < WARM_UP; i += 1) for (const side of sides) await timed(side);
const ratios = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // Whatever grows or shrinks from step to step meets either side first as often.
  const order = round % 2 === 0 ? sides : sides.toReversed();
  const times = new Map();
  for (const side of order) times.set(side, await timed(side));
  ratios.push(times.get(sides[1]) / times.get(sides[0]));
}
console.log(
  `rows of the experts at zipf:1.2: ${rowsPerExpert(skewed).join(' ')}; balanced: ${rowsPerExpert(balanced)[0]} each`,
);
printRatios('stepTimeOfZipf', ratios, { ceiling: CEILING, of: 'the balanced step' });
