// Prints what a whole training step reaches of the matmuls' speed, where its time goes, and AdamW's share of the memory's.
import { parameterTensors } from '../../dist/suites/moe/model.js';
import { fastest, printRatios, runSuite } from './paired.mjs';

const FLOOR = 0.7;
/** Time by part must add up to the traced step within this. */
const UNACCOUNTED = 0.05;
/** AdamW reads parameter, gradient and both moments and writes three of them back. */
const OPTIMIZER_TENSORS = 7;

const run = runSuite('train-step.yaml');
const step = run.cases.find(({ role }) => role.kind === 'work');
const largest = fastest(
  run,
  run.cases.filter(({ role }) => role.kind === 'largest-matmul'),
);
const stream = run.cases.find(({ role }) => role.kind === 'stream');
console.log(step.id);
const denominators = run.rates(largest);
const ratios = run.rates(step).map((rate, round) => rate / denominators[round]);
printRatios('efficiencyOfLargestMatmul', ratios, { floor: FLOOR, of: largest.id });

const { stepMs, partsMs } = run.measurements(step).find(measured => measured?.parts.available).parts;
const parts = Object.entries(partsMs).toSorted(([, a], [, b]) => b - a);
const total = parts.reduce((sum, [, ms]) => sum + ms, 0);
for (const [part, ms] of parts) console.log(`  ${part.padEnd(12)} ${((100 * ms) / stepMs).toFixed(1).padStart(5)} %`);
const missing = Math.abs(1 - total / stepMs);
const verdict = missing <= UNACCOUNTED ? 'holds' : 'SHORT';
console.log(`  parts add up to ${(100 * (total / stepMs)).toFixed(1)} % of the traced step, within 5 %: ${verdict}`);
if (missing > UNACCOUNTED) process.exitCode = 1;

// The trace is of the first round; so is the stream it is held against.
const sizes = parameterTensors(step.workload).map(({ shape }) => shape.reduce((product, size) => product * size, 1));
const bytes = 4 * OPTIMIZER_TENSORS * sizes.reduce((sum, size) => sum + size, 0);
const [streamRound] = run.measurements(stream);
const streamed = (3 * 4 * stream.workload.elements) / streamRound.stepMs.medianMs;
const moved = bytes / partsMs.optimizer;
console.log(
  `  AdamW moves ${(bytes / 2 ** 20).toFixed(0)} MiB a step at ${(moved / 1e6).toFixed(1)} GB/s, ${(moved / streamed).toFixed(2)} of the ${(streamed / 1e6).toFixed(1)} GB/s that ${stream.id} reaches`,
);
