/** `watts: measured`: what a chip draws at training, from records whose joules are worked out by hand. */
import { describe, expect, test } from 'vitest';
import { speedSources } from '../../../reports/case/speed/sources.ts';
import type { FoundWatts, WattQuery } from '../../../reports/case/watts.ts';
import { loadLinks } from '../../../reports/catalog/load.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { CellEnergy, SensorReading } from '../../../results/schema/energy.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../../results/schema/reading.ts';
import { refusal } from '../../refusal.ts';
import { spoken } from '../../spoken.ts';
import { chipOf, fixtureCatalog } from '../fixture.ts';
import { partsRecord, train, trainCase } from '../parts-fixture.ts';
import { compared, pointOf, resolved, rowOf, SHIPPED } from './compared.ts';

const [shipped] = SHIPPED.models;
if (shipped === undefined) throw new Error('no models');
const { layers, firstDense, moeEvery, denseFfn, vocab, tied, selectionBiasRate, attention, normEpsilon, losses } =
  train;
/** The model whose training step the record of all parts holds. */
const toy = {
  ...shipped,
  id: 'toy',
  name: 'Toy',
  layer: {
    ...shipped.layer,
    hidden: 64,
    ffn: 128,
    experts: 4,
    topK: 2,
    sharedExperts: 0,
    activation: 'swiglu',
    expertBiases: false,
    weightOn: 'output',
  } as const,
  router: train.router,
  dispatch: 'dropless',
  block: { layers, firstDense, moeEvery, denseFfn, vocab, tied, selectionBiasRate, attention, normEpsilon, losses },
  outline: null,
  differs: { layer: null, block: null, training: null },
  parameters: { totalBillion: null, totalConvention: [], activeBillion: null, activeConvention: [] },
};
const catalog = fixtureCatalog();

/** A window of the training step is 3 × 40 + 1.5 ms. */
const SECONDS = 0.1215;
/** 380, 400, 420, 400 and 400 W. */
const WATTS = [380, 400, 420, 400, 400];
const board = (watts: number, method = 'energy-counter') => read(watts * SECONDS, method, 'board');

type Energies = Partial<Pick<CellEnergy, 'energyJ' | 'widestEnergyJ' | 'idlePowerW' | 'sensors'>>;

/** The record of all parts with these energies in the rounds of the H20's training step. */
function recordWith(
  of: (watts: number, round: number) => Energies,
  { runId = 'run-parts', machine = {} }: { runId?: string; machine?: Partial<RunRecord['context']['machine']> } = {},
): RunRecord {
  const record = partsRecord();
  const energised = (measurement: Measurement, cell: string): Measurement => {
    const [target, caseId, round] = cell.split(':');
    const index = Number(round);
    return target === 'webgpu-0' && caseId === trainCase.id
      ? { ...measurement, ...of(WATTS[index] ?? Number.NaN, index) }
      : measurement;
  };
  const context = { ...record.context, runId, machine: { ...record.context.machine, ...machine } };
  const cells = record.cells.map(line =>
    line.outcome.status === 'measured'
      ? { ...line, outcome: { ...line.outcome, measurement: energised(line.outcome.measurement, line.cell) } }
      : line,
  );
  return { ...record, context, cells };
}

const sourcesOf = (...records: RunRecord[]) =>
  speedSources({
    catalog,
    links: loadLinks(),
    anchors: { models: [], anchors: [] },
    projector: () => {
      throw new Error('nothing is projected here');
    },
    records,
  });

const h20 = catalog.chips.find(({ id }) => id === 'nvidia-h20');
if (h20 === undefined) throw new Error('the fixture catalog has no H20');
const QUERY: WattQuery = { model: toy, chip: h20, dtype: 'float32' };
const found = (...records: RunRecord[]): FoundWatts => sourcesOf(...records).measuredWatts(QUERY);
const ofBoard = (changes: Energies = {}) =>
  recordWith(watts => ({ energyJ: board(watts), widestEnergyJ: board(watts), ...changes }));

const medianOf = (watts: FoundWatts) =>
  watts.available && typeof watts.watts === 'object' && 'lognormal' in watts.watts
    ? watts.watts.lognormal.median
    : Number.NaN;

/** As the machine of the record has them. */
const card = { vendor: 'NVIDIA', name: 'NVIDIA H20', driver: '550.54', memoryBytes: unavailable('not-asked') };
const chassis = (watts: number): Reading => read(watts * SECONDS, 'sampled-power', 'chassis');
const inChassis = (accelerators: number) =>
  recordWith(watts => ({ energyJ: board(watts), widestEnergyJ: chassis(2 * watts) }), {
    machine: { accelerators: Array.from({ length: accelerators }, () => card) },
  });

describe('measured watts', () => {
  test('are joules ÷ seconds of each window, over rounds: 400 W, as a lognormal of the width of their interval', () => {
    const watts = found(ofBoard());
    expect(watts).toMatchObject({ available: true, source: 'run-parts: 5 rounds, board, by energy-counter' });
    expect(medianOf(watts)).toBeCloseTo(400, 9);
    // 380 400 420 400 400 lie about their line by squares of 800 − (20·2·1 + …)²: half width t(0.975, 3)·√(640/3/5).
    const half = 3.1824463053 * Math.sqrt(640 / 15);
    expect(watts).toMatchObject({
      watts: { lognormal: { sigma: expect.closeTo(Math.log((400 + half) / (400 - half)) / 3.919928, 6) } },
    });
  });

  test('of one round are a number without a spread, and say so', () => {
    const record = ofBoard();
    const first = record.cells.filter(({ cell }) => cell.endsWith(':0'));
    expect(found({ ...record, cells: first })).toMatchObject({
      watts: expect.closeTo(380, 9),
      source: 'run-parts: 1 round, without a spread, board, by energy-counter',
    });
  });

  test('of a board say that its host is not in them', () => {
    expect(found(ofBoard())).toMatchObject({
      notIncluded: [{ code: 'omits-host-power', values: { scope: 'board' } }],
    });
  });

  test('of the board with the host’s packages say that the rest of the machine is not in them', () => {
    const joint = (watts: number) => read(1.5 * watts * SECONDS, 'energy-counter', 'board + package + dram');
    const watts = found(recordWith(w => ({ energyJ: board(w), widestEnergyJ: joint(w) })));
    expect(medianOf(watts)).toBeCloseTo(600, 9);
    expect(watts).toMatchObject({
      notIncluded: [{ code: 'omits-rest-of-machine', values: { scope: 'board + package + dram' } }],
    });
  });

  test('are those of the chassis where the device is its only accelerator', () => {
    const watts = found(inChassis(1));
    expect(watts).toMatchObject({ source: expect.stringContaining('chassis'), notIncluded: [] });
    expect(medianOf(watts)).toBeCloseTo(800, 9);
  });

  test.each([8, 2, 0])(
    'are those of the board alone in a machine of %i listed accelerators, whose chassis and host are shared',
    accelerators => {
      const watts = found(inChassis(accelerators));
      expect(medianOf(watts)).toBeCloseTo(400, 9);
      expect(watts).toMatchObject({ notIncluded: [{ code: 'omits-host-power' }] });
    },
  );

  test('are none where only the chassis of several accelerators was read', () => {
    const record = recordWith(
      watts => ({ energyJ: unavailable('no-sensor-for', { name: 'NVIDIA H20' }), widestEnergyJ: chassis(watts) }),
      {
        machine: { accelerators: [card, card] },
      },
    );
    expect(spoken(found(record))).toMatchObject({
      reason: expect.stringMatching(
        /no energy sensor for NVIDIA H20.*; the chassis was read, which is not of one device alone$/,
      ),
    });
  });

  test.each<[string, (watts: number, round: number) => Reading, RegExp]>([
    ['were not read', () => unavailable('no-sensor'), /^run-parts: round 1: absent: no energy sensor/],
    [
      'were not read in one round',
      (w, round) => (round === 3 ? unavailable('gap', { detail: 'no look' }) : board(w)),
      /^run-parts: round 4: gap: no look$/,
    ],
    [
      'are of a counter that went back',
      (w, round) => (round === 1 ? unavailable('counter-reset', { method: 'energy-counter', by: 3 }) : board(w)),
      /round 2: reset: energy-counter went back by 3$/,
    ],
    [
      'were estimated in part',
      w => read(w * SECONDS, 'energy-counter + estimated', 'board + package'),
      /estimated, not measured$/,
    ],
    ['were estimated', w => board(w, 'estimated'), /^run-parts: its power was estimated, not measured$/],
    [
      'were read by two methods',
      (w, round) => board(w, round === 2 ? 'sampled-power' : 'energy-counter'),
      /different methods/,
    ],
    [
      'are of a die',
      w => read(w * SECONDS, 'energy-counter', 'die'),
      /its power was read of the die alone, and a board draws more$/,
    ],
    ['are of a chip', w => read(w * SECONDS, 'energy-counter', 'chip'), /read of the chip alone/],
    [
      'are of a chip with a host around it',
      w => read(w * SECONDS, 'energy-counter', 'chip + package'),
      /read of the chip \+ package alone/,
    ],
    [
      'are of a boundary nobody knows',
      w => read(w * SECONDS, 'energy-counter', 'rack'),
      /an unknown boundary, 'rack'$/,
    ],
  ])('are none where they %s', (_, reading, reason) => {
    const record = recordWith((watts, round) => ({
      energyJ: reading(watts, round),
      widestEnergyJ: reading(watts, round),
    }));
    expect(spoken(found(record))).toMatchObject({ available: false, reason: expect.stringMatching(reason) });
  });

  test('are none without a record of the chip at this model, and none of a run with all targets at once', () => {
    const none = 'no record of NVIDIA H20 has training work of Toy in float32 whose power could be read';
    expect(spoken(found())).toEqual({ available: false, reason: none });
    const alone = ofBoard();
    expect(spoken(found({ ...alone, context: { ...alone.context, concurrent: true } }))).toEqual({
      available: false,
      reason: none,
    });
    expect(sourcesOf(ofBoard()).measuredWatts({ ...QUERY, dtype: 'bfloat16' })).toMatchObject({ available: false });
    const [h800] = catalog.chips;
    if (h800 === undefined) throw new Error('no H800');
    expect(sourcesOf(ofBoard()).measuredWatts({ ...QUERY, chip: h800 })).toMatchObject({ available: false });
  });

  test('of two machines reach from the least to the greatest, and leave out what is read more narrowly', () => {
    const second = recordWith(watts => ({ energyJ: board(watts + 50), widestEnergyJ: board(watts + 50) }), {
      runId: 'run-second',
      machine: { id: 'lab-2' },
    });
    const both = found(ofBoard(), second);
    expect(both).toMatchObject({
      source: 'run-parts, run-second: 2 targets, board, by energy-counter',
      watts: { point: expect.closeTo(425, 9) },
    });
    if (!both.available || typeof both.watts !== 'object' || !('low' in both.watts)) throw new Error('no range');
    expect(both.watts.low).toBeLessThan(381);
    expect(both.watts.high).toBeGreaterThan(469);
    const wider = recordWith(watts => ({ energyJ: board(watts), widestEnergyJ: chassis(2 * watts) }), {
      runId: 'run-wide',
      machine: { id: 'lab-3' },
    });
    expect(found(ofBoard(), wider)).toMatchObject({ source: 'run-wide: 5 rounds, chassis, by sampled-power' });
  });
});

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
        source: 'run-parts: 5 rounds, board, by energy-counter',
      }),
    );
    expect(row.grounds.map(({ input }) => input)).toContain('idleWatts.measured/nvidia-h20.float32');
    expect(row.notIncluded.map(factText).join('\n')).toContain(
      "power of the device's host (watts are measured at: board)",
    );
    expect(row.notIncluded.map(factText).join('\n')).not.toContain('idleWatts');
  });

  test('keeps the idle watts that it states itself, and says so where nobody knows them', () => {
    const stated = rowOf(compared(given({ idleWatts: 10 }), around(withIdle)), 'nvidia-h20');
    expect(stated.grounds.map(({ input }) => input)).toContain('idleWatts/nvidia-h20');
    expect(stated.grounds.map(({ input }) => input)).not.toContain('idleWatts.measured/nvidia-h20.float32');
    const unknown = rowOf(compared(given(), around(ofBoard())), 'nvidia-h20');
    expect(unknown.notIncluded.map(factText)).toContain('idleWatts (power of idle hours)');
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
    expect(rented.notIncluded.map(factText)).toContainEqual(
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
