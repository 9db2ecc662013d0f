import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { selftestDocument, selftestText } from '../../../../harness/commands/text/selftest-text.ts';
import { read, unavailable } from '../../../../results/schema/reading.ts';
import { overheadOf, type Twins, twinRecord } from '../../../results/selftest/twin-record.ts';
import { violations } from '../published.ts';

const wobble: Twins['stepMs'] = (name, round) => 10 + Math.sin(round * (name === 'a' ? 7 : 5));

function documentOf(twins: Partial<Twins>) {
  const record = {
    path: 'x.jsonl',
    sealed: true,
    attempts: [],
    ...twinRecord({ pairs: 30, stepMs: wobble, ...twins }),
  };
  return selftestDocument({ record, status: 'finished', measured: 300, failed: 0, unsupported: 0 });
}

const textOf = (twins: Partial<Twins>) =>
  stripVTControlCharacters(selftestText(documentOf(twins), { columns: 120, verbose: true }));

describe('what a self-test says', () => {
  test('is one document of the published schema, whatever was measured', () => {
    expect(violations('selftest', documentOf({}))).toEqual([]);
    expect(violations('selftest', documentOf({ pairs: 1, stepMs: () => null }))).toEqual([]);
    const overheads = [overheadOf(0.001, 0.002)];
    const energyJ = read(900, 'energy-counter', 'package');
    const sensors = [
      { sensor: 'rapl/package-0', device: null, boundary: 'package', energyJ, idlePowerW: unavailable('not-asked') },
    ];
    expect(violations('selftest', documentOf({ overheads, sensors }))).toEqual([]);
  });

  test('has the sentence of each check beside its code and figures', () => {
    const { checks, sensors } = documentOf({ overheads: [overheadOf(0.001, 0.002)] }).selftest.targets[0] ?? {};
    expect(checks?.map(({ check, code, text }) => [check, code, text])).toMatchObject([
      ['false-alarms', 'alarms-of-few-pairs', expect.stringMatching(/^\d+ of 30 pairs of equal things/)],
      ['overhead', expect.stringMatching(/^step-overhead/), expect.stringMatching(/^a recorded step is \+0\.1 % /)],
      ['sampler', 'not-asked', 'not asked for'],
      ['sensors', 'no-sensor', 'absent: no energy sensor here, so nothing samples'],
    ]);
    expect(sensors?.reason?.text).toBe('absent: no energy sensor here, so nothing samples');
  });

  test('for people has a line a check, and the figures behind them', () => {
    const overheads = Array.from({ length: 5 }, (_, i) => overheadOf(0.001 * i, 0.01));
    const text = textOf({ overheads });
    expect(text).toMatch(/^cpu {2}toy\.forward\./);
    expect(text).toMatch(/false-alarms +holds +\d+ of 30 pairs .*; an estimate: a proof takes 200 pairs$/m);
    expect(text).toMatch(/overhead +holds +a recorded step is \+0\.2 % \(.*\) of a bare one; 1 % is allowed$/m);
    expect(text).toMatch(/sampler +unavailable +not asked for$/m);
    expect(text).toMatch(/noise +fresh processes vary by 7\.1? ?%?/);
    expect(text).toMatch(/^ +differences +below [\d.]+ % within a run and [\d.]+ % between runs .* at 8 rounds/m);
    expect(text).toMatch(
      /cell +400 ms: window 30 ms, warm-up 30 ms, session 12 ms, graph 3 ms, process, data and files 325 ms; the proof 350 ms$/m,
    );
    expect(text).toMatch(/clock +a tick is 0\.04 µs, reading it takes 0\.1 µs$/m);
    expect(text).toMatch(/\n300 cells measured, 0 failed\. Record: x\.jsonl\n$/);
  });

  test('shows what every sensor read, and of one that could not be read why', () => {
    const sensors = [
      {
        sensor: 'rapl/package-0',
        device: null,
        boundary: 'package',
        energyJ: read(1234.56, 'energy-counter', 'package'),
        idlePowerW: unavailable('not-asked'),
      },
      {
        sensor: 'ipmi/chassis',
        device: null,
        boundary: 'chassis',
        energyJ: unavailable('permission', { detail: 'no' }),
        idlePowerW: unavailable('not-asked'),
      },
    ];
    const text = textOf({ sensors });
    expect(text).toMatch(/rapl\/package-0 +1235 J \(package, energy-counter\)$/m);
    expect(text).toMatch(/ipmi\/chassis +permission: no$/m);
  });

  test('where nothing was measured is that, and no 0', () => {
    const text = textOf({ pairs: 1, stepMs: () => null });
    expect(text).toMatch(/false-alarms +unavailable +no pair was measured whole$/m);
    expect(text).toMatch(/noise +not measured$/m);
    expect(text).toMatch(/clock +not measured$/m);
    expect(text).not.toMatch(/\b0 (ms|%|µs)/);
  });
});
