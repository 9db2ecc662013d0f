// What the harness costs a step of a runner in a process of its own: a step through it ÷ the same loop in Python alone, and ÷ the layer as
// PyTorch is written by hand. `npm run bench:runner -- --python /path/to/torch/bin/python`
import { join } from 'node:path';
import { optionsOf } from './options.mjs';
import { median, medianInterval, printRatios } from './paired.mjs';
import { startPeer, turned } from './peer.mjs';
import { nameOf, workOf } from './shapes.mjs';

const SHAPE = { tokens: 512, hidden: 512, ffn: 704, experts: 8, topK: 2 };
const SMALL = { tokens: 256, hidden: 128, ffn: 192, experts: 4, topK: 2 };
/** A shared machine changes its speed within a second: a turn is a few steps, and a pair is the median of so many turns. */
const [TURNS, STEPS] = [24, 4];
/** The interval of harness ÷ alone lies in this; ours ÷ by hand, in speed, is no less than that; and so much may lie between batches. */
const [WITHIN, FLOOR, MOST_IDLE] = [[0.98, 1.02], 0.97, 0.01];
const STRATEGY = 'eager';

const { pythons, threads, rounds: pairs, small } = optionsOf({ rounds: 40 });
const found = pythons.find(({ torch }) => torch !== null);
if (found === undefined) throw new Error('no Python here has torch: give --python');
const shape = small ? SMALL : SHAPE;
const { workload } = workOf(shape);
console.log(
  `torch ${found.torch}, ${threads} threads, ${pairs} pairs, ${nameOf(shape)}${small ? ': no figure of these means anything' : ''}`,
);

const peers = await started();
const [harness, alone, byHand] = peers;
for (const peer of peers) await answerOf(peer, 3);
const times = new Map(peers.map(peer => [peer, []]));
const outside = [];
for (let turn = 0; turn < pairs * TURNS; turn += 1) {
  for (const peer of turned(peers, turn)) {
    const answer = await answerOf(peer, STEPS);
    times.get(peer).push(answer.ms / STEPS);
    if (peer === harness) outside.push(answer.outsideMs / answer.ms);
  }
}
for (const peer of peers) peer.close();

for (const peer of peers) console.log(`  ${peer.name}: ${median(times.get(peer)).toFixed(2)} ms a step`);
const costs = ratiosOf(harness, alone);
const [label, low, high] = medianInterval(costs);
printRatios('through the harness ÷ alone, in time', costs, { of: 'python alone' });
judge(`the ${label} interval lies in ${WITHIN.join(' to ')}`, low >= WITHIN[0] && high <= WITHIN[1]);
printRatios('ours ÷ by hand, in speed', ratiosOf(byHand, harness), {
  of: byHand.name,
  ...(small ? {} : { floor: FLOOR }),
});
const idle = median(outside);
console.log(`  outside the runner's own clock: ${(100 * idle).toFixed(2)} % of a window (pipe and idle device)`);
judge(`at most ${100 * MOST_IDLE} %`, idle <= MOST_IDLE);

async function started() {
  const script = name => join('peers', name);
  const json = JSON.stringify(workload);
  const runners = join(import.meta.dirname, '../../dist/harness/runners');
  // glibc moves the size from which a block is given back to the kernel by what was freed before: two processes that do the same steps
  // differed by 12 %, in page faults. All sides keep what they have.
  const keeping = { MALLOC_MMAP_THRESHOLD_: String(2 ** 30), MALLOC_TRIM_THRESHOLD_: String(2 ** 40) };
  const threaded = { OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads), ...keeping };
  const hand = JSON.stringify({ ...shape, threads, matmuls: [] });
  const all = [
    await startPeer(
      'harness',
      process.execPath,
      [script('through_harness.mjs'), found.python, STRATEGY, json, String(threads)],
      threaded,
    ),
    await startPeer(
      'alone',
      found.python,
      [script('session_alone.py'), runners, STRATEGY, json, String(threads)],
      threaded,
    ),
    await startPeer('by hand', found.python, [script('torch_layer.py'), 'eager', hand], threaded),
  ];
  if (all.includes(null)) throw new Error('a side does not start, so nothing can be compared');
  return all;
}

async function answerOf(peer, steps) {
  const answer = await peer.ask('layer', steps);
  if (answer.error !== undefined) throw new Error(`${peer.name}: ${answer.error}`);
  return answer;
}

/** A ratio a pair: the median over its turns. */
function ratiosOf(above, below) {
  const byTurn = times.get(above).map((ms, turn) => ms / times.get(below)[turn]);
  return Array.from({ length: pairs }, (_, pair) => median(byTurn.slice(pair * TURNS, (pair + 1) * TURNS)));
}

function judge(what, holds) {
  console.log(`    ${what}: ${small ? 'not judged' : holds ? 'holds' : 'SHORT'}`);
  if (!holds && !small) process.exitCode = 1;
}
