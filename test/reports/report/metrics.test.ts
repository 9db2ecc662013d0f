import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../reports/report/metrics.ts';
import { reportRowSchema } from '../../../reports/report/row-schema.ts';

/** What of a row is no figure: names, reasons, and what stands behind the figures. */
const NO_FIGURES = [
  'id',
  'status',
  'mismatch',
  'unproven',
  'invalid',
  'machine',
  'imported',
  'run',
  'target',
  'device',
  'board',
  'ran',
  'race',
  'software',
  'chip',
  'chipReason',
];
const GROUNDS = [
  'workload',
  'basis',
  'rateKind',
  'warnings',
  'rounds',
  'placement',
  'proof',
  'olderRuns',
  'newerRuns',
  'versions',
  'command',
];

describe('the list of metrics', () => {
  it('names every figure of a row, once', () => {
    const figures = Object.keys(reportRowSchema.shape).filter(key => ![...NO_FIGURES, ...GROUNDS].includes(key));
    expect(METRICS.map(({ id }) => id).toSorted()).toEqual(figures.toSorted());
  });
});
