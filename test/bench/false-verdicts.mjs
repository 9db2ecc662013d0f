// How often two chips that cost the same are called cheaper or dearer, and unequal ones the wrong way round, by simulation: from
// the steps of rounds to the verdict of a row through the program's own functions (`falseVerdicts`).

import { chipOfTarget } from '../../dist/reports/catalog/catalog.js';
import { loadCatalog } from '../../dist/reports/catalog/load.js';
import { agedOn } from '../../dist/reports/catalog/staleness.js';
import { ONLY } from '../../dist/reports/race/standing.js';
import { buildReferenceRows } from '../../dist/reports/reference/reference-row.js';
import { buildRow } from '../../dist/reports/rows/row.js';
import { binomialUpperTail } from '../../dist/results/statistics/binomial.js';
import { FEWEST_ROUNDS_FOR_CONFIDENCE, roundStatistics } from '../../dist/results/statistics.js';

/** Of equal pairs called cheaper or dearer, or of unequal ones the wrong way round, at most. */
const ALLOWED = 0.05;
/** Below so many pairs a share of 5 % is no figure: then a cell is broken where chance alone would hardly give it. */
const ENOUGH = 100;
const BY_CHANCE = 0.001;

const ROUNDS = Array.from({ length: 16 }, (_, i) => i + 1);
/** Of many boards not every number of rounds is simulated. */
const FEW_ROUNDS = [1, 3, 5, 16];
const EFFECTS = [0, 0.005, 0.01, 0.02];
const STEPS = 5;
const BASE_MS = 10;
const SHA = '0'.repeat(64);

const shipped = loadCatalog();
const chips = ['nvidia-h20', 'nvidia-h800'].map(id => ({
  ...shipped.chips.find(chip => chip.id === id),
  match: [`^${id}$`],
}));
const rent = chip => ({
  ...{ chip, low: 1, high: 1, currency: 'USD', kind: 'assumed', offer: null },
  ...{ source: 'simulated', date: '2026-01', confidence: 'low' },
});
const catalog = agedOn({ ...shipped, chips, prices: chips.map(({ id }) => rent(id)) }, '2026-01-01');
const [, reference] = chips;

/** One small layer: what it is does not matter here, only that both did it. */
const workload = {
  ...{ version: 1, part: 'moe-layer', pass: 'forward-backward', dtype: 'bfloat16', seed: 7 },
  ...{ tokens: 1000, hidden: 64, ffn: 128, experts: 4, topK: 2, sharedExperts: 0, activation: 'swiglu' },
  ...{ expertBiases: false, weightOn: 'output', routing: { kind: 'balanced' }, dispatch: { kind: 'dropless' } },
  router: { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false },
};
const workloadCase = {
  ...{ id: 'layer', model: 'toy', scaled: {}, fitted: null, workload, sha256: SHA, comparisonSha256: SHA },
  ...{ flopsPerStep: 3 * 98_816_000, role: { kind: 'work' } },
};

/** Prints the table; true where every cell holds. `pairs`: simulated of each cell. */
export function falseVerdicts({ uniform, normal }, pairs) {
  const world = { uniform, normal };
  console.log(
    `\nFalse verdicts: ${pairs} pairs a cell, ${STEPS} steps a round; the greatest share over 1 to 16 rounds`,
  );
  console.log(row('boards and runs differ by', ...EFFECTS.map(run => `runs ${percent(run)}`)));
  let broken = 0;
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    for (const board of EFFECTS) {
      const shares = EFFECTS.map(run => worst(world, { ...scenario, board, run }, pairs));
      broken += shares.filter(cell => cell.broken).length;
      console.log(row(`${name}, boards ${percent(board)}`, ...shares.map(cellText)));
    }
  }
  console.log("Not judged: without the catalog's row of boards, and how often 30 % more is called dearer");
  for (const [name, scenario] of Object.entries(FOR_INFORMATION)) {
    const shares = EFFECTS.map(effect => worst(world, { ...scenario, board: effect, run: effect }, pairs));
    console.log(row(`${name}, boards as runs`, ...shares.map(cell => cellText({ ...cell, broken: false }))));
  }
  console.log(
    broken === 0
      ? 'False verdicts: at most 5 % in every cell.'
      : `False verdicts: ${broken} cells with more than 5 %: BROKEN`,
  );
  return broken === 0;
}

/**
 * `slower`: expected time of the candidate ÷ the reference's; `effect`: of round i of n; `boards`: of the reference, each on a
 * machine and in a run of its own, or `together` in one run; `peers`: other boards of the candidate's chip.
 */
const SCENARIOS = {
  equal: {},
  'equal, ramp of ±2 % over rounds': { effect: (_, i, n) => ramp(i, n) },
  'equal, 30 % of rounds 5 % slower': { effect: ({ uniform }) => (uniform() < 0.3 ? 0.05 : 0) },
  '3 % dearer': { slower: 1.03 },
  '3 % cheaper': { slower: 0.97 },
  'equal, 2 boards beside one': { boards: 2, rounds: FEW_ROUNDS },
  'equal, 4 boards of one run beside one': { boards: 4, together: true, rounds: FEW_ROUNDS },
  'equal, 5 boards beside one of 5': { boards: 5, peers: 4, rounds: FEW_ROUNDS },
  'equal, 8 boards of one run beside one': { boards: 8, together: true, rounds: FEW_ROUNDS },
};

const FOR_INFORMATION = {
  'equal, boards unknown': { unknown: true, rounds: [5, 16] },
  '30 % dearer, called dearer': { slower: 1.3, counted: 'dearer', rounds: [5, 16] },
};

/** Over all numbers of rounds the cell with most false verdicts. */
function worst(world, scenario, pairs) {
  const cells = (scenario.rounds ?? ROUNDS).map(rounds => {
    let wrong = 0;
    for (let pair = 0; pair < pairs; pair += 1)
      wrong += isFalse(verdictOfPair(world, scenario, rounds), scenario, rounds);
    return { rounds, share: wrong / pairs, broken: isBroken(wrong, pairs) };
  });
  const [most] = cells.toSorted((a, b) => b.share - a.share);
  return { ...most, broken: cells.some(({ broken }) => broken) };
}

function isBroken(wrong, pairs) {
  return pairs >= ENOUGH ? wrong / pairs > ALLOWED : binomialUpperTail(wrong, pairs, ALLOWED) < BY_CHANCE;
}

/** Below 5 rounds any verdict is false: there is no interval that it could stand on. */
function isFalse(verdict, { slower = 1, counted }, rounds) {
  if (rounds < FEWEST_ROUNDS_FOR_CONFIDENCE) return verdict !== 'no interval';
  if (counted !== undefined) return verdict === counted;
  if (slower === 1) return verdict === 'cheaper' || verdict === 'dearer';
  return verdict === (slower > 1 ? 'cheaper' : 'dearer');
}

/** One candidate beside one reference, each on boards and in runs of its own. */
function verdictOfPair(world, scenario, rounds) {
  const { slower = 1, boards = 1, together = false, peers = 0 } = scenario;
  const shared = scenario.run * world.normal();
  const theirs = Array.from({ length: boards }, (_, i) =>
    workOf(world, scenario, rounds, {
      chip: 'nvidia-h800',
      machine: together ? 'reference' : `reference-${i}`,
      index: i,
      run: together ? shared : scenario.run * world.normal(),
      slower: 1,
    }),
  );
  const ours = Array.from({ length: 1 + peers }, (_, i) =>
    workOf(world, scenario, rounds, {
      chip: 'nvidia-h20',
      machine: `candidate-${i}`,
      index: 0,
      run: scenario.run * world.normal(),
      slower,
    }),
  );
  const works = [...ours, ...theirs];
  const known = scenario.unknown ? { ...catalog, variability: [] } : catalog;
  const [referenceRow] = buildReferenceRows(works, reference, known);
  const [work] = ours;
  const chip = chipOfTarget(known, work.pool.target);
  const ground = { catalog: known, referenceChip: reference, selftests: [], power: null };
  return buildRow({ ...ground, work, chip, reference: referenceRow, peers: works }).saving.verdict;
}

/** A pool as the report makes them, of one board in one run. */
function workOf(world, { board, effect = () => 0 }, rounds, { chip, machine, index, run, slower }) {
  const level = slower * (1 + board * world.normal() + run);
  const measured = Array.from({ length: rounds }, (_, i) => roundOf(world, level + effect(world, i, rounds), i));
  const target = { ...TARGET, device: { vendor: 'NVIDIA', name: chip, index } };
  const plan = measured.map(({ round }) => ({
    ...{
      id: `${round}`,
      kind: 'time',
      target: target.id,
      case: workloadCase.id,
      strategy: 'session',
      round,
      proof: null,
    },
  }));
  const context = {
    ...{ runId: machine, startedAt: '2026-01-01T00:00:00.000Z', machine: { id: machine }, targets: [target] },
    ...{ cases: [workloadCase], plan, program: { version: '0', runtimes: {} } },
  };
  const record = { path: '', context, proofs: [], cells: [], attempts: [], sealed: true };
  const pool = {
    ...{
      record,
      target,
      strategy: 'session',
      race: ONLY,
      kernel: null,
      otherKernels: [],
      workloadCase,
      rounds: measured,
      plannedRounds: rounds,
      comparable: record,
    },
    ...{ olderRuns: 0, newerRuns: [], violations: [], evidence: { status: 'proven' } },
  };
  return { pool, workload, mismatch: null, choiceNotes: [] };
}

const TARGET = {
  id: 'gpu',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'webgpu' },
  software: false,
  threads: null,
};

/** Steps around the round's level whose neighbours correlate, AR(1) 0.6, and vary by 1 %. */
function roundOf({ normal }, level, round) {
  let noise = normal();
  const stepMs = Array.from({ length: STEPS }, () => {
    noise = 0.6 * noise + 0.8 * normal();
    return BASE_MS * (level + 0.01 * noise);
  });
  return { round, measurement: { ...MEASUREMENT, stepMs: roundStatistics(stepMs) }, disturbed: [], useUnknown: null };
}

const NONE = { available: false, code: 'not-asked', values: {} };
const MEASUREMENT = {
  ...{ samplesSha256: SHA, warmup: { settled: true, steps: 0, ms: 0 }, open: { createMs: 0 }, memory: {} },
  clock: { kind: 'host-synchronised', stepsPerBatch: 1, fenceMs: NONE, idleMs: NONE },
  ...{ placement: NONE, parts: NONE, peakHostBytes: NONE, peakDeviceBytes: NONE, energyJ: NONE, widestEnergyJ: NONE },
};

/** From −2 % in the first round to +2 % in the last. */
function ramp(i, rounds) {
  return rounds === 1 ? 0 : 0.02 * ((2 * i) / (rounds - 1) - 1);
}

const percent = share => `${(100 * share).toFixed(1)} %`;
const cellText = ({ share, rounds, broken }) =>
  `${share.toFixed(3)}${share > 0 ? ` (${rounds})` : ''}${broken ? ' BROKEN' : ''}`;

function row(name, ...cells) {
  return `${name.padEnd(52)}${cells.map(cell => cell.padEnd(20)).join('')}`;
}
