/** The answer of a comparison in sentences: the verdict, what it lacks or hangs on, what has no cost. */
import { PERCENT, pointText, threeDigits } from '../format.ts';
import type { CompareRow, Comparison, Sensitivity } from '../money/schema.ts';
import { absenceText } from './absence-text.ts';
import { inputText, quantityText } from './input-text.ts';
import { lackSentences } from './lack-text.ts';

type Body = Pick<Comparison, 'rows' | 'reference' | 'model' | 'currency'>;

/** The verdict comes first. */
export function headlineOf({ rows, reference, model, currency }: Body): string[] {
  const beside = rows.find(({ id }) => id === reference);
  const others = rows.filter(({ id }) => id !== reference);
  if (beside === undefined) return [];
  if (others.length === 0) return [`Only the reference ${beside.name} is in the case: nothing stands beside it.`];
  const label = labelsOf(rows);
  const judged = others.filter(({ verdict }) => verdict !== null).toSorted(bySaving);
  const verdicts = judged.map(row => verdictSentence(row, beside, { label, model: model.name, currency }));
  const unpriced = others.filter(({ verdict }) => verdict === null);
  return [
    ...verdicts,
    ...lackSentences(judged.flatMap(({ lacks }) => lacks)),
    ...(unpriced.length === 0 ? [] : [unpricedSentence(unpriced)]),
    ...nextSentence(judged),
  ];
}

type Words = { readonly label: (row: CompareRow) => string; readonly model: string; readonly currency: string };

/** The name of a row; with its id where another row has that name. */
function labelsOf(rows: readonly CompareRow[]): Words['label'] {
  const count = (name: string) => rows.filter(row => row.name === name).length;
  return ({ id, name }) => (count(name) > 1 ? `${name} (${id})` : name);
}

function bySaving(a: CompareRow, b: CompareRow): number {
  return (b.saving.available ? b.saving.point : 0) - (a.saving.available ? a.saving.point : 0);
}

/**
 * `Training Ling-plus on Ling device A costs 20.1 % less than on Ling device D (…): cheaper, by measured speeds.` Where it is not
 * separable, or has no interval, the sentence does not begin with an amount: what is read first must be what holds.
 */
function verdictSentence(row: CompareRow, beside: CompareRow, { label, model, currency }: Words): string {
  const { saving, verdict, basis } = row;
  const [name, theirs] = [label(row), label(beside)];
  if (!saving.available || verdict === null) return '';
  const { point, low, high } = saving;
  const rests = [...new Set([basis, beside.basis])].filter(one => one !== null).join(' and ');
  const reach = low === high ? '' : `95 % of samples: ${threeDigits(100 * low)} to ${threeDigits(100 * high)} %`;
  if (verdict === 'no interval') {
    const zero = breakEvenText(row, currency);
    const even = zero === null ? '' : `, and 0 at ${zero}`;
    return `Training ${model} on ${name} beside ${theirs}: no interval, so no verdict. By these ${rests} speeds the saving is ${pointText(point, PERCENT)}${even}.`;
  }
  if (verdict === 'not separable') {
    const amount = `a saving of ${pointText(point, PERCENT)}${reach === '' ? '' : ` (${reach})`}`;
    return `Training ${model} on ${name} is not separable in cost from ${theirs}: ${amount}, by ${rests} speeds.`;
  }
  const amount = `${pointText(Math.abs(point), PERCENT)} ${point < 0 ? 'more' : 'less'} than on ${theirs}`;
  const within = reach === '' ? '' : ` (saving, ${reach})`;
  return `Training ${model} on ${name} costs ${amount}${within}: ${verdict}, by ${rests} speeds.`;
}

/** `a rent of 8.76 CNY/h`; null where it has none, as a fleet. */
function breakEvenText(
  { breakEvenPricePerHour: rent, breakEvenPurchase: purchase }: CompareRow,
  currency: string,
): string | null {
  if (purchase.available) return `a purchase price of ${quantityText(purchase.point, currency)}`;
  return rent.available ? `a rent of ${quantityText(rent.point, `${currency}/h`)}` : null;
}

function unpricedSentence(rows: readonly CompareRow[]): string {
  const said = rows.map(({ id, saving }) => (saving.available ? id : `${id}: ${absenceText(saving)}`));
  return `Without a saving: ${said.join('; ')}.`;
}

/** Of the contender that saves most, its first open input: a speed without an interval, else what moves the saving furthest. */
function nextSentence([best]: readonly CompareRow[]): string[] {
  const [first] = best?.sensitivity ?? [];
  if (best === undefined || first === undefined) return [];
  const { spread, unit, point, input } = first;
  const flip = zeroText(first);
  const now = quantityText(point, unit);
  const [least, most] = [spread?.low ?? point, spread?.high ?? point].map(value => quantityText(value, unit));
  if (spread === null || least === most) {
    return [`What to find out next: ${inputText(input)}, given as ${now}: ${flip}.`];
  }
  const [from, to] = [spread.savingAtLow, spread.savingAtHigh].map(saving => `${threeDigits(100 * saving)} %`);
  return [
    `What to find out next: ${inputText(input)}. From ${least} to ${most} (10th to 90th percentile) it moves the saving of ${best.id} from ${from} to ${to}; ${flip}.`,
  ];
}

function zeroText({ savingIsZeroAt: zero, unit }: Sensitivity): string {
  return zero === null ? 'no value of it makes the saving 0' : `the saving is 0 at ${quantityText(zero, unit)}`;
}
