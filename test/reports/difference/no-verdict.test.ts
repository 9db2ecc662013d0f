import { describe, expect, test } from 'vitest';
import { note } from '../../../results/schema/note.ts';
import type { CellQuiet } from '../../../results/schema/quiet.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { proofOf } from '../../results/made-proof.ts';
import { layer, printOf } from '../../results/small-record.ts';
import { type Changes, type Line, remeasured } from '../../results/whole-record.ts';
import { compared, FLAT, metricOf, reasons, recordOf, SLOWER } from './sides.ts';

describe('what carries no verdict', () => {
  const DISTURBED: CellQuiet = {
    loadAverage: unavailable('not-asked'),
    otherCores: read(1.5, '/proc/stat', 'host'),
    stolenCores: unavailable('not-asked'),
    temperatureC: unavailable('not-asked'),
    swappedInPages: unavailable('not-asked'),
    throttling: unavailable('not-asked'),
    otherProcesses: unavailable('not-asked'),
    disturbed: [{ code: 'cpu-others', values: { used: 1.5, cores: 2, quiet: 0.1, who: '' } }],
  };
  const inRound = (wanted: number, change: (line: Extract<Line, { kind: 'cell' }>) => Line): Changes => ({
    lines: (line, { kind, round }) =>
      line.kind === 'cell' && kind === 'time' && round === wanted ? [change(line)] : [line],
  });
  const changed = (change: (line: Extract<Line, { kind: 'cell' }>) => Line) => recordOf(SLOWER, inRound(2, change));

  test('a disturbed round: the ratio is shown, and memory is judged all the same', () => {
    const disturbed = changed(line =>
      line.outcome.status === 'measured' ? { ...line, outcome: { ...line.outcome, quiet: DISTURBED } } : line,
    );
    const difference = compared([recordOf(FLAT)], [disturbed]);
    expect(metricOf(difference)).toMatchObject({ verdict: 'withheld', ratio: { available: true } });
    expect(reasons(metricOf(difference))[0]).toContain('other processes disturbed 1 of 6 rounds of B');
    expect(metricOf(difference, 'peak-host-memory')).toMatchObject({ verdict: 'not-separable', withheld: [] });
  });

  test('a proof that does not hold: there is no ratio', () => {
    const unproven = recordOf(SLOWER, {
      lines: line =>
        line.kind === 'proof'
          ? [{ ...line, outcome: { status: 'proven', proof: proofOf(layer, { holds: false }) } }]
          : [line],
    });
    const step = metricOf(compared([unproven], [recordOf(FLAT)]));
    expect(step).toMatchObject({ verdict: 'no-interval', ratio: { available: false, code: 'side-unproven' } });
    expect(reasons(step)[0]).toMatch(/^A is unproven: /);
  });

  test('a round that cannot be true', () => {
    const impossible = changed(line =>
      remeasured(line, found => ({ ...found, peakHostBytes: read(9e9, 'VmHWM', 'process') })),
    );
    expect(metricOf(compared([recordOf(FLAT)], [impossible])).ratio).toMatchObject({ code: 'side-impossible' });
  });

  test('rounds whose outputs differ, on one side or between the two', () => {
    const other = printOf(0.25, { y: 13 });
    const once = changed(line => remeasured(line, found => ({ ...found, first: other, last: other })));
    expect(metricOf(compared([recordOf(FLAT)], [once])).ratio).toMatchObject({ code: 'side-disagrees-with-itself' });
    const always = recordOf(SLOWER, {
      lines: line => [
        line.kind === 'cell' ? remeasured(line, found => ({ ...found, first: other, last: other })) : line,
      ],
    });
    const step = metricOf(compared([recordOf(FLAT)], [always]));
    expect(step.ratio).toMatchObject({ code: 'sides-disagree' });
    expect(reasons(step)[0]).toContain('‖y‖ is 12 and 13');
  });

  test('a side that failed, with the words of its runtime', () => {
    const failed = recordOf(FLAT, {
      lines: line =>
        line.kind === 'cell'
          ? [{ ...line, outcome: { status: 'fault', fault: { code: 'crash', message: 'no kernel', detail: '' } } }]
          : [line],
    });
    expect(reasons(metricOf(compared([recordOf(FLAT)], [failed])))).toEqual([
      'no round of B was measured: crash: no kernel',
    ]);
    const skipped = recordOf(FLAT, { stepsMs: () => null });
    expect(metricOf(compared([skipped], [recordOf(FLAT)])).ratio).toMatchObject({
      code: 'side-failed',
      because: [note('proof-failed')],
    });
  });

  test('a record that is dated ahead of the clock', () => {
    const ahead = { ...recordOf(SLOWER), aheadOfClock: true as const };
    expect(metricOf(compared([recordOf(FLAT)], [ahead]))).toMatchObject({
      verdict: 'withheld',
      withheld: [{ code: 'side-ahead-of-clock', values: { side: 'B' } }],
    });
  });
});

describe('energy', () => {
  const withEnergy = (energyJ: (round: number) => ReturnType<typeof read>) =>
    recordOf(FLAT, {
      lines: (line, { round }) => [
        line.kind === 'cell' ? remeasured(line, found => ({ ...found, energyJ: energyJ(round) })) : line,
      ],
    });
  const counted = (joules: number) => withEnergy(() => read(joules, 'energy-counter', 'board'));

  test('of a step is compared round by round', () => {
    const { a, ratio, verdict } = metricOf(compared([counted(30)], [counted(33)]), 'energy-per-step');
    // 30 J in windows of 3 steps.
    expect(a).toMatchObject({ point: 10 });
    expect(ratio).toMatchObject({ available: true });
    if (!ratio.available) throw new Error('no ratio');
    expect(ratio.point).toBeCloseTo(1.1, 9);
    expect(verdict).toBe('more');
  });

  test('of two boundaries is not compared', () => {
    const package_ = withEnergy(() => read(30, 'energy-counter', 'package'));
    expect(metricOf(compared([counted(30)], [package_]), 'energy-per-step').ratio).toMatchObject({
      code: 'sides-read-differently',
      values: { a: 'energy-counter (board)', b: 'energy-counter (package)' },
    });
  });

  test('that is estimated decides nothing', () => {
    const estimated = withEnergy(() => read(30, 'estimated', 'board'));
    expect(metricOf(compared([estimated], [estimated]), 'energy-per-step').verdict).toBe('withheld');
  });

  test('without a sensor is absent, never 0', () => {
    expect(metricOf(compared([recordOf(FLAT)], [recordOf(FLAT)]), 'energy-per-step')).toMatchObject({
      a: { available: false, code: 'side-without-reading' },
      ratio: { available: false },
    });
  });
});
