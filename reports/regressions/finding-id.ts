/** A short name of a series and metric that stays the same from night to night. Pure. */
import { seriesId } from '../../results/history/observation.ts';
import { sha256 } from '../../suites/identity.ts';
import type { Finding } from './schema.ts';

const LENGTH = 8;

/** `3fa9c1d2`: what `moebench accept --series` takes. */
export const findingId = ({ series, metric }: Pick<Finding, 'series' | 'metric'>): string =>
  sha256(`${seriesId(series)} ${metric}`).slice(0, LENGTH);
