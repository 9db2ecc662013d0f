/** How fast a candidate trains, from what the case, the catalog, the records or a projection say; or why nobody knows. */

import type { Model } from '../../suites/models.ts';
import { unknownName } from '../../suites/usage-error.ts';
import type { Absent } from '../analysis/figure.ts';
import type { Basis, Ground, Speed } from '../analysis/money/candidate.ts';
import { absent, type Known, known } from '../analysis/money/known.ts';
import { atPoints, fixed, productAt } from '../analysis/money/quantity.ts';
import { POSITIVE, SHARE, type Spread } from '../analysis/money/spread.ts';
import type { Anchor } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import { threeDigits } from '../format.ts';
import type { ActiveCount } from './active.ts';
import { originOf } from './catalog-price.ts';
import type { Desk, Entry } from './desk.ts';
import { type Asked, ofCase, type Stated } from './inputs.ts';

/** What a speed is asked for. */
export type SpeedQuery = {
  readonly model: Model;
  readonly chip: Chip;
  readonly dtype: keyof Chip['peakFlops'];
  readonly activeForFlops: number;
  readonly devices: number | null;
};

/** A speed that was found outside the case: its factors, each an input with its own spread, and what it rests on. */
export type FoundSpeed =
  | { readonly available: true; readonly basis: Basis; readonly factors: readonly Asked[]; readonly why: string }
  | Absent;

/** Where speeds come from that a case only points at. */
export type SpeedSources = {
  readonly published: readonly Anchor[];
  readonly project: (query: SpeedQuery) => FoundSpeed;
  readonly fromResults: (query: SpeedQuery) => FoundSpeed;
};

export type ResolvedSpeed = { readonly speed: Known<Speed>; readonly grounds: readonly Ground[] };

export function resolveSpeed(desk: Desk, entry: Entry, active: ActiveCount, sources: SpeedSources): ResolvedSpeed {
  const { id, chip, dtype, row } = entry;
  const { speed } = row;
  if (speed === undefined) return unknown(`no speed is given for ${chip.name}`);
  const query: SpeedQuery = {
    model: desk.model,
    chip,
    dtype,
    activeForFlops: active.count,
    devices: row.devices ?? null,
  };
  if ('tokensPerSecond' in speed) {
    const given = { input: `tokensPerSecond/${id}`, unit: 'tokens/s', spread: speed.tokensPerSecond, bounds: POSITIVE };
    return belowPeak(
      desk,
      entry,
      active,
      found(desk, { basis: 'assumed', factors: [{ ...given, from: ofCase(speed) }], why: 'given as tokens/s' }),
    );
  }
  if ('mfu' in speed) return ofMfu(desk, entry, active, speed);
  if ('published' in speed) return ofAnchor(desk, entry, speed.published, sources.published);
  const outside = 'project' in speed ? sources.project(query) : sources.fromResults(query);
  return outside.available ? found(desk, outside) : unknown(outside.reason.replace(NO_SPEED, ''));
}

/** With what a source of speeds may begin its reason: here it follows "no cost, because". */
const NO_SPEED = /^no speed, because /;

const unknown = (reason: string): ResolvedSpeed => ({ speed: absent(reason), grounds: [] });

type Found = Omit<Extract<FoundSpeed, { available: true }>, 'available'>;

function found({ inputs }: Desk, { basis, factors, why }: Found): ResolvedSpeed {
  const grounds = factors.map(inputs.take);
  return { speed: known({ tokensPerSecond: grounds.map(({ quantity }) => quantity), basis, why }), grounds };
}

/** tokens/s = MFU × dense peak ÷ (6 × active parameters). */
function ofMfu(
  desk: Desk,
  { id, chip, dtype }: Entry,
  active: ActiveCount,
  speed: Stated & { readonly mfu: Spread },
): ResolvedSpeed {
  const peak = chip.peakFlops[dtype];
  if (peak === null)
    return unknown(`the catalog has no ${dtype} peak of ${chip.name}, of which an mfu would be a share`);
  const mfu = desk.inputs.take({ input: `mfu/${id}`, unit: '', spread: speed.mfu, bounds: SHARE, from: ofCase(speed) });
  const peakGround = desk.inputs.take({
    input: `peak.${dtype}/${chip.id}`,
    unit: 'FLOP/s',
    spread: peak,
    bounds: POSITIVE,
    from: originOf(chip),
  });
  const perToken = fixed(1 / (6 * active.count));
  return {
    speed: known({
      tokensPerSecond: [mfu.quantity, peakGround.quantity, perToken],
      basis: 'assumed',
      why: 'given as a share of the dense peak',
    }),
    grounds: [mfu, peakGround, desk.inputs.take(active.asked)],
  };
}

/** How a published speed came about, in words. */
const DERIVATIONS: Readonly<Record<Anchor['derivation'], string>> = {
  measured: 'as its source gives it',
  converted: 'converted from the FLOP/s, the MFU or the hours that its source gives',
  'derived-from-cost': 'derived from the cost that its source claims, so that it can prove no cost',
  'whole-run-average': 'an average over a whole run with all its stops',
  proxy: 'of a stand-in for the model',
  unstated: 'which its source does not state',
};

/** UsageError for an anchor that is not of this chip, model and dtype. */
function ofAnchor(desk: Desk, entry: Entry, id: string, published: readonly Anchor[]): ResolvedSpeed {
  if (published.length === 0) return unknown('the catalog has no published speeds');
  const path = [...entry.path, 'speed', 'published'];
  const anchor = published.find(row => row.id === id);
  if (anchor === undefined) {
    throw desk.refuse(
      path,
      unknownName(
        'published speed',
        id,
        published.map(row => row.id),
      ).message,
    );
  }
  const wanted = { chip: entry.chip.id, model: desk.given.model, dtype: entry.dtype };
  for (const field of ['chip', 'model', 'dtype'] as const) {
    if (anchor[field] === wanted[field]) continue;
    throw desk.refuse(
      path,
      `${id} is of ${field} ${anchor[field] ?? 'not stated'}, not ${wanted[field]}; give one of the same, or an mfu`,
    );
  }
  const { tokensPerSecondPerDevice: speed, derivation, source, date, confidence } = anchor;
  if (speed === null) return unknown(`${id} states no speed`);
  return found(desk, {
    basis: 'published',
    factors: [
      {
        input: `published/${id}`,
        unit: 'tokens/s',
        spread: speed,
        bounds: POSITIVE,
        from: { basis: 'published', source, date, confidence },
      },
    ],
    why: `published as ${id}, ${DERIVATIONS[derivation]}; one run, so that it has no spread`,
  });
}

/** Nothing does more than its peak: a speed that would is a slip of the pen, or of another dtype. */
function belowPeak(
  { refuse }: Desk,
  { path, chip, dtype }: Entry,
  active: ActiveCount,
  resolved: ResolvedSpeed,
): ResolvedSpeed {
  const peak = chip.peakFlops[dtype];
  if (peak === null || !resolved.speed.available) return resolved;
  const speed = productAt(resolved.speed.value.tokensPerSecond, atPoints);
  const most = peak / (6 * active.count);
  if (speed <= most) return resolved;
  throw refuse(
    [...path, 'speed', 'tokensPerSecond'],
    `is ${threeDigits(speed)}, and the dense ${dtype} peak of ${chip.name} allows ${threeDigits(most)}; give what one device does`,
  );
}
