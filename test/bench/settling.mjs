// Prints what the warm-up rule of harness/timing/settling.ts leaves of a slow start, by simulation with a fixed seed, beside a
// rule that compares the last three steps with the three before (medians within 3 %) and looks for no trend.
import { isSettled } from '../../dist/harness/timing/settling.js';
import { median, quantile } from '../../dist/results/statistics.js';
import { randomFrom } from './random.mjs';

const RUNS = 500;
const MOST_STEPS = 200;
/** Steps start `slow` above their level and come down with e^(−i ÷ `over`); they vary by `noise`, AR(1) 0.6. */
const STARTS = [
  { slow: 0, over: 1, noise: 0.01 },
  { slow: 0, over: 1, noise: 0.05 },
  { slow: 0.3, over: 2, noise: 0.01 },
  { slow: 0.3, over: 5, noise: 0.01 },
  { slow: 0.2, over: 10, noise: 0.01 },
  { slow: 0.2, over: 20, noise: 0.01 },
  { slow: 0.2, over: 50, noise: 0.01 },
  { slow: 1, over: 10, noise: 0.01 },
  { slow: 0.2, over: 10, noise: 0.03 },
];
const RULES = { 'this rule': isSettled, 'two threes': twoThrees };

const { normal } = randomFrom(20250307);
for (const start of STARTS) {
  const { slow, over, noise } = start;
  console.log(`${percent(slow)} slower at first, down over ${over} steps, noise ${percent(noise)}`);
  for (const [name, rule] of Object.entries(RULES)) {
    const ends = Array.from({ length: RUNS }, () => warmUp(start, rule));
    const sorted = ends.map(({ steps }) => steps).sort((a, b) => a - b);
    const left = ends.map(({ steps }) => slow * Math.exp(-steps / over)).sort((a, b) => a - b);
    const unsettled = ends.filter(({ settled }) => !settled).length / RUNS;
    console.log(
      `  ${name}: ${quantile(sorted, 0.5)} steps (95 %: ${quantile(sorted, 0.95).toFixed(0)}), left ${percent(quantile(left, 0.5))} (95 %: ${percent(quantile(left, 0.95))}), not settled in ${MOST_STEPS} steps ${percent(unsettled)}`,
    );
  }
}

function warmUp({ slow, over, noise }, rule) {
  const times = [];
  let wobble = normal();
  while (times.length < MOST_STEPS) {
    wobble = 0.6 * wobble + 0.8 * normal();
    times.push(10 * (1 + slow * Math.exp(-times.length / over)) * (1 + noise * wobble));
    if (rule(times)) return { steps: times.length, settled: true };
  }
  return { steps: times.length, settled: false };
}

function twoThrees(times) {
  if (times.length < 6) return false;
  const [later, earlier] = [median(times.slice(-3)), median(times.slice(-6, -3))];
  return Math.abs(later - earlier) <= 0.03 * earlier;
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
