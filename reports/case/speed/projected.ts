/** A speed projected from publications (docs/COST.md, Projection), as inputs of a case. */
import type { Catalog } from '../../catalog/catalog.ts';
import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import { POSITIVE, type Spread } from '../../money/sampling/spread.ts';
import type { Projector } from '../../projection/project.ts';
import { boardSpread } from '../../spread/board-spread.ts';
import { markedSource } from '../price/catalog-price.ts';
import type { FoundSpeed, SpeedQuery } from './found-speed.ts';

/** `projector`: fitted when a case first asks for it. */
export type ProjectionGround = { readonly catalog: Catalog; readonly projector: () => Projector };

/**
 * The median, an error that the model has on every chip, and one of this chip. Each candidate draws the difference between
 * boards for itself, so that two offers of one chip are not one number.
 */
export function projectedSpeed(
  { candidate, model, chip, dtype, devices }: SpeedQuery,
  { projector, catalog }: ProjectionGround,
): FoundSpeed {
  const { active, totalParameters: total } = model;
  if (active === null) return absent('no-active-parameters', { model: model.name });
  if (total === null) return absent('no-total-parameters', { model: model.name });
  const found = projector().project({
    chip,
    model: { id: model.id, activeParametersForFlops: active.count, totalParameters: total },
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
    why: [fact(label === 'projected' ? 'projected-from-publications' : 'extrapolated-from-publications', {}, why)],
    lacks: [],
    anchors: [],
  };
}
