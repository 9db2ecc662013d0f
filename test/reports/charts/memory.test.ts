import { describe, expect, test } from 'vitest';
import { memoryAccount } from '../../../reports/charts/rows/memory.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { ReportRow } from '../../../reports/report/schema.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');
const report = buildReport({
  records: [fixtureRecord({ change: measurement => measurement })],
  unread: [],
  catalog,
  reference,
  asOf: null,
});

describe('the memory account', () => {
  const known = { available: true, method: 'VmHWM', scope: 'process' } as const;
  const whole = {
    weightsBytes: 100e6,
    gradientsBytes: { ...known, value: 100e6 },
    optimizerBytes: 0,
    activationsBytes: { ...known, value: 50e6 },
    emptySessionBytes: { ...known, value: 40e6 },
    arenaSlackBytes: { ...known, value: 10e6 },
  };
  const plotOf = (memory: ReportRow['memory']) => {
    const [row] = report.rows;
    if (row === undefined) throw new Error('no row');
    return memoryAccount({ ...report, rows: [{ ...row, memory, peakHostBytes: { ...known, value: 300e6 } }] });
  };
  const segmentsOf = (memory: ReportRow['memory']) => {
    const plot = plotOf(memory);
    if (!plot.drawn || plot.kind !== 'stack') throw new Error('no stack');
    expect(plot.axis).toBe('Host memory at the peak, MB');
    return plot.groups.flatMap(({ marks }) => marks.flatMap(mark => mark.segments));
  };

  test('is a stack of what is known, which adds up to the measured peak', () => {
    expect(segmentsOf(whole)).toEqual([
      { name: 'weights', value: 100 },
      { name: 'gradients', value: 100 },
      { name: 'activations', value: 50 },
      { name: 'empty session', value: 40 },
      { name: 'arena slack', value: 10 },
    ]);
  });

  test('adds up to it with a rest where a part is not known', () => {
    const unknown = unavailable('casts-inserted');
    expect(segmentsOf({ ...whole, activationsBytes: unknown, arenaSlackBytes: unknown })).toEqual([
      { name: 'weights', value: 100 },
      { name: 'gradients', value: 100 },
      { name: 'empty session', value: 40 },
      { name: 'rest, not told apart', value: 60 },
    ]);
  });

  test.each([
    ['of a step that is held in device memory', { arenaSlackBytes: unavailable('not-on-host') }],
    ['whose parts are more than the peak', { weightsBytes: 400e6, arenaSlackBytes: unavailable('parts-above-peak') }],
    ['without the memory of the empty session', { emptySessionBytes: unavailable('no-graph') }],
  ])('is none %s', (_, part) => {
    expect(plotOf({ ...whole, ...part })).toMatchObject({ drawn: false });
  });
});
