/** From a written case to the inputs of its costs: every input with its source, every missing one with its reason. */
import { nearest, unknownName } from '../../suites/usage-error.ts';
import { type Catalog, DEFAULT_REFERENCE } from '../catalog/catalog.ts';
import { type Coded, fact } from '../fact.ts';
import type { Candidate } from '../money/candidate.ts';
import type { CaseReading } from '../money/codes.ts';
import type { CaseInBrief } from '../money/comparison.ts';
import { alone, type Contender, fleetOf } from '../money/contender.ts';
import { asOfDay } from './as-of.ts';
import { resolveCandidate } from './candidate.ts';
import type { Desk, Entry } from './desk.ts';
import { checkDraws } from './draws.ts';
import { inputsOn } from './inputs.ts';
import { type CaseModel, modelOf } from './model.ts';
import { checkRates } from './price/currency.ts';
import { withCurrencyCodes } from './price/currency-code.ts';
import { checkPriceKinds, priceKindReadings, signReadings } from './price/kinds.ts';
import type { ReadCase } from './read.ts';
import type { Case } from './schema.ts';
import type { Surroundings } from './surroundings.ts';

const DEFAULT_DTYPE = 'bfloat16';
const DEFAULT_SEED = 1;
const DEFAULT_SAMPLES = 16_384;
/** Shares are decimal fractions that people write, and add up to 1 but for their rounding. */
const SHARES_ROUNDING = 1e-9;

/** UsageError, with row and fix, for a case that contradicts itself or names something unknown. */
export function resolveCase(read: ReadCase, around: Surroundings): CaseInBrief {
  const { refuse } = read;
  const model = modelOf(read, around.models);
  const buyerCase = withCurrencyCodes(read);
  checkRates({ buyerCase, refuse });
  const entries = entriesOf({ buyerCase, refuse }, around.catalog);
  const asOf = asOfDay(buyerCase, entries, around);
  const desk: Desk = { buyerCase, refuse, model, catalog: around.catalog, asOf, inputs: inputsOn(asOf) };
  const referenceEntry = referenceOf(desk, entries);
  checkDtypes(desk, entries, referenceEntry);
  const candidates = new Map(entries.map(entry => [entry.id, resolveCandidate(desk, entry, around.speeds)]));
  checkPriceKinds(desk, entries, candidates, referenceEntry);
  checkDraws(candidates.values(), buyerCase.seed ?? DEFAULT_SEED, refuse);
  const reference = candidates.get(referenceEntry.id);
  if (reference === undefined) throw new Error(`the reference ${referenceEntry.id} is among the candidates`);
  return {
    asOf,
    currency: buyerCase.currency,
    model: briefOf(model),
    tokens: buyerCase.tokens,
    deadlineDays: buyerCase.deadline?.days ?? null,
    mixedPrecision: new Set(entries.map(({ dtype }) => dtype)).size > 1,
    reference: alone(reference),
    readings: [
      ...modelReadings(read.buyerCase, model),
      ...signReadings(read.buyerCase),
      ...priceKindReadings(desk, [...candidates.values()]),
    ],
    contenders: [...[...candidates.values()].map(alone), ...fleetsOf(desk, candidates)],
    seed: buyerCase.seed ?? DEFAULT_SEED,
    samples: buyerCase.samples ?? DEFAULT_SAMPLES,
  };
}

function briefOf({ id, name, active, source }: CaseModel): CaseInBrief['model'] {
  const [count, basis] = active === null ? [null, null] : [active.count, active.basis];
  return { id, name, activeForFlops: count, activeBasis: basis, source: active?.source ?? source };
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

/** What is said of the case as a whole. */
function modelReadings({ candidates }: Case, { name, listed, near }: CaseModel): Coded<CaseReading>[] {
  if (listed !== null) return [];
  const isNameEnough = candidates.every(({ speed }) => speed === undefined || 'tokensPerSecond' in speed);
  return [fact('model-not-listed', { model: name, ...(isNameEnough ? { near } : {}) })];
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
