/** A speed from the records of a chip, as an input of a case. */
import { FEWEST_ROUNDS_FOR_CONFIDENCE, type Interval } from '../../../results/statistics.ts';
import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import { lackOf } from '../../money/lacks.ts';
import { POSITIVE } from '../../money/sampling/spread.ts';
import type { RateQuestion } from '../../plan/question.ts';
import { trainingRateFromRecords } from '../../plan/training-rate.ts';
import type { Lack } from '../../spread/verdict.ts';
import { spreadOf } from '../interval-spread.ts';
import { markedSource } from '../price/catalog-price.ts';
import type { FoundSpeed, SpeedQuery } from './found-speed.ts';

export type RecordGround = Pick<RateQuestion, 'records' | 'catalog' | 'links'>;

export function recordedSpeed(
  { candidate, model, chip, dtype, devices }: SpeedQuery,
  ground: RecordGround,
): FoundSpeed {
  const options = devices === null ? {} : { options: { devices } };
  if (model.listed === null) return absent('unlisted-without-records', { model: model.name });
  const rate = trainingRateFromRecords({ ...ground, model: model.listed, chip, dtype, ...options });
  if (!rate.available) return rate;
  const { tokensPerSecondPerDevice: interval, basis, extrapolated, why, runs, lacks } = rate;
  const spread = spreadOf(interval);
  if (spread === null) return absent('speed-reaches-zero', { chip: chip.name });
  const from = { basis, source: markedSource(chip, runs.join(', ')), date: null, confidence: null } as const;
  // Two offers of one chip have different boards: what the records leave open is drawn for each.
  const input = `results.${chip.id}.${dtype}/${candidate}`;
  return {
    available: true,
    basis,
    factors: [{ input, unit: 'tokens/s', spread, bounds: POSITIVE, from }],
    why: extrapolated ? [fact('extrapolated-from-records', {}, why)] : why,
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
