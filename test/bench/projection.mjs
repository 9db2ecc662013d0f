// Prints how far the projection of training speed is off where whole groups of anchors were left out, beside the naive rule
// (peak × one MFU) under the same split; what was left out; pairs; and how the figures move with what could have been chosen
// otherwise. Nothing is drawn: the same figures every time. docs/COST.md quotes them. Exit 1 where a promise does not hold.

import { loadAnchors, loadCatalog } from '../../dist/reports/catalog/load.js';
import { holdOut, SPLITS, score } from '../../dist/reports/projection/cross-validation.js';
import { FEATURES } from '../../dist/reports/projection/features.js';
import { learn, SETTINGS } from '../../dist/reports/projection/mixed-model.js';
import { fitProjection } from '../../dist/reports/projection/project.js';
import { factText } from '../../dist/reports/words/fact-text.js';

/** Of the median error beside the naive rule's, and of the share of anchors inside their 80 % interval. */
const HIGHEST_RATIO = 0.75;
const [LEAST, MOST] = [0.7, 0.9];
const HEAD = ['n', 'error', 'naive', 'ratio', 'naive 16', 'ratio', 'in 80 %', 'in 95 %'];

const { chips } = loadCatalog();
const { observations, excluded, pairs } = fitProjection(loadAnchors(new Set(chips.map(chip => chip.id))), chips);
const isMoe = ({ requested: { query } }) => query.model.totalParameters > query.model.activeParametersForFlops;

console.log(`${observations.length} anchors are learned from; ${excluded.length} are not:`);
for (const { anchor, reason } of excluded) console.log(`  ${anchor.id}: ${factText(reason)}`);

console.log('\nMedian |log error|. naive: one MFU over the peak of the dtype; naive 16: one share of the 16-bit peak.');
console.log(row('left out: each', ...HEAD));
const bySplit = SPLITS.map(split => ({ split, held: holdOut(observations, split) }));
for (const { split, held } of bySplit) console.log(scoreRow(split, held));
const all = bySplit.flatMap(({ held }) => held);
console.log(scoreRow('all three', all));
console.log(
  scoreRow(
    'all three, MoE models alone',
    all.filter(({ observation }) => isMoe(observation)),
  ),
);

const byVendor = bySplit.find(({ split }) => split === 'vendor').held;
const transferred = byVendor.filter(({ observation }) => observation.groups.vendor !== 'NVIDIA');
console.log('\nNon-NVIDIA transfer: each vendor predicted from all others');
console.log(scoreRow('not NVIDIA', transferred));
for (const { observation, error } of transferred) console.log(`  ${observation.anchor.id}: ${signed(error)}`);

console.log('\nPairs of one model on two chips, projected without the model and both chips');
for (const [name, { pairs: n, models, logSigma }] of Object.entries(pairs)) {
  console.log(`  ${name}: ${n} pairs of ${models} models, log sigma ${logSigma.toFixed(3)}`);
}

const usual = learn(observations)({
  features: FEATURES.map(() => 1),
  groups: { model: null, chip: null, vendor: null, publication: null },
});
console.log('\nSlopes of the log share, as learned from all anchors (prior)');
for (const [i, { id: name, prior }] of FEATURES.entries()) {
  console.log(`  ${name}: ${signed(usual.parts.features[i])} (${signed(prior.mean)} ± ${prior.sd})`);
}

console.log('\nHad something else been chosen: all three splits together');
console.log(row('', ...HEAD));
const fromZero = factor => ({
  ...SETTINGS,
  slopes: SETTINGS.slopes.map((prior, i) => (i === 0 ? prior : { mean: 0, sd: factor * prior.sd })),
});
const noSlopes = { ...SETTINGS, slopes: SETTINGS.slopes.map(() => ({ mean: 0, sd: 0 })) };
const dtypeAlone = { ...SETTINGS, slopes: SETTINGS.slopes.map((prior, i) => (i === 0 ? prior : { mean: 0, sd: 0 })) };
console.log(variant("slopes but the dtype's start from 0", observations, () => fromZero(1)));
console.log(variant('the same, twice as free', observations, () => fromZero(2)));
console.log(variant('the dtype its only slope', observations, () => dtypeAlone));
console.log(variant('no slopes, effects alone', observations, () => noSlopes));
console.log(variant('scales × 0.7', observations, () => scaled(0.7)));
console.log(variant('scales × 1.4', observations, () => scaled(1.4)));
console.log(variant('scales chosen in each fold', observations, likeliest));
console.log(
  variant(
    'without the H800 (hours, not a rate)',
    without(({ groups }) => groups.chip === 'nvidia-h800'),
  ),
);
console.log(
  variant(
    'without converted speeds',
    without(({ anchor }) => anchor.derivation === 'converted'),
  ),
);
console.log(
  variant(
    'without the slowest stack',
    without(({ groups }) => groups.publication === 'pytorch-nebius'),
  ),
);
console.log(
  variant(
    'high confidence alone',
    without(({ anchor }) => anchor.confidence !== 'high'),
  ),
);

const promised = bySplit.map(({ held }) => score(held));
const kept = promised.every(
  ({ ratio, coverage80 }) => ratio <= HIGHEST_RATIO && coverage80 >= LEAST && coverage80 <= MOST,
);
console.log(
  `\nratio ≤ ${HIGHEST_RATIO} and ${LEAST} to ${MOST} in 80 %, in every split: ${kept ? 'held' : 'NOT held'}`,
);
process.exitCode = kept ? 0 : 1;

function variant(name, of, settings) {
  return scoreRow(
    name,
    SPLITS.flatMap(split => holdOut(of, split, settings)),
  );
}

function without(dropped) {
  return observations.filter(observation => !dropped(observation));
}

function scaled(factor) {
  const { effects, run, degreesOfFreedom } = SETTINGS.scales;
  const entries = Object.entries(effects).map(([of, sd]) => [of, factor * sd]);
  return { ...SETTINGS, scales: { effects: Object.fromEntries(entries), run: factor * run, degreesOfFreedom } };
}

/** Of four scales the one under which groups left out of what is seen are likeliest: nothing of the fold itself. */
function likeliest(seen) {
  const tried = [0.7, 1, 1.4, 2].map(factor => ({ settings: scaled(factor), likelihood: likelihood(seen, factor) }));
  return tried.toSorted((a, b) => b.likelihood - a.likelihood)[0].settings;
}

function likelihood(seen, factor) {
  const held = SPLITS.flatMap(split => holdOut(seen, split, () => scaled(factor)));
  return held.reduce((sum, { error, sd }) => sum - (error / sd) ** 2 / 2 - Math.log(sd), 0);
}

function scoreRow(name, held) {
  const { n, medianError, medianNaiveError, ratio, medianNaive16Error, ratio16, coverage80, coverage95 } = score(held);
  const errors = [medianError, medianNaiveError, ratio, medianNaive16Error, ratio16, coverage80, coverage95];
  return row(name, String(n), ...errors.map(value => value.toFixed(3)));
}

function row(name, ...cells) {
  return `  ${name.padEnd(38)}${cells.map(cell => cell.padStart(9)).join('')}`;
}

function signed(value) {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
