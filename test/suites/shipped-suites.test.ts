import { describe, expect, test } from 'vitest';
import { footprintBytes } from '../../suites/moe/footprint.ts';
import { loadSuite, suiteNames } from '../../suites/suite-files.ts';
import { suiteWorks } from '../../suites/suite-works.ts';
import { expectRooflines } from './rooflines.ts';
import { GIB } from './suite-text.ts';

/** `procurement` resolves every model there is: procurement.long.test.ts; the two for accelerators: accelerator.test.ts, published-layers.test.ts. */
const SHORT = suiteNames().filter(name => !['procurement', 'accelerator', 'published'].includes(name));

describe('the suites that come with the program', () => {
  test('are three for any machine, two for accelerators, and that of the self-test', () => {
    expect(suiteNames()).toEqual(['accelerator', 'nightly', 'procurement', 'published', 'quick', 'selftest']);
  });

  test.each(SHORT)('%s resolves to cases, no id twice, each work with its roofline', name => {
    const { works, refused } = suiteWorks(loadSuite(name), 16 * GIB);
    expectRooflines(works);
    expect(refused).toEqual([]);
  });

  test.each(['quick', 'nightly'])('%s fits a machine of 4 GiB as it is', name => {
    const { works } = suiteWorks(loadSuite(name), 4 * GIB);
    expect(Math.max(...works.map(({ workload }) => footprintBytes(workload)))).toBeLessThan(4 * GIB);
  });

  test('procurement sustains one workload for at least ten minutes', () => {
    const suite = loadSuite('procurement');
    expect(suite.sustained?.minWindowMs).toBeGreaterThanOrEqual(600_000);
    expect(suiteWorks(suite, 16 * GIB).works.filter(({ sustained }) => sustained)).toHaveLength(1);
  });
});
