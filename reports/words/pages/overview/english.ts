/** The first page in English. */
import type { Basis } from '../../../figure.ts';
import { threeDigits } from '../../../format.ts';
import type { Counts, DifferenceWords, OverviewWords, TrainedModel, VerdictCount } from './overview-words.ts';

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const behind = (ends: string | null): string => (ends === null ? '' : ` (${ends})`);

function cost({ amount, isMultiple, ends }: DifferenceWords, side: 'less' | 'more'): string {
  return `${isMultiple ? `${amount} the cost` : `${amount} ${side}`} for the same work${behind(ends)}`;
}

/** The same where the work is named beside it. */
const costAlone = ({ amount, isMultiple, side, ends }: DifferenceWords): string =>
  `${isMultiple ? `${amount} the cost` : `${amount} ${side}`}${behind(ends)}`;

/** `11 chips`; `3 devices with 2 kinds of chip` where several have one. */
function countedText({ all, chips }: Counts): string {
  if (chips === all) return plural(all, 'chip');
  return `${plural(all, 'device')} with ${chips === 1 ? 'the same chip' : `${chips} kinds of chip`}`;
}

const openText = ({ open }: Counts): string => `${open} ${open === 1 ? 'has' : 'have'} no verdict`;

/** `2 of 11 chips are cheaper than NVIDIA H800`; of none what they are. */
function countsText(counts: Counts, reference: string): string {
  const { all, cheaper, dearer, open, 'not separable': even } = counts;
  if (cheaper > 0) {
    const text = `${cheaper} of ${countedText(counts)} ${cheaper === 1 ? 'is' : 'are'} cheaper than ${reference}`;
    return open === 0 ? text : `${text}; ${openText(counts)}`;
  }
  const parts = [
    ...(dearer > 0 ? [`${dearer} ${dearer === 1 ? 'is' : 'are'} dearer`] : []),
    ...(even > 0
      ? [`${even === all ? 'all' : even} ${all > 1 && even !== 1 ? 'are' : 'is'} not separable from it`]
      : []),
    ...(open > 0 ? [openText(counts)] : []),
  ];
  return `none of ${countedText(counts)} is shown to be cheaper than ${reference}: ${listed(parts)}`;
}

/** `Ling-plus, a Mixture-of-Experts model of 290 billion parameters by inclusionAI`. */
const introduced = ({ name, organisation, totalBillion }: TrainedModel): string =>
  `${name}, a Mixture-of-Experts model${totalBillion === null ? '' : ` of ${threeDigits(totalBillion)} billion parameters`} by ${organisation}`;

const gloss = (counts: Counts, reference: string): string =>
  counts['not separable'] === 0
    ? ''
    : ` Not separable: the interval holds the cost of ${reference}, so it may cost less or more.`;

/** Of those that are cheaper the lowest is named, else that of all that have a verdict. */
function lowestOf({ cheaper, open }: Counts): string {
  if (cheaper > 0) return cheaper === 1 ? 'It is' : 'The lowest of them is';
  return open === 0 ? 'The lowest cost is that of' : 'The lowest cost with a verdict is that of';
}

const VERDICTS: Readonly<Record<VerdictCount[0], string>> = {
  cheaper: 'cheaper',
  dearer: 'dearer',
  'not separable': 'not separable',
};

const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Of two speeds of the reference that disagree: which one the answer uses, and why. */
const USED: Readonly<Record<Basis, string>> = {
  measured: 'The answer uses the measured one, which was timed on this work by the same software',
  sibling: 'The answer uses the scaled one, which rests on a timing of this work by the same software',
  projected: 'The answer uses the projected one, because no timing of the other is by the same software',
};

export const OVERVIEW_ENGLISH: OverviewWords = {
  title: reference => `Cost of MoE training beside ${reference}`,
  kicker: 'What it costs to train a Mixture-of-Experts model on each chip, beside a reference chip.',
  compare: 'Compare at other prices, power and utilisation',
  answer: {
    cheaper: (device, reference, difference) => `${device} is cheaper than ${reference}: ${cost(difference, 'less')}.`,
    dearer: (device, reference, difference) => `${device} is dearer than ${reference}: ${cost(difference, 'more')}.`,
    notSeparable: (device, reference, ends) =>
      `${device} and ${reference} are not separable in cost: the same work costs ${ends}.`,
    ofDevice: (device, sentence) => `${device}: ${sentence}`,
    several: (counts, reference, lowest, difference) =>
      `${first(countsText(counts, reference))}. ${lowestOf(counts)} ${lowest}: ${costAlone(difference)}.`,
    differ: (chip, counts) =>
      `The verdict on ${chip} depends on the device: ${listed(counts.map(([verdict, many]) => `${many} ${many === 1 ? 'is' : 'are'} ${VERDICTS[verdict]}`))}.`,
    noVerdict: (device, reference, difference) =>
      `${device} beside ${reference}: ${cost(difference, difference.side)}. No verdict: a speed lacks an interval.`,
    noVerdicts: (counts, costsKnown, reference, lowest, difference) =>
      `None of ${countedText(counts)} has a verdict beside ${reference}: ${costsKnown === counts.all ? '' : `the cost of ${costsKnown} is known, and `}a speed lacks an interval. The lowest known cost is that of ${lowest}: ${costAlone(difference)}.`,
    instrument: machines =>
      `No accelerator was measured. ${machines > 1 ? 'These machines prove' : 'This machine proves'} that moebench measures correctly; the chart shows what a comparison looks like.`,
    instrumentAlone: machines =>
      `No accelerator was measured, so no chip is compared. ${machines > 1 ? 'These machines prove' : 'This machine proves'} that moebench measures correctly.`,
    relative: (device, reference, share, ends) =>
      `${device} reaches ${share}${behind(ends)} of the speed of ${reference}. Its cost is not known.`,
    speed: (device, step, ends) => `${device} takes ${step}${behind(ends)} for a step. Its cost is not known.`,
    known: (counts, reference, model) =>
      `Nothing was measured here. For training ${model}, by what others published, ${countsText(counts, reference)}.`,
    unproven: rows =>
      `Nothing can be compared: ${rows === 1 ? 'the one row has' : `none of ${rows} rows has`} results that hold.`,
    nothing: 'Nothing was measured, so nothing can be compared.',
  },
  kinds: {
    'confidence-95': ends => `95 % interval: ${ends}`,
    bounds: ends => `bounds: ${ends}`,
    range: ends => `range of rounds: ${ends}`,
  },
  oneRound: 'one round',
  work: name => `The work: ${name}.`,
  proven: (cells, workloads) =>
    cells === 0
      ? 'No timing has a proof of its results yet.'
      : `What was measured here: ${plural(cells, 'timing')} of ${plural(workloads, 'workload')}, with a proof that the results agree with a computation in float64.`,
  notMeasured: (counts, reference, model) =>
    `Not measured here, but computed from what others published: the cost of training ${introduced(model)}. ${first(countsText(counts, reference))}.${gloss(counts, reference)}`,
  relativeCost: {
    title: work => `Cost of the same work: ${work}`,
    titleTraining: model => `Not measured here: cost of training ${model}`,
    axis: reference => `Cost, ${reference} = 100 %`,
    more: (drawn, count) =>
      `Drawn are the reference and the ${drawn} lowest costs; ${plural(count, 'higher cost')} ${count === 1 ? 'is' : 'are'} not.`,
  },
  small: {
    title: 'What was measured',
    of: work => `${work}.`,
    speed: 'Speed',
    energy: 'Energy',
    speedAxis: 'Tokens per second',
    memory: { device: 'Peak device memory', host: 'Peak host memory', both: 'Peak memory, of device or host' },
    memoryAxis: 'GB',
    hostMemory: device => `${device}, host memory`,
  },
  changes: {
    title: 'What changed since earlier nights',
    more: count => `${plural(count, 'more change')} in the history.`,
    link: 'All nights',
    marks: { confirmed: 'confirmed', suspected: 'suspected', recovered: 'recovered' },
  },
  know: {
    title: 'What to know first',
    layer: 'Cost and speed are those of tokens through this work. A layer is not a model: training a model costs more.',
    apart: (reference, times, used) =>
      `The two speeds of ${reference} on this work are ${times} times apart, further than the interval of the projection reaches. ${USED[used]}.`,
    boards: 'The verdict is of these boards on these nights: how boards of one chip differ is not known here.',
    stale: count => `${plural(count, 'price')} in use ${count === 1 ? 'is' : 'are'} stale.`,
    wide: rows =>
      `${plural(rows, 'row')} ${rows === 1 ? 'has' : 'have'} a wide interval: the high end is over 1.5 times the low end.`,
    troubles: ({ failed, leftOut, skipped }) =>
      [
        ...(failed + skipped > 0
          ? [
              `Of the single timings and proofs ${listed([
                ...(failed > 0 ? [`${failed} failed or could not run`] : []),
                ...(skipped > 0 ? [`${skipped} ${skipped === 1 ? 'was' : 'were'} skipped`] : []),
              ])}.`,
            ]
          : []),
        ...(leftOut > 0
          ? [
              `${plural(leftOut, 'row')} (a work on a device) ${leftOut === 1 ? 'is' : 'are'} in no comparison, because no proof or check holds.`,
            ]
          : []),
      ].join(' '),
    unread: records => `${plural(records, 'record')} could not be read.`,
    workloads: 'See the rows.',
  },
  detail: {
    title: 'Behind the answer',
    terms:
      'A workload is a layer, a block or a training step; rows per expert are the tokens that one expert computes in a step, on average.',
    more: count => plural(count, 'more result'),
  },
  more: {
    title: 'More charts',
    notDrawn: count => `${plural(count, 'chart')} not drawn, and why`,
    tall: titles => `Too many rows for this page, and shown on the page of each workload: ${titles.join('; ')}.`,
    workloads: 'All workloads',
  },
  known: {
    title: model =>
      model === null
        ? 'Training on each chip with a price'
        : `Training ${model} on each chip with a price: not measured here`,
    rests: 'What it rests on, and what is left out',
    unknown: why => `Not known: ${why}.`,
  },
  table: {
    label: 'Training cost, not measured here',
    chip: 'Chip',
    cost: tokens => `Cost of ${tokens}`,
    difference: reference => `Compared with ${reference}`,
    rent: 'Rent',
    rentUnder: 'of the catalog; break-even',
    speed: 'Speed of a device',
    speedUnder: 'tokens/s, basis, MFU',
    reference: 'reference',
    breakEven: rent => `break-even ${rent}`,
    chance: chance => `probability of being cheaper ${chance}`,
    stale: 'stale',
    samples: '95 % of samples',
    samplesVerdict: '95 % of samples, verdict',
  },
  site: {
    title: 'What this site is, and how to check it',
    what: 'moebench runs the same Mixture-of-Experts training work on every accelerator it finds, proves the results against a float64 computation, times many fresh processes, and turns speed into money.',
    sealed:
      'Each run is one record. Every line of it carries the SHA-256 of the line before, and a seal closes it: “sealed” means that the lines still follow from each other. A record that somebody wrote anew as a whole would be sealed too: only a signature rules that out.',
    verify: 'To check a record, download it from its run and use',
    file: 'record.jsonl',
    method: 'How it is measured',
    runs: 'Runs and their records',
    data: 'Every figure as JSON',
    rows: 'The rows as CSV',
  },
};
