/** What the figures rest on beyond the measurement itself, said in sentences: each is shown only where it applies. */

import { damageText } from '../../results/record-file/damage-text.ts';
import { INSERTED_CAST } from '../../results/schema/outcome.ts';
import { type Chip, overlayText } from '../catalog/catalog.ts';
import { type AgedCatalog, type AgedPrice, STALE_AFTER_DAYS, staleText } from '../catalog/staleness.ts';
import { threeDigits } from '../format.ts';
import { isBeside, otherWayText } from '../race/beside.ts';
import { reachedShare } from '../reference/reached.ts';
import { whatRan } from '../rows/ran.ts';
import { WARNING_CODES, type Warning } from '../rows/warnings.ts';
import { boardSpread } from '../spread/board-spread.ts';
import { energyBoundaries, powerPrices } from '../words/energy-text.ts';
import { dispatchText, scaledText, workloadText } from '../words/work-text.ts';
import type { ReferenceRow, Report, ReportRow } from './schema.ts';

type Ground = {
  readonly rows: readonly ReportRow[];
  readonly referenceRows: readonly ReferenceRow[];
  readonly runs: Report['runs'];
  readonly reference: Chip;
  readonly catalog: AgedCatalog;
};

/** The rules in the order a reader needs them; each gives its sentences or none. */
export function assumptions(ground: Ground): string[] {
  return RULES.flatMap(rule => rule(ground));
}

const RULES: readonly ((ground: Ground) => readonly string[])[] = [
  bySibling,
  projection,
  bestAgainstBest,
  otherSoftware,
  betweenBoards,
  rents,
  staleRents,
  overlaidRows,
  energyBoundaries,
  powerPrices,
  perWorkload,
  madeUpText,
  fullPrecision,
  widened,
  scaledWork,
  learnedRouting,
  dropping,
  fewRounds,
  unseenRounds,
  warned,
  olderRuns,
  unsealed,
  damaged,
  imported,
  aheadOfClock,
];

/** Whose speed stands in for the reference's, by what it was scaled, and how wrong that may be. */
function bySibling({ referenceRows, reference }: Ground): string[] {
  const used = referenceRows.flatMap(({ sibling }) => (sibling === null ? [] : [sibling]));
  const names = [...new Map(used.map(sibling => [sibling.chip, sibling])).values()];
  return names.flatMap(({ name, chip, reason, error }) => {
    const limits = [...new Set(used.filter(one => one.chip === chip).map(({ ratio }) => ratio.limit))];
    return [
      `${reference.name} was not in the room; ${name} was, its sibling (${reason}). Its step time is that of ${name}, times the ratio of their roofs (bound here by ${limits.join(' or ')}). Its ends are the least and the greatest of the ratio of peaks, that of memory bandwidths, and 1, and from there ${threeDigits(error.factor)} times further: as far as ${error.held} of ${error.pairs} pieces of work went, that were timed on ${error.chipPairs} pairs of siblings. It is of one device: links between devices are no part of it.`,
    ];
  });
}

function projection({ referenceRows, reference, catalog }: Ground): string[] {
  const projected = referenceRows.filter(row => row.basis === 'projected' && row.stepMs.available);
  const reached = reachedShare(catalog);
  if (projected.length === 0 || reached === null) return [];
  const [point, low, high] = [reached.point, reached.low, reached.high].map(threeDigits);
  return [
    `No ${reference.name} was measured by the software of the rows beside it; its step time is projected: max(FLOPs ÷ peak, bytes ÷ memory bandwidth) ÷ the share of a peak that training reaches. That share is ${point}, and of one more training run ${low} to ${high}: 95 % of what ${reached.anchors} published training speeds (${reached.publications} publications) predict; it holds ${reached.held} of them when each is left out. They are whole training runs in bfloat16 and float8 by other software. Peaks are dense; float32 is IEEE, not TF32.`,
    `Peaks and bandwidth of ${reference.name}: ${reference.source} (${reference.date}, confidence ${reference.confidence}).`,
  ];
}

/** A reference that ran the work by other software: its speed is of that software, and stands beside no row of another. */
function otherSoftware({ referenceRows, reference }: Ground): string[] {
  const substitutes = referenceRows.filter(({ basis }) => basis !== 'measured');
  const other = substitutes.flatMap(({ ranOtherwise, basis, workload }) =>
    ranOtherwise.map(ran => ({ text: whatRan(reference.name, ran, workload.dtype), basis })),
  );
  const texts = [...new Set(other.map(({ text, basis }) => `${text} (elsewhere ${basis})`))];
  return texts.length === 0
    ? []
    : [
        `Measured, and not compared with rows of other software, for which the reference is taken otherwise: ${texts.join('; ')}.`,
      ];
}

/** Each chip by its own winner: which strategies those are is said where they differ. */
function bestAgainstBest({ rows, referenceRows, reference }: Ground): string[] {
  const pairs = rows
    .filter(({ relative }) => relative.available)
    .flatMap(row =>
      referenceRows
        .filter(other => other.ran !== null && isBeside(other, row) && otherWayText(row, other) !== '')
        .map(
          other =>
            `${whatRan(row.device.name, row.ran, row.workload.dtype)} beside ${reference.name}${otherWayText(row, other).slice(1)}`,
        ),
    );
  return pairs.length === 0
    ? []
    : [
        `Chips are compared best against best: each by the strategy that won its race, of one runner and equal workloads, whatever the strategy, version and kernel. Here: ${[...new Set(pairs)].join('; ')}.`,
      ];
}

/** By what a comparison of chips is widened, or that nothing is known of it. */
function betweenBoards({ rows, referenceRows, catalog }: Ground): string[] {
  if (!rows.some(({ saving, relative }) => saving.available || relative.available)) return [];
  const { board } = boardSpread(catalog);
  const measured = referenceRows.filter(({ boards }) => boards.length > 0);
  const counts = [...new Set(measured.map(({ boards }) => boards.length))].toSorted((a, b) => a - b);
  const reference =
    counts.length === 0
      ? ''
      : ` The reference was measured on ${counts.join(' or ')} board${counts.at(-1) === 1 ? '' : 's'}.`;
  if (board === null) {
    return [
      `Nothing is known here of how boards of one chip and runs of one board differ: verdicts are of these boards in these runs.${reference}`,
    ];
  }
  return [
    `A row is of one board. What is said of its chip beside the reference is widened by what boards of one chip differ by, with their hosts and from run to run: a standard deviation of ${threeDigits(100 * board)} %, the largest that a source gives (docs/COST.md), or what 5 or more boards measured here show.${reference}`,
  ];
}

function rents({ rows, referenceRows }: Ground): string[] {
  const prices = pricesUsed(rows, referenceRows);
  if (prices.length === 0) return [];
  const unique = new Map(prices.map(price => [JSON.stringify(price), priceText(price)]));
  return [
    `Rents per device-hour: ${[...unique.values()].join('; ')}. A saving compares rents of one kind and currency; a user's own go first, then the same offer of one source, then the newest.`,
  ];
}

/** `nvidia-h20 2 to 3 USD (rent-on-demand, specialised cloud; source, 2026-05, confidence medium)`. */
export function priceText(price: AgedPrice): string {
  const { chip, low, high, currency, kind, offer, source, date, confidence } = price;
  const amount = low === high ? threeDigits(low) : `${threeDigits(low)} to ${threeDigits(high)}`;
  const sort = offer === null ? kind : `${kind}, ${offer}`;
  const marks = [staleText(price), overlayText(price)].flatMap(text => (text === null ? [] : [`, ${text}`]));
  return `${chip} ${amount} ${currency} (${sort}; ${source}, ${date}, confidence ${confidence}${marks.join('')})`;
}

/** Of the rows' costs, and of the references' in their savings. */
function pricesUsed(rows: readonly ReportRow[], referenceRows: readonly ReferenceRow[]): readonly AgedPrice[] {
  return [
    ...[...rows, ...referenceRows].flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.price] : [])),
    ...rows.flatMap(({ saving }) => (saving.available ? [saving.referencePrice] : [])),
  ];
}

/** A rent of last year moves a cost more than most errors of measurement do. */
function staleRents({ rows, referenceRows }: Ground): string[] {
  const stale = pricesUsed(rows, referenceRows).filter(({ age }) => age?.stale === true);
  const chips = [...new Set(stale.map(({ chip, date }) => `${chip} (${date})`))];
  return chips.length === 0
    ? []
    : [
        `Stale rents, more than ${STALE_AFTER_DAYS} days old on the day of this report: ${chips.join(', ')}. Ask for a quote, and give it with --catalog.`,
      ];
}

/** What a user laid over the shipped catalog is said, whether or not a figure rests on it. */
function overlaidRows({ catalog }: Ground): string[] {
  const files = new Map<string, string[]>();
  const note = (overlay: string | undefined, text: string) => {
    if (overlay !== undefined) files.set(overlay, [...(files.get(overlay) ?? []), text]);
  };
  for (const { overlay, id } of catalog.chips) note(overlay, `the chip ${id}`);
  for (const { overlay, chip, kind, currency } of catalog.prices) note(overlay, `${kind} in ${currency} of ${chip}`);
  return [...files].map(([file, rows]) => `From ${file}, not from the shipped catalog: ${rows.join(', ')}.`);
}

function perWorkload({ rows }: Ground): string[] {
  if (rows.length === 0) return [];
  const things = [...new Set(rows.map(({ workload }) => THINGS[workload.part]))].join(' or ');
  return [
    `Rates and costs are for 10¹² tokens through ${things} a row names, on one device: never the cost of training a model.`,
  ];
}

const THINGS = {
  'moe-layer': 'the one MoE layer',
  'moe-block': 'the one transformer block',
  'train-step': 'the training step',
} as const;

function madeUpText({ rows }: Ground): string[] {
  if (!rows.some(({ workload }) => workload.part === 'train-step')) return [];
  return [
    'A training step learns from generated text, on one device: no data loading, no communication between devices, no checkpoints.',
  ];
}

/** Nobody trains in float32 on a chip with matrix units; the figures must not be read as if someone did. */
function fullPrecision({ rows, reference }: Ground): string[] {
  const { float32, bfloat16 } = reference.peakFlops;
  if (!rows.some(({ workload }) => workload.dtype === 'float32') || float32 === null || bfloat16 === null) return [];
  return [
    `float32 work leaves the matrix units of ${reference.name} idle: its bfloat16 peak is ${threeDigits(bfloat16 / float32)} times its float32 peak. These costs are of float32 work, not of training as it is done on that chip.`,
  ];
}

/** A runtime without kernels for a half type computes in float32: right results, but no speed of that type. */
function widened({ rows }: Ground): string[] {
  const casting = rows.filter(
    ({ placement }) =>
      placement.available && placement.providers.some(({ operators }) => (operators[INSERTED_CAST] ?? 0) > 0),
  );
  return casting.length === 0
    ? []
    : [
        `Computed in float32 between casts that the runtime put in itself, as its trace shows: ${casting.map(({ id }) => id).join(', ')}. Their speed is that of float32 and of the casts, and says nothing of half-precision arithmetic.`,
      ];
}

function scaledWork({ referenceRows }: Ground): string[] {
  const models = referenceRows.flatMap(({ workload }) => {
    const dims = scaledText(workload);
    return dims === null ? [] : [`${workload.model ?? workload.id} to ${dims}`];
  });
  return models.length === 0
    ? []
    : [`What is marked scaled is not of the model's own size: ${[...new Set(models)].join('; ')}.`];
}

function learnedRouting({ rows }: Ground): string[] {
  if (!rows.some(({ workload }) => workload.routing === 'learned')) return [];
  return ["Routing 'learned' is an untrained router: nearly even, kinder than a trained one."];
}

function dropping({ referenceRows }: Ground): string[] {
  const lossy = referenceRows
    .filter(({ workload }) => workload.dispatch !== 'dropless')
    .map(({ workload }) => `${workloadText(workload)} (${dispatchText(workload)})`);
  return lossy.length === 0
    ? []
    : [`A dispatch with a capacity leaves work undone; its tokens count all the same: ${lossy.join('; ')}.`];
}

function fewRounds({ rows }: Ground): string[] {
  if (!rows.some(({ stepMs }) => stepMs.available && stepMs.kind === 'range')) return [];
  return [
    'Rows of fewer than 5 rounds show the least and the greatest round, which is no confidence interval: they have no verdict.',
  ];
}

/** No interval covers what no round has shown: how likely that is for a state which 3 rounds in 10 fall into. */
function unseenRounds({ rows }: Ground): string[] {
  const counts = rows.flatMap(({ stepMs }) =>
    stepMs.available && stepMs.kind === 'confidence-95' ? [stepMs.rounds] : [],
  );
  const fewest = Math.min(...counts);
  if (counts.length === 0 || fewest >= ROUNDS_THAT_SHOW) return [];
  return [
    `An interval of ${fewest} rounds knows nothing of a slow state that none of them fell into: one that 3 processes in 10 fall into stays unseen in ${threeDigits(100 * 0.7 ** fewest)} % of such runs, of 8 rounds in 6 %.`,
  ];
}

const ROUNDS_THAT_SHOW = 8;

function warned({ rows }: Ground): string[] {
  const sentences = new Map<string, string>(Object.entries(WARNED));
  return WARNING_CODES.flatMap(code => {
    const sentence = sentences.get(code);
    const ids = rows.filter(({ warnings }) => warnings.some(warning => warning.code === code)).map(({ id }) => id);
    return ids.length === 0 || sentence === undefined ? [] : [`${sentence}: ${ids.join(', ')}.`];
  });
}

/** Imported and unsealed runs, and those dated later than the clock, have sentences of their own, by run. */
type WarnedByRow = Exclude<Warning['code'], 'imported' | 'unsealed' | 'ahead-of-clock'>;

const WARNED: Readonly<Record<WarnedByRow, string>> = {
  disturbed: 'While rounds were timed others used the machine or the device, or a CPU quota stopped us',
  'use-unknown': 'It cannot be told whether others used the machine, or the device, while rounds were timed',
  unsettled: 'Not every round was shown to have settled when timing began',
  'drift-across-rounds': 'Step times drifted from round to round, and the interval is of the middle of the run',
  'drift-within-rounds': 'Step times drifted while a round was timed',
  'two-groups': 'Rounds fall into two groups, and the interval reaches over both',
  spikes: 'Single steps took far longer than the rest; cost follows the mean, which lies above the step time shown',
  'few-steps': 'Rounds of fewer than 5 steps, whose median one or two interruptions move',
  'coarse-clock': 'A step is fewer than 100 ticks of the clock',
  idle: 'For 1 % or more of the timed windows no step was running by the clock of the steps, and speed and cost count the steps alone',
  'newer-run-set-aside':
    'A newer run of the same work is not used, because it is cut off, unproven, or dated later than the clock',
  'runner-up-faster': 'The runner-up of the race was faster over the rounds; the winner of the race stays the row',
  'winner-not-measured': 'No round of the winner of the race was measured; the runner-up stands in its place',
  unraced:
    'Strategies that were not raced: which one is the fastest is not known, so each is compared with itself alone',
  'kernels-differ': 'Rounds that ran by another kernel are not pooled',
  'proof-by-other-kernel': 'The proof ran by another kernel than the timed work',
  'choices-differ': 'Results whose choices of experts differ at near ties',
  'below-noise': 'Speeds that differ from the reference by no more than runs of equal things do on their machine',
};

function olderRuns({ rows }: Ground): string[] {
  const older = rows.reduce((most, row) => Math.max(most, row.olderRuns), 0);
  return older === 0
    ? []
    : [
        'Of each target and workload one run is used, the newest of those whose rounds were all measured; older ones are counted, not pooled.',
      ];
}

function imported({ runs }: Ground): string[] {
  const theirs = runs.filter(run => run.used && run.imported).map(({ id, machine }) => `${id} of ${machine}`);
  return theirs.length === 0
    ? []
    : [`Measured elsewhere and imported here, as they were sealed: ${theirs.join(', ')}.`];
}

function damaged({ runs }: Ground): string[] {
  const hit = runs.flatMap(run => (run.damaged === null ? [] : [`${run.id} (${damageText(run.damaged)})`]));
  return hit.length === 0
    ? []
    : [`These records are damaged, and only the lines that hold are used: ${hit.join('; ')}.`];
}

function unsealed({ runs }: Ground): string[] {
  const open = runs.filter(run => run.used && !run.sealed && run.damaged === null).map(({ id }) => id);
  return open.length === 0 ? [] : [`These runs were cut off before their seal: ${open.join(', ')}.`];
}

function aheadOfClock({ runs }: Ground): string[] {
  const later = runs.filter(run => run.aheadOfClock).map(({ id, startedAt }) => `${id} (${startedAt})`);
  return later.length === 0
    ? []
    : [
        `Dated later than the clock of the machine that made this report, so they displace no other run and do not say what day it is: ${later.join(', ')}. Correct whichever clock is wrong.`,
      ];
}
