/** Idle watts, and a case that asks for measured ones. */
import { describe, expect, test } from 'vitest';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { SensorReading } from '../../../results/schema/energy.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { refusal } from '../../refusal.ts';
import { spoken } from '../../spoken.ts';
import { chipOf } from '../fixture.ts';
import { partsRecord } from '../parts-fixture.ts';
import { toy } from '../toy-model.ts';
import { compared, pointOf, resolved, rowOf } from './compared.ts';
import { board, catalog, chassis, type Energies, found, ofBoard, recordWith, sourcesOf } from './watts-ground.ts';

describe('idle watts beside them', () => {
  const sensor = (boundary: string, idleW: number): SensorReading => ({
    sensor: `made-up/${boundary}`,
    device: null,
    boundary,
    energyJ: unavailable('no-sensor'),
    idlePowerW: read(idleW, 'sampled-power', boundary),
  });

  test('are those of the same boundary before the run', () => {
    expect(found(ofBoard({ idlePowerW: read(70, 'energy-counter', 'board') }))).toMatchObject({ idleWatts: 70 });
    const record = recordWith(watts => ({
      energyJ: board(watts),
      widestEnergyJ: chassis(2 * watts),
      idlePowerW: read(70, 'energy-counter', 'board'),
      sensors: [sensor('chassis', 210)],
    }));
    expect(found(record)).toMatchObject({ idleWatts: 210 });
  });

  test.each<[string, Energies]>([
    ['not read', {}],
    ['an estimate', { idlePowerW: read(70, 'estimated', 'board') }],
    ['of a narrower boundary', { idlePowerW: read(70, 'energy-counter', 'die') }],
  ])('are not known where they are %s', (_, changes) => {
    expect(found(ofBoard(changes))).toMatchObject({ available: true, idleWatts: null });
  });
});

describe('a case with watts: measured', () => {
  const OWNED = { purchase: 10_000, residual: 0, lifeYears: 4, upkeepPerYear: 0 };
  const given = (changes: Readonly<Record<string, unknown>> = {}) => ({
    model: 'toy',
    tokens: 1e9,
    currency: 'CNY',
    dtype: 'float32',
    reference: 'nvidia-h20',
    power: { pricePerKWh: 0.5, pue: 1.5 },
    utilisation: 0.5,
    candidates: [{ chip: 'nvidia-h20', price: OWNED, speed: { from: 'results' }, watts: 'measured', ...changes }],
  });
  const around = (...records: RunRecord[]) => ({
    catalog: {
      ...catalog,
      chips: [...catalog.chips.filter(({ id }) => id !== 'nvidia-h20'), chipOf('nvidia-h20', 'NVIDIA H20', 44e12)],
    },
    models: [toy],
    speeds: sourcesOf(...records),
    newestRecord: '2026-03-01T10:00:00.000Z',
  });
  const withIdle = ofBoard({ idlePowerW: read(80, 'energy-counter', 'board') });
  /** 1,000 tokens in 40.5 ms. */
  const HOURS = 1e12 / (3600 * (1000 / 0.0405));

  test('pays for 400 W at work and 80 W idle: at 0.5 CNY, PUE 1.5 and half of all hours, 0.36 CNY an hour', () => {
    const row = rowOf(compared(given(), around(withIdle)), 'nvidia-h20');
    expect(pointOf(row.energyKWhPerTrillionTokens) / HOURS).toBeCloseTo(0.6, 9);
    const capital = 10_000 / 4 / (8760 * 0.5);
    expect(pointOf(row.costPerTrillionTokens) / HOURS).toBeCloseTo(capital + 0.36, 9);
    expect(row.grounds).toContainEqual(
      expect.objectContaining({
        input: 'watts.measured/nvidia-h20.float32',
        basis: 'measured',
        source: 'run-parts',
        measurement: { code: 'watts-of-rounds', values: { rounds: 5, scope: 'board', method: 'energy-counter' } },
      }),
    );
    expect(row.grounds.map(({ input }) => input)).toContain('idleWatts.measured/nvidia-h20.float32');
    expect(row.notIncluded.map(fact => factText(fact)).join('\n')).toContain(
      "power of the device's host (watts are measured at: board)",
    );
    expect(row.notIncluded.map(fact => factText(fact)).join('\n')).not.toContain('idleWatts');
  });

  test('keeps the idle watts that it states itself, and says so where nobody knows them', () => {
    const stated = rowOf(compared(given({ idleWatts: 10 }), around(withIdle)), 'nvidia-h20');
    expect(stated.grounds.map(({ input }) => input)).toContain('idleWatts/nvidia-h20');
    expect(stated.grounds.map(({ input }) => input)).not.toContain('idleWatts.measured/nvidia-h20.float32');
    const unknown = rowOf(compared(given(), around(ofBoard())), 'nvidia-h20');
    expect(unknown.notIncluded.map(fact => factText(fact))).toContain('power of idle hours');
  });

  test('needs no speed from results', () => {
    const comparison = compared(given({ speed: { tokensPerSecond: 1000 }, price: { perHour: 5 } }), around(withIdle));
    const row = rowOf(comparison, 'nvidia-h20');
    expect(pointOf(row.energyKWhPerTrillionTokens)).toBeCloseTo((1e12 / 3.6e6) * 0.6, 3);
    expect(comparison.asOf).toBe('2026-03-01');
  });

  test('has no energy, and an owned device no cost, where no record measured it, with what to give', () => {
    const row = rowOf(compared(given(), around(partsRecord())), 'nvidia-h20');
    const reason = expect.stringMatching(
      /the watts of NVIDIA H20 are not measured \(run-parts: round 1: absent: no energy sensor.*\); give watts, or \{tdp: true, hostFactor: 1\.5\}$/,
    );
    expect(spoken(row.energyKWhPerTrillionTokens)).toMatchObject({ available: false, reason });
    expect(spoken(row.costPerTrillionTokens)).toMatchObject({ available: false, reason });
    const rented = rowOf(compared(given({ price: { perHour: 5 } }), around(partsRecord())), 'nvidia-h20');
    expect(rented.costPerTrillionTokens.available).toBe(true);
    expect(spoken(rented.energyKWhPerTrillionTokens)).toMatchObject({ available: false, reason });
    expect(rented.notIncluded.map(fact => factText(fact))).toContainEqual(
      expect.stringMatching(/^energy \(the watts of NVIDIA H20 are not measured/),
    );
  });

  test('tells what is no word and no number to be a number', () => {
    expect(refusal(() => compared(given({ watts: true }), around(withIdle)))).toMatch(
      /watts: is true; give a number, or/,
    );
    expect(refusal(() => compared(given({ watts: 'mesured' }), around(withIdle)))).toMatch(/"mesured"; give measured$/);
  });

  test('gives two candidates of one chip one variable', () => {
    const [candidate] = given().candidates;
    const two = resolved({ ...given(), candidates: [candidate, { ...candidate, id: 'again' }] }, around(withIdle));
    const names = two.contenders.map(({ parts }) =>
      parts.flatMap(({ candidate: { draught } }) =>
        draught.available ? draught.value.watts.map(({ draw }) => draw?.name) : [],
      ),
    );
    expect(names).toEqual([['watts.measured/nvidia-h20.float32'], ['watts.measured/nvidia-h20.float32']]);
  });

  test.each(['mesured', 'measured ', 'MEASURED', true, [1], {}])('refuses watts: %j', watts => {
    expect(refusal(() => compared(given({ watts }), around(withIdle)))).toMatch(
      /case\.yaml:1: candidates row 1 \(nvidia-h20\), watts/,
    );
  });
});
