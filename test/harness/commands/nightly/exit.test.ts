/** The exit code of a night, and what of it is told. */
import { describe, expect, test } from 'vitest';
import { type NightFacts, newsOf, nightExit } from '../../../../harness/commands/nightly/exit.ts';

const well = { status: 'finished', measured: 40, failed: 0 } as const;
const regressed = { verdict: 'regressed', news: 1 } as const;

const night = (facts: Partial<NightFacts>): NightFacts => ({
  run: well,
  measured: 40,
  check: { verdict: 'holds', news: 0 },
  failures: [],
  ...facts,
});

describe('a night', () => {
  test.each<[string, Partial<NightFacts>, number, readonly string[]]>([
    ['in which all went well exits with 0 and is no news', {}, 0, []],
    ['with too few nights before it exits with 0', { check: { verdict: 'cannot-tell', news: 0 } }, 0, []],
    ['that confirms a regression exits with 3 and tells it', { check: regressed }, 3, ['regressed']],
    [
      'with a regression that is open since earlier nights exits with 3 and tells nothing again',
      { check: { verdict: 'regressed', news: 0 } },
      3,
      [],
    ],
    [
      'with failed cells exits with 1, also where something regressed, and tells both',
      { run: { ...well, failed: 2 }, check: regressed },
      1,
      ['cells-failed', 'regressed'],
    ],
    [
      'in which nothing was measured exits with 4, also where cells failed',
      { run: { ...well, measured: 0, failed: 3 }, measured: 0 },
      4,
      ['nothing-measured', 'cells-failed'],
    ],
    [
      'in which every cell was skipped exits with 4: no cell failed, and it is no success',
      { run: { ...well, measured: 0 }, measured: 0, check: { verdict: 'holds', news: 0 } },
      4,
      ['nothing-measured'],
    ],
    [
      'whose run could not begin exits with 4',
      { run: null, measured: 0, check: null, failures: [{ stage: 'run' }] },
      4,
      ['nothing-measured', 'stage-failed'],
    ],
    [
      'whose run broke off after some cells exits with 1',
      { run: null, measured: 7, check: null, failures: [{ stage: 'run' }] },
      1,
      ['stage-failed'],
    ],
    ['whose page could not be written exits with 1', { failures: [{ stage: 'report' }] }, 1, ['stage-failed']],
    [
      'that was interrupted exits with 130 whatever else, and tells nobody: who interrupted knows',
      { run: { status: 'interrupted', measured: 0, failed: 1 }, measured: 0, check: regressed },
      130,
      [],
    ],
  ])('%s', (_, facts, code, news) => {
    expect(nightExit(night(facts))).toBe(code);
    expect(newsOf(night(facts))).toEqual(news);
  });
});
