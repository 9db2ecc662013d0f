/** The suite that has every model in every part: it takes long to resolve. */
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../suites/identity.ts';
import type { Model } from '../../suites/model.ts';
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

  test('procurement has every model that can be run, in every part that can be; models of equal work are measured once', () => {
    const { works } = suiteWorks(loadSuite('procurement'), 10_000 * GIB);
    const runnable = loadModels().filter(({ router }) => router !== null);
    const whole = runnable.filter(({ block, differs }) => block !== null && differs.block === null);
    const worksOf = (models: readonly Model[], workOf: (model: Model) => unknown) =>
      new Set(models.map(model => canonicalJson(workOf(model))));
    const named = (part: string): readonly Model[] => {
      const ids = new Set(works.filter(({ workload }) => workload.part === part).map(({ model }) => model));
      return runnable.filter(({ id }) => ids.has(id));
    };
    const layerOf = ({ layer, router, dispatch }: Model) => ({ layer, router, dispatch });
    const blockOf = (model: Model) => {
      const { attention, normEpsilon } = model.block ?? {};
      return { ...layerOf(model), attention, normEpsilon };
    };
    const stackOf = (model: Model) => ({ ...layerOf(model), block: model.block });
    expect(worksOf(named('moe-layer'), layerOf)).toEqual(worksOf(runnable, layerOf));
    expect(worksOf(named('moe-block'), blockOf)).toEqual(worksOf(whole, blockOf));
    expect(worksOf(named('train-step'), stackOf)).toEqual(worksOf(whole, stackOf));
  });
});
