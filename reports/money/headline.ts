/** The answer of a comparison as facts: the verdicts, what they lack, what has no saving, and the biggest unknown. */
import { type Coded, type Fact, fact, factOf, type Values } from '../fact.ts';
import type { Verdict } from '../spread/verdict.ts';
import type { Headline } from './codes.ts';
import { SPEED_LACKS } from './lacks.ts';
import type { CompareRow, Comparison } from './schema.ts';

type Body = Pick<Comparison, 'rows' | 'reference' | 'currency' | 'tokens'>;
type Answer = Coded<Headline>;

/** The verdict comes first, of the contender that saves most. Values name candidates by their ids. */
export function headlineOf({ rows, reference, currency, tokens }: Body): Answer[] {
  const referenceRow = rows.find(({ id }) => id === reference);
  const others = rows.filter(({ id }) => id !== reference);
  if (referenceRow === undefined) return [];
  if (others.length === 0) return [fact('reference-alone', { reference })];
  const judged = others.filter(({ verdict }) => verdict !== null).toSorted(bySaving);
  const unjudged = others.filter(({ verdict }) => verdict === null);
  return [
    ...judged.flatMap(row => verdictOf(row, referenceRow, { currency, tokens })),
    ...evidenceOf(judged, reference),
    ...lacksOf(judged),
    ...(unjudged.length === 0 ? [] : [fact('without-saving', {}, unjudged.map(reasonOf))]),
    ...biggestUnknown(judged, referenceRow),
  ];
}

function bySaving(a: CompareRow, b: CompareRow): number {
  return (b.saving.available ? b.saving.point : 0) - (a.saving.available ? a.saving.point : 0);
}

const VERDICT_CODES: Readonly<Record<Verdict, Headline>> = {
  cheaper: 'cheaper',
  dearer: 'dearer',
  'not separable': 'not-separable',
  'no interval': 'no-verdict',
};

/** Of one contender: what a row of a table says as well. */
export const isVerdict = ({ code }: Fact): boolean => Object.values<string>(VERDICT_CODES).includes(code);

function verdictOf(
  row: CompareRow,
  referenceRow: CompareRow,
  { currency, tokens }: Pick<Body, 'currency' | 'tokens'>,
): Answer[] {
  const { id, saving, verdict, basis, costOfTraining: bill, amountSaved, probabilityCheaper: probability } = row;
  if (!saving.available || verdict === null) return [];
  const { point, low, high } = saving;
  const bases = [...new Set([basis, referenceRow.basis])].filter(name => name !== null);
  const values = { candidate: id, reference: referenceRow.id, saving: point, low, high, bases, tokens, currency };
  const amounts = {
    ...(bill.available ? { bill: bill.point } : {}),
    ...(amountSaved.available ? { amountSaved: amountSaved.point } : {}),
    ...(probability.available ? { probability: probability.value } : {}),
  };
  return [fact(VERDICT_CODES[verdict], { ...values, ...amounts, ...breakEvenValues(row) })];
}

/** The purchase price of an owned chip, the rent of another; none for a fleet. */
function breakEvenValues({ breakEvenPricePerHour: rent, breakEvenPurchase: purchase }: CompareRow): Values {
  if (purchase.available) return { breakEvenPurchase: purchase.point };
  return rent.available ? { breakEvenPricePerHour: rent.point } : {};
}

/** Of each speed that other evidence contradicts: of the reference beside the contender that saves most, of any other beside itself. */
function evidenceOf(rows: readonly CompareRow[], reference: string): Answer[] {
  return rows.flatMap(({ id, saving, otherEvidence }, index) => {
    const told = otherEvidence.filter(({ candidate }) => index === 0 || candidate !== reference);
    const candidates = [...new Set(told.map(({ candidate }) => candidate))];
    return candidates.flatMap(candidate => {
      const ofCandidate = told.filter(other => other.candidate === candidate);
      const furthest = ofCandidate.at(-1);
      if (!saving.available || furthest === undefined || furthest.saving === null) return [];
      return [
        fact('evidence-disagrees', {
          contender: id,
          candidate,
          published: furthest.published,
          derivation: furthest.derivation,
          source: furthest.source,
          inferred: furthest.isInferred ? 'yes' : 'no',
          tokensPerSecond: furthest.tokensPerSecondPerDevice,
          usedTokensPerSecond: furthest.usedTokensPerSecondPerDevice,
          saving: saving.point,
          otherSaving: furthest.saving,
          more: ofCandidate.length - 1,
        }),
      ];
    });
  });
}

/** One answer for all speeds that lack the same. */
function lacksOf(rows: readonly CompareRow[]): Answer[] {
  const lacks = rows.flatMap(row => row.lacks);
  return SPEED_LACKS.flatMap(code => {
    const alike = lacks.filter(lack => lack.code === code);
    return alike.length === 0 ? [] : [fact('no-interval', { lack: code }, alike)];
  });
}

const reasonOf = ({ id, saving }: CompareRow): Fact =>
  fact('of-candidate', { candidate: id }, saving.available ? [] : [factOf(saving)]);

/** Of the contender that saves most, its first open input: a speed without an interval, else what moves the saving furthest. */
function biggestUnknown([best]: readonly CompareRow[], referenceRow: CompareRow): Answer[] {
  const [first] = best?.sensitivity ?? [];
  if (best === undefined || first === undefined || !best.saving.available) return [];
  const { input, unit, point, spread, savingIsZeroAt: zero } = first;
  const basis = [...best.grounds, ...referenceRow.grounds].find(ground => ground.input === input)?.basis;
  return [
    fact('biggest-unknown', {
      candidate: best.id,
      saving: best.saving.point,
      input,
      unit,
      point,
      ...(basis === undefined ? {} : { basis }),
      ...(zero === null ? {} : { zero }),
      ...(spread ?? {}),
    }),
  ];
}
