// Prints how often the report's intervals hold the truth, and how wide they are beside Student's t, by simulation; the
// intervals and warnings are the program's own. The same seed every time, so the same figures. docs/method/coverage.md quotes them.
// Exit 1 where at nightly's rounds a promised scenario is neither held in 92–98 % of runs nor labelled, or where more than 5 % of
// equal pairs are called cheaper or dearer (false-verdicts.mjs).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { warningsOf } from '../../dist/reports/rows/warnings/rounds.js';
import { intervalOverRounds, mean, roundStatistics, studentInterval } from '../../dist/results/statistics.js';
import { falseVerdicts } from './false-verdicts.mjs';
import { randomFrom } from './random.mjs';

const RUNS = Number(process.argv[2] ?? 4000);
const PAIRS_AT_LEAST = 4;
const STEPS = 15;
const BASE_MS = 10;
const [LEAST, MOST, WIDEST] = [0.92, 0.98, 1.3];
/** A scenario counts as labelled where this share of its runs carries its warning. */
const LABELLED = 0.9;

/**
 * `effect`: of round i of n, relative. `spike`: chance that a step takes three times as long. `truth`: the expected step time
 * over rounds, relative to the base; where none is given, it is taken from `TRUTH_ROUNDS` other rounds.
 * `of`: the figure of a round that is estimated; `label`: the warning that says where the promise ends.
 */
const PROMISED = {
  'steps correlate, AR(1) 0.6': { effect: () => 0, truth: 1 },
  'round effect 1 %, normal': { effect: () => 0.01 * normal(), truth: 1, widest: WIDEST },
  'round effect 1 %, t(3)': { effect: () => 0.01 * studentT3(), truth: 1 },
  'ramp of ±2 % over rounds': { effect: ramp, truth: 1, label: 'drift-across-rounds' },
  'ramp, and round effect 1 %': {
    effect: (i, n) => ramp(i, n) + 0.01 * normal(),
    truth: 1,
    label: 'drift-across-rounds',
  },
  '30 % of rounds 5 % slower': { effect: () => slower(0.3), truth: 1.015, label: 'two-groups' },
  '30 % slower, round effect 1 %': { effect: () => slower(0.3) + 0.01 * normal(), truth: 1.015, label: 'two-groups' },
  '3 % of steps take 3 times as long': { effect: () => 0, spike: 0.03, label: 'spikes' },
};
const FOR_INFORMATION = {
  'those spikes, 5 steps a round': { effect: () => 0, spike: 0.03, steps: 5, label: 'few-steps' },
  'those spikes, 3 steps a round': { effect: () => 0, spike: 0.03, steps: 3, label: 'few-steps' },
  'those spikes, 2 steps a round': { effect: () => 0, spike: 0.03, steps: 2, label: 'few-steps' },
  'the mean step under those spikes': { effect: () => 0, spike: 0.03, truth: 1.06, of: meanMs, label: 'spikes' },
  '20 % of rounds 5 % slower': { effect: () => slower(0.2), truth: 1.01, label: 'two-groups' },
  'half of rounds 5 % slower': { effect: () => slower(0.5), truth: 1.025, label: 'two-groups' },
  'rounds correlate, AR(1) 0.6, 1 %': { effect: related, truth: 1 },
};
const TRUTH_ROUNDS = 100_000;

const { uniform, normal } = randomFrom(20250307);
let neighbour = 0;
console.log(`${RUNS} runs each, ${STEPS} steps a round that correlate with AR(1) 0.6 and vary by 1 %.`);
const [nightly, quick] = ['nightly', 'quick'].map(roundsOf);
let failed = false;
for (const rounds of [nightly, quick]) {
  console.log(`\n${rounds} rounds${rounds === nightly ? '' : ', for information'}`);
  console.log(row('', 'coverage', 't covers', 'width ÷ t', 'verdict', 'warnings, share of runs'));
  for (const [name, scenario] of Object.entries(PROMISED)) {
    const verdict = report(name, scenario, rounds);
    failed ||= rounds === nightly && verdict === 'neither';
  }
  console.log('Not promised:');
  for (const [name, scenario] of Object.entries(FOR_INFORMATION)) report(name, scenario, rounds);
}
// Pairs are dear: a fortieth as many of each.
const held = falseVerdicts(randomFrom(20260301), Math.max(PAIRS_AT_LEAST, Math.round(RUNS / 40)));
process.exitCode = failed || !held ? 1 : 0;

/** Simulates one scenario, prints its line, and gives its verdict. */
function report(name, scenario, rounds) {
  const { of = medianMs, label, widest = Number.POSITIVE_INFINITY } = scenario;
  const truthMs = BASE_MS * (scenario.truth ?? expected(scenario, of));
  let [held, studentHeld, width, studentWidth] = [0, 0, 0, 0];
  const warned = {};
  for (let run = 0; run < RUNS; run += 1) {
    const measured = Array.from({ length: rounds }, (_, i) => roundOf(scenario, i, rounds));
    const [ours, student] = [intervalOverRounds(measured.map(of)), studentInterval(measured.map(of))];
    held += holds(ours, truthMs);
    studentHeld += holds(student, truthMs);
    width += ours.high - ours.low;
    studentWidth += student.high - student.low;
    for (const { code } of warningsOf(measured)) warned[code] = (warned[code] ?? 0) + 1;
  }
  const [coverage, wider] = [held / RUNS, width / studentWidth];
  const met = coverage >= LEAST && coverage <= MOST && wider <= widest;
  const labelled = label !== undefined && (warned[label] ?? 0) / RUNS >= LABELLED;
  const verdict = met ? 'met' : labelled ? 'labelled' : 'neither';
  const codes = Object.entries(warned).map(([code, count]) => `${code} ${(count / RUNS).toFixed(3)}`);
  console.log(
    row(name, coverage.toFixed(3), (studentHeld / RUNS).toFixed(3), wider.toFixed(2), verdict, codes.join(', ')),
  );
  return verdict;
}

/** One round: its level, and steps around it whose neighbours correlate. */
function roundOf({ effect, spike = 0, steps = STEPS }, i, rounds) {
  const level = 1 + effect(i, rounds);
  let noise = normal();
  const stepMs = Array.from({ length: steps }, () => {
    noise = 0.6 * noise + 0.8 * normal();
    return BASE_MS * (level + 0.01 * noise) * (spike > 0 && uniform() < spike ? 3 : 1);
  });
  return {
    round: i,
    measurement: {
      stepMs: roundStatistics(stepMs),
      warmup: { settled: true },
      clock: { idleMs: { available: false } },
    },
    disturbed: [],
    useUnknown: null,
  };
}

/** What a round's figure is to be expected to be, relative to the base, of many other rounds. */
function expected(scenario, of) {
  return mean(Array.from({ length: TRUTH_ROUNDS }, () => of(roundOf(scenario, 0, 1)))) / BASE_MS;
}

function medianMs({ measurement }) {
  return measurement.stepMs.medianMs;
}

function meanMs({ measurement }) {
  return measurement.stepMs.sumMs / measurement.stepMs.steps;
}

/** From −2 % in the first round to +2 % in the last: the truth is the mean over the run, which is its middle. */
function ramp(i, rounds) {
  return rounds === 1 ? 0 : 0.02 * ((2 * i) / (rounds - 1) - 1);
}

function slower(share) {
  return uniform() < share ? 0.05 : 0;
}

/** A machine whose level wanders from round to round: what no interval here promises. */
function related(i) {
  neighbour = i === 0 ? normal() : 0.6 * neighbour + 0.8 * normal();
  return 0.01 * neighbour;
}

function holds({ low, high }, truth) {
  return low <= truth && truth <= high ? 1 : 0;
}

function roundsOf(suite) {
  return parse(readFileSync(join(import.meta.dirname, `../../dist/suites/${suite}.yaml`), 'utf8')).rounds;
}

function row(name, ...cells) {
  return `${name.padEnd(34)}${cells.map((cell, i) => (i < 4 ? cell.padEnd(11) : cell)).join('')}`;
}

/** Normal ÷ √(χ²₃ ÷ 3). */
function studentT3() {
  return normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3);
}
