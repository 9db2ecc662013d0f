/** How fast a candidate trains, from what the case, the catalog, the records or a projection say; or why nobody knows. */

import type { Model } from '../../suites/model.ts';
import type { Anchor } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import type { Absent } from '../figure.ts';
import { threeDigits } from '../format.ts';
import type { Basis, Ground, Speed } from '../money/candidate.ts';
import { type Known, known, said } from '../money/known.ts';
import { lackOf } from '../money/lacks.ts';
import { type At, fixed, productAt } from '../money/quantity.ts';
import { LEAST_LOG_SIGMA } from '../money/run-spread.ts';
import { POSITIVE, quantileOf, SHARE, type Spread } from '../money/spread.ts';
import { Z95 } from '../projection/z.ts';
import type { Lack } from '../spread/verdict.ts';
import { absenceText } from '../words/absence-text.ts';
import type { ActiveCount } from './active.ts';
import { originOf } from './catalog-price.ts';
import type { Desk, Entry } from './desk.ts';
import { type Asked, ofCase, type Stated } from './inputs.ts';
import { speedOfAnchor } from './published.ts';

/** What a speed is asked for. */
export type SpeedQuery = {
  /** Its id: what is not shared by candidates of one chip is drawn for it alone. */
  readonly candidate: string;
  readonly model: Model;
  readonly chip: Chip;
  readonly dtype: keyof Chip['peakFlops'];
  readonly activeForFlops: number;
  readonly devices: number | null;
};

/** A speed that was found outside the case: its factors, each an input with its own spread, and what it rests on. */
export type FoundSpeed =
  | {
      readonly available: true;
      readonly basis: Basis;
      readonly factors: readonly Asked[];
      readonly why: string;
      /** What it lacks of an interval (money/lacks.ts). */
      readonly lacks: readonly Lack[];
      /** Ids of the published speeds that it is taken from. */
      readonly anchors: readonly string[];
    }
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
    candidate: id,
    model: desk.model,
    chip,
    dtype,
    activeForFlops: active.count,
    devices: row.devices ?? null,
  };
  if ('tokensPerSecond' in speed) return belowPeak(desk, entry, active, ofTokens(desk, entry, speed));
  if ('mfu' in speed) return ofMfu(desk, entry, active, speed);
  if ('published' in speed) return takenSpeed(desk, speedOfAnchor(desk, entry, speed, sources.published));
  const outside = 'project' in speed ? sources.project(query) : sources.fromResults(query);
  return takenSpeed(desk, outside);
}

/** With what a source of speeds may begin its reason: here it follows "no cost, because". */
const NO_SPEED = /^no speed, because /;

const unknown = (reason: string): ResolvedSpeed => ({ speed: said(reason), grounds: [] });

function takenSpeed(desk: Desk, found: FoundSpeed): ResolvedSpeed {
  if (!found.available) return unknown(absenceText(found).replace(NO_SPEED, ''));
  const { factors, basis, why, lacks, anchors } = found;
  const grounds = factors.map(desk.inputs.take);
  return {
    speed: known({ tokensPerSecond: grounds.map(({ quantity }) => quantity), basis, why, lacks, anchors }),
    grounds,
  };
}

function ofTokens(desk: Desk, { id }: Entry, speed: Stated & { readonly tokensPerSecond: Spread }): ResolvedSpeed {
  const { tokensPerSecond: spread } = speed;
  const given = { input: `tokensPerSecond/${id}`, unit: 'tokens/s', spread, bounds: POSITIVE, from: ofCase(speed) };
  const ground = desk.inputs.take(given);
  return {
    speed: known({
      tokensPerSecond: [ground.quantity],
      basis: 'assumed',
      why: 'given as tokens/s',
      lacks: lacksOfSpread('tokensPerSecond', spread),
      anchors: [],
    }),
    grounds: [ground],
  };
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
      lacks: lacksOfSpread('mfu', speed.mfu),
      anchors: [],
    }),
    grounds: [mfu, peakGround, desk.inputs.take(active.asked)],
  };
}

/** A number alone has no interval; a spread that is narrower than runs of the same work differ is none that was seen. */
function lacksOfSpread(field: 'tokensPerSecond' | 'mfu', spread: Spread): readonly Lack[] {
  const [low, high] = [quantileOf(spread, 0.025), quantileOf(spread, 0.975)];
  if (low === high) return [lackOf('plain-number', { field, value: low })];
  const logSigma = Math.log(high / low) / (2 * Z95);
  return logSigma < LEAST_LOG_SIGMA ? [lackOf('narrow-spread', { field, logSigma, least: LEAST_LOG_SIGMA })] : [];
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
  // Up to the end of its 95 %: a verdict would rest on that too.
  const fastest: At = ({ point, draw }) => Math.max(point, draw === null ? point : draw.quantile(0.975));
  const speed = productAt(resolved.speed.value.tokensPerSecond, fastest);
  const most = peak / (6 * active.count);
  const spreads = resolved.speed.value.tokensPerSecond.some(({ draw }) => draw !== null);
  if (speed <= most) return resolved;
  throw refuse(
    [...path, 'speed', 'tokensPerSecond'],
    `${spreads ? 'reaches' : 'is'} ${threeDigits(speed)}, and the dense ${dtype} peak of ${chip.name} allows ${threeDigits(most)}; give what one device does`,
  );
}
