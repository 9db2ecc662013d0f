/** The speeds that a case may point at: published ones, projections from them, and what records say. */
import type { RunRecord } from '../../results/record.ts';
import { FEWEST_ROUNDS_FOR_CONFIDENCE, type Interval } from '../../results/statistics.ts';
import type { Model } from '../../suites/model.ts';
import { parameterCounts } from '../../suites/moe/parameters.ts';
import type { AnchorTable } from '../catalog/anchors.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Links } from '../catalog/links.ts';
import { isOfDeviceAlone, isWholeMachine } from '../energy/boundary.ts';
import { said } from '../figure.ts';
import { lackOf } from '../money/lacks.ts';
import { POSITIVE, type Spread } from '../money/spread.ts';
import { trainingPowerFromRecords } from '../plan/training-power.ts';
import { trainingRateFromRecords } from '../plan/training-rate.ts';
import type { Projector } from '../projection/project.ts';
import { Z95 } from '../projection/z.ts';
import { boardSpread } from '../spread/board-spread.ts';
import type { Lack } from '../spread/verdict.ts';
import { markedSource } from './catalog-price.ts';
import type { FoundSpeed, SpeedQuery, SpeedSources } from './speed.ts';
import type { FoundWatts, WattQuery, WattSources } from './watts.ts';

export type SpeedGround = {
  readonly catalog: Catalog;
  readonly links: Links;
  readonly anchors: AnchorTable;
  /** Fitted when a case first asks for it. */
  readonly projector: () => Projector;
  readonly records: readonly RunRecord[];
};

export function speedSources(ground: SpeedGround): SpeedSources & WattSources {
  return {
    published: ground.anchors.anchors,
    project: query => projected(query, ground),
    fromResults: query => fromRecords(query, ground),
    measuredWatts: query => wattsFromRecords(query, ground),
  };
}

/**
 * The median, an error that the model has on every chip, and one of this chip. Of that each candidate draws for itself by how much
 * boards differ, so that two offers of one chip are not one number.
 */
function projected(
  { candidate, model, chip, dtype, devices, activeForFlops }: SpeedQuery,
  { projector, catalog }: SpeedGround,
): FoundSpeed {
  const total = totalParameters(model);
  if (total === null) return said(`nobody says how many parameters ${model.name} has`);
  const found = projector().project({
    chip,
    model: { id: model.id, activeParametersForFlops: activeForFlops, totalParameters: total },
    dtype,
    devices,
  });
  if (!found.available) return found;
  const { tokensPerSecondPerDevice, logSigmaModel, logSigmaChip, label, why } = found;
  const source = markedSource(chip, 'docs/COST.md, Projection');
  const from = { basis: 'projected', source, date: null, confidence: null } as const;
  // The point and the sizes of the errors are of this dtype and so many devices; the errors themselves are one variable.
  const place = `${chip.id}.${dtype}${devices === null ? '' : `.${devices}`}`;
  const error = (sigma: number): Spread => (sigma > 0 ? { lognormal: { median: 1, sigma } } : 1);
  const common = { bounds: POSITIVE, from };
  const offer = Math.min(boardSpread(catalog).board ?? 0, logSigmaChip);
  return {
    available: true,
    basis: 'projected',
    factors: [
      {
        ...common,
        input: `projection/${place}`,
        unit: 'tokens/s',
        spread: tokensPerSecondPerDevice.point,
      },
      {
        ...common,
        input: `projection.model.${model.id}/${place}`,
        variable: `projection.model/${model.id}`,
        unit: 'times',
        spread: error(logSigmaModel),
      },
      {
        ...common,
        input: `projection.chip/${place}`,
        variable: `projection.chip/${chip.id}`,
        unit: 'times',
        spread: error(Math.sqrt(logSigmaChip ** 2 - offer ** 2)),
      },
      { ...common, input: `boards/${candidate}`, unit: 'times', spread: error(offer) },
    ],
    why: `${label}: ${why.map(withoutStop).join('; ')}`,
    lacks: [],
    anchors: [],
  };
}

/** As published; where only our count is larger than the published active one, that. */
function totalParameters(model: Model): number | null {
  const { totalBillion } = model.parameters;
  return totalBillion === null ? (parameterCounts(model)?.total ?? null) : totalBillion * 1e9;
}

function fromRecords(
  { candidate, model, chip, dtype, devices }: SpeedQuery,
  { records, catalog, links }: SpeedGround,
): FoundSpeed {
  const options = devices === null ? {} : { options: { devices } };
  const rate = trainingRateFromRecords({ records, model, chip, dtype, catalog, links, ...options });
  if (!rate.available) return rate;
  const { tokensPerSecondPerDevice: interval, basis, extrapolated, why, runs, lacks } = rate;
  const spread = spreadOf(interval);
  if (spread === null) return said(`the interval of what was measured on ${chip.name} reaches zero`);
  const from = { basis, source: markedSource(chip, runs.join(', ')), date: null, confidence: null } as const;
  return {
    available: true,
    basis,
    factors: [
      {
        // Two offers of one chip have boards of their own: what the records leave open is drawn for each.
        input: `results.${chip.id}.${dtype}/${candidate}`,
        unit: 'tokens/s',
        spread,
        bounds: POSITIVE,
        from,
      },
    ],
    why: `${extrapolated ? 'extrapolated: ' : ''}${why.map(withoutStop).join('; ')}`,
    lacks: [...lacks, ...lacksOfInterval(interval).filter(({ code }) => lacks.every(lack => lack.code !== code))],
    anchors: [],
  };
}

/** Only an interval that keeps its 95 % carries a verdict. */
export function lacksOfInterval({ kind, low, high, rounds }: Interval): readonly Lack[] {
  if (kind === 'bounds') return [lackOf('bounds', {})];
  if (kind === 'confidence-95' && low === high) return [lackOf('no-spread', {})];
  const few = kind === 'range' || rounds < FEWEST_ROUNDS_FOR_CONFIDENCE;
  return few ? [lackOf('few-rounds', { rounds })] : [];
}

/** Of the work that a speed from results stands on, at the widest boundary that is one device's. */
function wattsFromRecords(query: WattQuery, { records, catalog, links }: SpeedGround): FoundWatts {
  const power = trainingPowerFromRecords({ ...query, records, catalog, links });
  if (!power.available) return power;
  const { watts, idleWatts: idle, method, scope, targets, runs } = power;
  const spread = spreadOf(watts);
  if (spread === null) return said('the interval of the power over rounds reaches zero');
  const idleWatts = idle === null || idle.low < idle.high ? idle : idle.low;
  const rounds = watts.rounds === 1 ? '1 round, so that it has no spread' : `${watts.rounds} rounds`;
  const over = targets === 1 ? rounds : `${targets} targets`;
  return {
    available: true,
    watts: spread,
    idleWatts,
    source: `${runs.join(', ')}: ${over}, ${scope}, by ${method}`,
    notIncluded: outsideOf(scope),
  };
}

/** What a boundary leaves out of the power at the wall. */
function outsideOf(scope: string): string[] {
  if (isWholeMachine(scope)) return [];
  const left = isOfDeviceAlone(scope) ? "power of the device's host" : 'power of the rest of the machine';
  return [`${left} (watts are measured at: ${scope})`];
}

/** A 95 % interval as a lognormal of that width; bounds, and the range of few rounds, as a triangle about the point. */
export function spreadOf({ point, low, high, kind }: Interval): Spread | null {
  if (low <= 0) return null;
  if (low === high) return point;
  if (kind !== 'confidence-95') return { low, point, high };
  return { lognormal: { median: point, sigma: Math.log(high / low) / (2 * Z95) } };
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');
