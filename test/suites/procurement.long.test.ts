/** The suite that has every model in every part: it takes long to resolve. */
import { describe, expect, test } from 'vitest';
import { loadModels } from '../../suites/models.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { suiteWorks } from '../../suites/suite-works.ts';
import { expectRooflines } from './rooflines.ts';

const GIB = 2 ** 30;

describe('procurement', () => {
  test('resolves to cases, no id twice, each work with its roofline', () => {
    const { works } = suiteWorks(loadSuite('procurement'), 16 * GIB);
    expectRooflines(works);
  });

  test('procurement has every model that can be run, in every part that can be', () => {
    const { works } = suiteWorks(loadSuite('procurement'), 10_000 * GIB);
    const named = (part: string) =>
      new Set(works.filter(({ workload }) => workload.part === part).map(({ model }) => model));
    const runnable = loadModels().filter(({ router }) => router !== null);
    const whole = runnable.filter(({ block, differs }) => block !== null && differs.block === null);
    expect(named('moe-layer')).toEqual(new Set(runnable.map(({ id }) => id)));
    expect(named('moe-block')).toEqual(new Set(whole.map(({ id }) => id)));
    expect(named('train-step')).toEqual(new Set(whole.map(({ id }) => id)));
  });
});
