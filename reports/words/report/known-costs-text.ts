/** What training costs by what others published, in sentences. Each begins with or stands under words that say: not measured here. */
import { moneyUnit, pointText, threeDigits } from '../../format.ts';
import type { RentKind } from '../../known-costs/rent-choice.ts';
import type { TrainingCosts } from '../../known-costs/schema.ts';
import type { Headline } from '../../money/codes.ts';
import type { CompareRow } from '../../money/schema.ts';
import type { Instrument } from '../../report/instrument.ts';
import { VERDICTS, type Verdict } from '../../spread/verdict.ts';
import { headlineTexts } from '../compare-headline.ts';
import { differenceEnds, differenceText, tokensText } from '../difference-text.ts';

/** The answer: the verdicts, then the cost of the reference and of the chip with the lowest. */
export function knownCostTexts(costs: TrainingCosts): string[] {
  return [verdictsText(costs), ...amountTexts(costs)];
}

/** `Not measured here: by projected speeds, none of 11 chips is called cheaper than …; 11 are not separable.` */
function verdictsText(costs: TrainingCosts): string {
  const { model, rows } = costs.comparison;
  const others = rows.filter(({ isReference }) => !isReference);
  const named = (verdict: Verdict) => others.filter(row => row.verdict === verdict).map(({ name }) => name);
  const cheaper = named('cheaper');
  const counts = VERDICTS.flatMap(verdict => {
    const many = named(verdict).length;
    return verdict === 'cheaper' || many === 0 ? [] : [VERDICT_COUNTS[verdict](many)];
  });
  const than = `cheaper than ${nameOfReference(costs)} for training ${model.name}`;
  const answer =
    cheaper.length === 0
      ? `none of ${others.length} chips is called ${than}`
      : `${cheaper.length} of ${others.length} chips ${cheaper.length === 1 ? 'is' : 'are'} ${than}: ${namesText(cheaper)}`;
  return `Not measured here: by ${speedsText(costs)}, ${answer}${counts.length === 0 ? '' : `; ${counts.join(', ')}`}.`;
}

/** Names in a sentence; the table has all. */
const MOST_NAMES = 4;

/** `A, B, C, D and 3 more`. */
function namesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more < 2 ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}

const VERDICT_COUNTS: Readonly<Record<Exclude<Verdict, 'cheaper'>, (many: number) => string>> = {
  dearer: many => `${many} cost${many === 1 ? 's' : ''} more`,
  'not separable': many => `${many} ${many === 1 ? 'is' : 'are'} not separable`,
  'no interval': many => `${many} ${many === 1 ? 'has' : 'have'} no verdict`,
};

function amountTexts(costs: TrainingCosts): string[] {
  const { rows, tokens, currency } = costs.comparison;
  const reference = rows.find(({ isReference }) => isReference);
  const [first] = rows.filter(({ isReference }) => !isReference);
  if (reference === undefined || first === undefined) return [];
  const ofReference = `${tokensText(tokens)} on ${reference.name} cost ${costText(reference, currency)}`;
  const { saving } = first;
  if (!saving.available) return [`${ofReference}.`];
  const ends = differenceEnds(saving);
  const beside = `${differenceText(saving.point)}${ends === null ? '' : `, from ${ends}`}`;
  return [`${ofReference}; on ${first.name}, whose cost is the lowest, ${costText(first, currency)}: ${beside}.`];
}

/** `3.25 million CNY (95 % of samples: 1.7 to 5.84)`. */
function costText({ costPerTrillionTokens: cost }: CompareRow, currency: string): string {
  if (!cost.available) return 'an unknown amount';
  const unit = moneyUnit(cost.point, currency);
  const [low, high] = [cost.low, cost.high].map(end => threeDigits(end * unit.factor));
  return `${pointText(cost.point, unit)}${low === high ? '' : ` (95 % of samples: ${low} to ${high})`}`;
}

/** What the section rests on: it stands above every figure of it. */
export function knownCostsLabel(costs: TrainingCosts): string {
  const { prices, rates, priceKind, comparison } = costs;
  const days = prices.from === prices.to ? prices.to : `${prices.from} to ${prices.to}`;
  const stale = prices.stale === 0 ? '' : `, ${prices.stale} of them stale`;
  const exchanged = rates.map(({ from, to, rate, date }) => `${from} at ${threeDigits(rate)} ${to} of ${date}`);
  const dtypes = [...new Set(comparison.rows.map(({ dtype }) => dtype))].join(', ');
  return `Not measured here: ${speedsText(costs)} in ${dtypes}, catalog prices of ${days}${stale} (${[KINDS[priceKind], ...exchanged].join('; ')}).`;
}

const KINDS: Readonly<Record<RentKind, string>> = {
  'rent-on-demand': 'rent on demand',
  'rent-reserved': 'reserved rent',
  fair: 'what teams reckon an hour costs them',
};

/** `published and projected speeds`: those that are in use. */
function speedsText({ comparison }: TrainingCosts): string {
  const bases = [...new Set(comparison.rows.flatMap(({ basis }) => (basis === null ? [] : [basis])))];
  return `${bases.toSorted((a, b) => (a < b ? 1 : -1)).join(' and ')} speeds`;
}

/** What to know of the verdicts: what another published speed would make of them, and why some have none. */
export function verdictNotes({ comparison }: TrainingCosts): string[] {
  const sentences = headlineTexts(comparison);
  return comparison.headline.flatMap(({ code }, index) =>
    VERDICT_NOTES.includes(code) ? [sentences[index] ?? ''] : [],
  );
}

const VERDICT_NOTES: readonly string[] = ['evidence-disagrees', 'no-interval'] satisfies readonly Headline[];

/** `6 further chips cost more, by their points: …`; null where there is none. */
export function furtherText({ further, comparison }: TrainingCosts): string | null {
  if (further.length === 0) return null;
  const { currency } = comparison;
  const each = further.map(
    ({ name, costPerTrillionTokens: cost }) => `${name} ${pointText(cost, moneyUnit(cost, currency))}`,
  );
  return `Not judged, because they cost more by their points: ${each.join(', ')}.`;
}

const nameOfReference = ({ comparison: { rows } }: TrainingCosts): string =>
  rows.find(({ isReference }) => isReference)?.name ?? '';

/** Of machines on which no accelerator was measured. */
export function instrumentText({ machines, workloads, timedCells }: Instrument): string {
  if (timedCells === 0) return 'No timed cell holds a proof, and no accelerator was measured.';
  const cells = `${timedCells} timed cell${timedCells === 1 ? '' : 's'} of ${workloads} workload${workloads === 1 ? '' : 's'}`;
  const [subject, where] =
    machines > 1 ? ['These machines prove', 'their processors'] : ['This machine proves', 'its processor'];
  return `${subject} the instrument: ${cells} ${timedCells === 1 ? 'holds its' : 'hold their'} proof on ${where}. No accelerator was measured; the costs of other chips show what a comparison looks like.`;
}
