/** The answer of a comparison in sentences: the verdict, what it hangs on, what has no cost. */
import { PERCENT, pointText, threeDigits } from '../../format.ts';
import { inputText, quantityText } from './input-text.ts';
import type { CompareRow, Comparison } from './schema.ts';

type Body = Pick<Comparison, 'rows' | 'reference' | 'model' | 'currency'>;

/** The verdict comes first. */
export function headlineOf({ rows, reference, model }: Body): string[] {
  const beside = rows.find(({ id }) => id === reference);
  const others = rows.filter(({ id }) => id !== reference);
  if (beside === undefined) return [];
  if (others.length === 0) return [`Only the reference ${beside.name} is in the case: nothing stands beside it.`];
  const judged = others.filter(({ verdict }) => verdict !== null).toSorted(bySaving);
  const verdicts = judged.map(row => verdictSentence(row, beside, model.name));
  const unpriced = others.filter(({ verdict }) => verdict === null);
  return [...verdicts, ...(unpriced.length === 0 ? [] : [unpricedSentence(unpriced)]), ...nextSentence(judged)];
}

function bySaving(a: CompareRow, b: CompareRow): number {
  return (b.saving.available ? b.saving.point : 0) - (a.saving.available ? a.saving.point : 0);
}

/**
 * `Training Ling-plus on Ling device A costs 20.1 % less than on Ling device D (…): cheaper, by assumed speeds.` Where it is not
 * separable the sentence does not begin with an amount: what is read first must be what holds.
 */
function verdictSentence({ name, saving, verdict, basis }: CompareRow, beside: CompareRow, model: string): string {
  if (!saving.available || verdict === null) return '';
  const { point, low, high } = saving;
  const rests = [...new Set([basis, beside.basis])].filter(one => one !== null).join(' and ');
  const reach = low === high ? '' : `95 % of samples: ${threeDigits(100 * low)} to ${threeDigits(100 * high)} %`;
  if (verdict === 'not separable') {
    const amount = `a saving of ${pointText(point, PERCENT)}${reach === '' ? '' : ` (${reach})`}`;
    return `Training ${model} on ${name} is not separable in cost from ${beside.name}: ${amount}, by ${rests} speeds.`;
  }
  const amount = `${pointText(Math.abs(point), PERCENT)} ${point < 0 ? 'more' : 'less'} than on ${beside.name}`;
  const within = reach === '' ? '' : ` (saving, ${reach})`;
  return `Training ${model} on ${name} costs ${amount}${within}: ${verdict}, by ${rests} speeds.`;
}

function unpricedSentence(rows: readonly CompareRow[]): string {
  const said = rows.map(({ id, saving }) => (saving.available ? id : `${id}: ${saving.reason}`));
  return `Without a saving: ${said.join('; ')}.`;
}

/** Of the contender that saves most: the input that moves it furthest, else the one whose zero is nearest. */
function nextSentence([best]: readonly CompareRow[]): string[] {
  const [first] = best?.sensitivity ?? [];
  if (best === undefined || first === undefined) return [];
  const { spread, savingIsZeroAt: zero, unit, point } = first;
  const flip = zero === null ? 'no value of it makes the saving 0' : `the saving is 0 at ${quantityText(zero, unit)}`;
  const now = quantityText(point, unit);
  if (spread === null) {
    return [`What to find out next: ${inputText(first.input)}, given as ${now}: ${flip}.`];
  }
  const [from, to] = [spread.savingAtLow, spread.savingAtHigh].map(saving => `${threeDigits(100 * saving)} %`);
  return [
    `What to find out next: ${inputText(first.input)}. From ${quantityText(spread.low, unit)} to ${quantityText(spread.high, unit)} (10th to 90th percentile) it moves the saving of ${best.id} from ${from} to ${to}; ${flip}.`,
  ];
}
