/** Watts that records of a chip give for training a model. */
import { describe, expect, test } from 'vitest';
import { type Reading, read, unavailable } from '../../../results/schema/reading.ts';
import { spoken } from '../../spoken.ts';
import {
  board,
  card,
  catalog,
  chassis,
  found,
  inChassis,
  medianOf,
  ofBoard,
  QUERY,
  recordWith,
  SECONDS,
  sourcesOf,
} from './watts-ground.ts';

describe('measured watts', () => {
  test('are joules ÷ seconds of each window, over rounds: 400 W, as a lognormal of the width of their interval', () => {
    const watts = found(ofBoard());
    expect(watts).toMatchObject({
      available: true,
      source: 'run-parts',
      measurement: { code: 'watts-of-rounds', values: { rounds: 5, scope: 'board', method: 'energy-counter' } },
    });
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
      source: 'run-parts',
      measurement: { code: 'watts-of-one-round', values: { scope: 'board', method: 'energy-counter' } },
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
    expect(watts).toMatchObject({
      measurement: { values: { scope: expect.stringContaining('chassis') } },
      notIncluded: [],
    });
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
      source: 'run-parts, run-second',
      measurement: { code: 'watts-of-targets', values: { targets: 2, scope: 'board', method: 'energy-counter' } },
      watts: { point: expect.closeTo(425, 9) },
    });
    if (!both.available || typeof both.watts !== 'object' || !('low' in both.watts)) throw new Error('no range');
    expect(both.watts.low).toBeLessThan(381);
    expect(both.watts.high).toBeGreaterThan(469);
    const wider = recordWith(watts => ({ energyJ: board(watts), widestEnergyJ: chassis(2 * watts) }), {
      runId: 'run-wide',
      machine: { id: 'lab-3' },
    });
    expect(found(ofBoard(), wider)).toMatchObject({
      source: 'run-wide',
      measurement: { code: 'watts-of-rounds', values: { rounds: 5, scope: 'chassis', method: 'sampled-power' } },
    });
  });
});
