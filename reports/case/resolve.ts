/** From a written case to the inputs of its costs: every input with its source, every missing one with its reason. */
import type { Model } from '../../suites/model.ts';
import { modelNamed, unknownModel } from '../../suites/request/model-names.ts';
import { nearest, unknownName } from '../../suites/usage-error.ts';
import { type Catalog, DEFAULT_REFERENCE } from '../catalog/catalog.ts';
import type { Candidate } from '../money/candidate.ts';
import type { CaseInBrief } from '../money/comparison.ts';
import { alone, type Contender, fleetOf } from '../money/contender.ts';
import { type ActiveCount, activeForFlops } from './active.ts';
import { asOfDay } from './as-of.ts';
import { resolveCandidate } from './candidate.ts';
import type { Desk, Entry } from './desk.ts';
import { checkDraws } from './draws.ts';
import { inputsOn } from './inputs.ts';
import { checkCurrency, checkRates } from './price/currency.ts';
import type { ReadCase } from './read.ts';
import type { Surroundings } from './surroundings.ts';

const DEFAULT_DTYPE = 'bfloat16';
const DEFAULT_SEED = 1;
const DEFAULT_SAMPLES = 16_384;
/** Shares are decimal fractions that people write, and add up to 1 but for their rounding. */
const SHARES_ROUNDING = 1e-9;

/** UsageError, with row and fix, for a case that contradicts itself or names something unknown. */
export function resolveCase({ buyerCase, refuse }: ReadCase, around: Surroundings): CaseInBrief {
  const model = modelOf({ buyerCase, refuse }, around.models);
  const active = activeForFlops(model);
  if (active === null) {
    throw refuse(['model'], `neither its source nor its fields say how many parameters of ${model.id} are active`);
  }
  checkCurrency({ refuse }, buyerCase.currency, ['currency']);
  checkRates({ buyerCase, refuse });
  const entries = entriesOf({ buyerCase, refuse }, around.catalog);
  const asOf = asOfDay(buyerCase, entries, around);
  const desk: Desk = { buyerCase, refuse, model, catalog: around.catalog, asOf, inputs: inputsOn(asOf) };
  const referenceEntry = referenceOf(desk, entries);
  checkDtypes(desk, entries, referenceEntry);
  const candidates = new Map(entries.map(entry => [entry.id, resolveCandidate(desk, entry, active, around.speeds)]));
  checkPriceKinds(desk, entries, candidates, referenceEntry);
  checkDraws(candidates.values(), buyerCase.seed ?? DEFAULT_SEED, refuse);
  const reference = candidates.get(referenceEntry.id);
  if (reference === undefined) throw new Error(`the reference ${referenceEntry.id} is among the candidates`);
  return {
    asOf,
    currency: buyerCase.currency,
    model: briefOf(model, active),
    tokens: buyerCase.tokens,
    deadlineDays: buyerCase.deadline?.days ?? null,
    mixedPrecision: new Set(entries.map(({ dtype }) => dtype)).size > 1,
    reference: alone(reference),
    contenders: [...[...candidates.values()].map(alone), ...fleetsOf(desk, candidates)],
    seed: buyerCase.seed ?? DEFAULT_SEED,
    samples: buyerCase.samples ?? DEFAULT_SAMPLES,
  };
}

function briefOf({ id, name }: Model, { count, basis, source }: ActiveCount): CaseInBrief['model'] {
  return { id, name, activeForFlops: count, activeBasis: basis, source };
}

function modelOf({ buyerCase, refuse }: ReadCase, models: readonly Model[]): Model {
  const model = modelNamed(buyerCase.model, models);
  if (model === null) throw refuse(['model'], unknownModel(buyerCase.model, models).message);
  return model;
}

function entriesOf({ buyerCase, refuse }: ReadCase, { chips }: Catalog): Entry[] {
  const ids = new Set<string>();
  return buyerCase.candidates.map((row, index) => {
    const path = ['candidates', index];
    const chip = chips.find(({ id }) => id === row.chip);
    if (chip === undefined) {
      const known = chips.map(({ id }) => id);
      throw refuse([...path, 'chip'], unknownName('chip', row.chip, known, 'moebench list chips').message);
    }
    const id = row.id ?? row.chip;
    if (ids.has(id)) throw refuse(path, `'${id}' is there twice; give each an id of its own`);
    ids.add(id);
    const dtype = row.dtype ?? buyerCase.dtype ?? DEFAULT_DTYPE;
    if (dtype === 'float8' && chip.peakFlops.float8 === null) {
      throw refuse(path, `the catalog has no float8 peak of ${chip.name}; give dtype: bfloat16 and precision: mixed`);
    }
    return { id, path, row, chip, dtype };
  });
}

function referenceOf({ buyerCase, refuse }: Desk, entries: readonly Entry[]): Entry {
  const wanted = buyerCase.reference ?? DEFAULT_REFERENCE;
  const ofChip = entries.filter(({ chip }) => chip.id === wanted);
  const found = entries.find(({ id }) => id === wanted) ?? (ofChip.length === 1 ? ofChip[0] : undefined);
  if (found !== undefined) return found;
  const ids = entries.map(({ id }) => id);
  const near = nearest(wanted, ids);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `there are ${ids.join(', ')}`;
  throw refuse(['reference'], `'${wanted}' is none of the candidates: ${hint} Give it a row with a price and a speed`);
}

function checkDtypes({ buyerCase, refuse }: Desk, entries: readonly Entry[], reference: Entry): void {
  if (buyerCase.precision === 'mixed') return;
  const other = entries.find(({ dtype }) => dtype !== reference.dtype);
  if (other === undefined) return;
  throw refuse(
    other.path,
    `is of ${other.dtype} and the reference ${reference.id} of ${reference.dtype}; give both one dtype, or precision: mixed`,
  );
}

/** A saving between a rent and a purchase, or between an offer and an estimate, says nothing about the chips. */
function checkPriceKinds(
  { refuse }: Desk,
  entries: readonly Entry[],
  candidates: ReadonlyMap<string, Candidate>,
  reference: Entry,
): void {
  const referenceKind = candidates.get(reference.id)?.priceKind ?? null;
  for (const { id, path } of entries) {
    const kind = candidates.get(id)?.priceKind ?? null;
    if (kind === null || referenceKind === null || kind === referenceKind) continue;
    throw refuse(
      [...path, 'price'],
      `is of kind ${kind} and that of the reference ${reference.id} of kind ${referenceKind}; a saving needs one kind: give prices of one`,
    );
  }
}

function fleetsOf({ buyerCase, refuse }: Desk, candidates: ReadonlyMap<string, Candidate>): Contender[] {
  const ids = new Set(candidates.keys());
  return (buyerCase.fleets ?? []).map(({ id, shares }, index) => {
    const path = ['fleets', index];
    if (ids.has(id)) throw refuse(path, `'${id}' is there twice; give each an id of its own`);
    ids.add(id);
    const named = Object.entries(shares).map(([name, share]) => {
      const candidate = candidates.get(name);
      if (candidate !== undefined) return [candidate, share] as const;
      throw refuse([...path, 'shares', name], unknownName('candidate', name, [...candidates.keys()]).message);
    });
    const sum = named.reduce((total, [, share]) => total + share, 0);
    if (Math.abs(sum - 1) > SHARES_ROUNDING) {
      throw refuse([...path, 'shares'], `add up to ${sum}; give shares of the tokens that add up to 1`);
    }
    return fleetOf({ id, shares: new Map(named) });
  });
}
