/** What training costs by what others published, in sentences. Each begins with or stands under words that say: not measured here. */
import { endTexts, moneyUnit, pointText, rangeText, threeDigits } from '../../format.ts';
import type { TrainingCosts } from '../../known-costs/schema.ts';
import type { Headline } from '../../money/codes.ts';
import type { CompareRow } from '../../money/schema.ts';
import type { Instrument } from '../../report/instrument.ts';
import { VERDICTS, type Verdict } from '../../spread/verdict.ts';
import { headlineTexts } from '../compare-headline.ts';
import { differenceEnds, differenceText, tokensText } from '../difference-text.ts';
import type { Language } from '../language.ts';
import { COMMA } from '../sentence.ts';
import { KNOWN_COST_WORDS } from './vocabulary/known-costs-words.ts';

/** The answer: the verdicts, then the cost of the reference and of the chip with the lowest. */
export function knownCostTexts(costs: TrainingCosts, language: Language = 'en'): string[] {
  return [verdictsText(costs, language), ...amountTexts(costs, language)];
}

/** `Not measured here: by projected speeds, none of 11 chips is called cheaper than …; 11 are not separable.` */
function verdictsText(costs: TrainingCosts, language: Language): string {
  const words = KNOWN_COST_WORDS[language];
  const { model, rows } = costs.comparison;
  const others = rows.filter(({ isReference }) => !isReference);
  const named = (verdict: Verdict) =>
    others.filter(row => (row.verdict ?? 'no interval') === verdict).map(({ name }) => name);
  const cheaper = named('cheaper');
  const counts = VERDICTS.flatMap(verdict => {
    const many = named(verdict).length;
    return verdict === 'cheaper' || many === 0 ? [] : [words.counts[verdict](many)];
  });
  const answer = words.answer({ reference: nameOfReference(costs), model: model.name, all: others.length, cheaper });
  return words.verdicts(speedsText(costs, language), `${answer}${namesText(cheaper, language)}`, counts);
}

/** Names in a sentence; the table has all. */
const MOST_NAMES = 4;

/** `A, B, C, D and 3 more`. */
function namesText(names: readonly string[], language: Language): string {
  const more = names.length - MOST_NAMES;
  if (more < 2) return names.join(COMMA[language]);
  return KNOWN_COST_WORDS[language].moreNames(names.slice(0, MOST_NAMES).join(COMMA[language]), more);
}

function amountTexts(costs: TrainingCosts, language: Language): string[] {
  const words = KNOWN_COST_WORDS[language];
  const { rows, tokens, currency } = costs.comparison;
  const reference = rows.find(({ isReference }) => isReference);
  const [first] = rows.filter(({ isReference }) => !isReference);
  if (reference === undefined || first === undefined) return [];
  const costOf = (row: CompareRow) => costText(row, currency, language);
  const ofReference = words.ofReference(tokensText(tokens, language), reference.name, costOf(reference));
  const { saving } = first;
  if (!saving.available) return [`${ofReference}${language === 'en' ? '.' : '。'}`];
  const [difference, ends] = [differenceText(saving.point, language), differenceEnds(saving, language)];
  return [words.lowest(ofReference, first.name, costOf(first), difference, ends)];
}

/** `3.25 million CNY (95 % of samples: 1.7 to 5.84)`. */
function costText({ costPerTrillionTokens: cost }: CompareRow, currency: string, language: Language): string {
  const words = KNOWN_COST_WORDS[language];
  if (!cost.available) return words.unknownAmount;
  const unit = moneyUnit(cost.point, currency, language);
  const [low, high] = endTexts(cost.low * unit.factor, cost.high * unit.factor);
  return `${pointText(cost.point, unit, language)}${low === high ? '' : words.samples(rangeText(low, high, language))}`;
}

/** What the section rests on: it stands above every figure of it. */
export function knownCostsLabel(costs: TrainingCosts, language: Language = 'en'): string {
  const words = KNOWN_COST_WORDS[language];
  const { prices, rates, priceKind, comparison } = costs;
  return words.label({
    speeds: speedsText(costs, language),
    dtypes: [...new Set(comparison.rows.map(({ dtype }) => dtype))],
    days: prices.from === prices.to ? prices.to : rangeText(prices.from, prices.to, language),
    stale: prices.stale,
    terms: [
      words.kinds[priceKind],
      ...rates.map(({ from, to, rate, date }) => words.exchange(from, threeDigits(rate), to, date)),
    ],
  });
}

/** `published and projected speeds`: those that are in use. */
function speedsText({ comparison }: TrainingCosts, language: Language): string {
  const bases = [...new Set(comparison.rows.flatMap(({ basis }) => (basis === null ? [] : [basis])))];
  return KNOWN_COST_WORDS[language].speeds(bases.toSorted((a, b) => (a < b ? 1 : -1)));
}

/** What to know of the verdicts: what another published speed would make of them, and why some have none. */
export function verdictNotes({ comparison }: TrainingCosts, language: Language = 'en'): string[] {
  const sentences = headlineTexts(comparison, language);
  return comparison.headline.flatMap(({ code }, index) =>
    VERDICT_NOTES.includes(code) ? [sentences[index] ?? ''] : [],
  );
}

const VERDICT_NOTES: readonly string[] = ['evidence-disagrees', 'no-interval'] satisfies readonly Headline[];

/** `6 further chips cost more, by their points: …`; null where there is none. */
export function furtherText({ further, comparison }: TrainingCosts, language: Language = 'en'): string | null {
  if (further.length === 0) return null;
  const { currency } = comparison;
  const each = further.map(
    ({ name, costPerTrillionTokens: cost }) => `${name} ${pointText(cost, moneyUnit(cost, currency, language))}`,
  );
  return KNOWN_COST_WORDS[language].further(each);
}

const nameOfReference = ({ comparison: { rows } }: TrainingCosts): string =>
  rows.find(({ isReference }) => isReference)?.name ?? '';

/** Of machines on which no accelerator was measured. */
export function instrumentText({ machines, workloads, timedCells }: Instrument, language: Language = 'en'): string {
  const words = KNOWN_COST_WORDS[language];
  return timedCells === 0
    ? words.noProof
    : words.instrument({ cells: timedCells, workloads, isSingleMachine: machines <= 1 });
}
