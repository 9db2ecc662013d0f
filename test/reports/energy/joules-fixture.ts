import type { PowerGround } from '../../../reports/catalog/power.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { ReportRow } from '../../../reports/report/schema.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { CellEnergy } from '../../../results/schema/energy.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import { type Reading, read } from '../../../results/schema/reading.ts';
import { caseA, fixtureCatalog, fixtureRecord } from '../fixture.ts';

export const catalog = fixtureCatalog();
const [firstChip] = catalog.chips;
if (firstChip === undefined) throw new Error('the fixture catalog is empty');
export const reference = firstChip;

export const ROW = { source: 'made up for the tests', date: '2026-02', confidence: 'low' } as const;
/** 0.1 USD and 0.7 CNY a kWh, PUE 1.5. */
export const POWER: PowerGround = {
  rows: {
    prices: [
      { place: 'here', low: 0.1, high: 0.1, currency: 'USD', ...ROW },
      { place: 'there', low: 0.7, high: 0.7, currency: 'CNY', ...ROW },
    ],
    pue: { value: 1.5, of: 'a hall', ...ROW },
  },
  price: null,
  pue: null,
};

/** Three steps a round: 90, 100, 110, 100 and 100 J a step of 1,000 tokens. */
export const JOULES = [270, 300, 330, 300, 300];
export const BOARD = (joules: number) => read(joules, 'energy-counter', 'board');

export type Energies = Partial<Pick<CellEnergy, 'energyJ' | 'widestEnergyJ'>>;

/** The fixture with these energies in the rounds of the H20 at layer A. */
export function recordWith(
  of: (round: number, joules: number) => Energies,
  context: Partial<RunRecord['context']> = {},
) {
  const change = (measurement: Measurement, target: string, caseId: string, round: number): Measurement =>
    target === 'webgpu-0' && caseId === caseA.id
      ? { ...measurement, ...of(round, JOULES[round] ?? Number.NaN) }
      : measurement;
  const record = fixtureRecord({ change });
  return { ...record, context: { ...record.context, ...context } };
}

export const widest = (reading: (joules: number, round: number) => Reading) =>
  recordWith((round, joules) => ({ widestEnergyJ: reading(joules, round) }));

export const reportOf = (record: RunRecord, power: PowerGround | undefined = POWER) =>
  buildReport({
    records: [record],
    unread: [],
    catalog,
    reference,
    asOf: null,
    ...(power === undefined ? {} : { power }),
  });

export function h20(rows: readonly ReportRow[], caseId = caseA.id): ReportRow {
  const row = rows.find(({ target, workload }) => target === 'webgpu-0' && workload.id === caseId);
  if (row === undefined) throw new Error(`no row of the H20 at ${caseId}`);
  return row;
}

export const energyIn = (record: RunRecord) => h20(reportOf(record).rows).energyKWhPerTrillionTokens;
export const costIn = (record: RunRecord, power: PowerGround | undefined = POWER) =>
  h20(reportOf(record, power).rows).energyCostPerTrillionTokens;

/** 100 J for 1,000 tokens are 10¹¹ J for 10¹² tokens. */
export const KWH = 1e11 / 3.6e6;
/** Steps of 90 100 110 100 100 J: t(0.975, 3)·√(160/3)/√5 about their line, as of step times in fixture-report.ts. */
export const HALF_WIDTH = (3.1824463053 * Math.sqrt(160 / 15)) / 100;
