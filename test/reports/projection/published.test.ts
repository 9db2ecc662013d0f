/** Published speeds pooled by random effects, worked out by hand: a publication has 0.10 of the logarithm, a run 0.15 as Student's t of 3. */
import { describe, expect, test } from 'vitest';
import { loadAnchors, loadCatalog } from '../../../reports/catalog/load.ts';
import { type PublishedRun, publishedSpeed } from '../../../reports/projection/published.ts';

const [template] = loadAnchors(new Set(loadCatalog().chips.map(({ id }) => id))).anchors;
if (template === undefined) throw new Error('no anchors');

/** 0.15 · t(0.975, 3) ÷ z(0.975): what a normal variable needs to reach as far. */
const RUN = (0.15 * 3.182446305) / 1.959963985;

const run = (publication: string, speed: number): PublishedRun => ({
  ...template,
  id: `${publication}-${speed}`,
  publication,
  tokensPerSecondPerDevice: speed,
});
/** Of the logarithm of the pooled speed, its publications' effects included. */
const totalOf = (runs: readonly PublishedRun[]): number => {
  const { logSigma, publications } = publishedSpeed(runs);
  return Math.hypot(logSigma, ...publications.map(part => part.logSigma));
};

describe('the pooled speed', () => {
  test('of one run is that run, with what a run and a publication have', () => {
    const speed = publishedSpeed([run('a', 1000)]);
    expect(speed.tokensPerSecondPerDevice).toBeCloseTo(1000, 9);
    expect(speed).toMatchObject({ logSigma: expect.closeTo(RUN, 8), widestPair: null });
    expect(speed.publications).toMatchObject([{ publication: 'a', logSigma: expect.closeTo(0.1, 12) }]);
  });

  test('of two publications that agree has 1/√2 of that, and no less: learned spreads are not unlearned', () => {
    expect(totalOf([run('a', 1000), run('b', 1000)])).toBeCloseTo(Math.hypot(RUN, 0.1) / Math.SQRT2, 8);
  });

  test('of 918 and 3,328 is their geometric mean, with half of their distance on logarithms', () => {
    const runs = [run('a', 918), run('b', 3328)];
    // Two values d apart: the variance of one is d² ÷ 2, of their mean d² ÷ 4.
    expect(totalOf(runs)).toBeCloseTo(Math.log(3328 / 918) / 2, 12);
    expect(publishedSpeed(runs).tokensPerSecondPerDevice).toBeCloseTo(Math.sqrt(918 * 3328), 9);
    expect(publishedSpeed(runs).widestPair?.map(({ id }) => id)).toEqual(['a-918', 'b-3328']);
  });

  test('counts publications, not runs: two runs of one are averaged, and share its effect', () => {
    const speed = publishedSpeed([run('a', 1000), run('a', 1210)]);
    expect(speed.publications).toHaveLength(1);
    expect(speed.tokensPerSecondPerDevice).toBeCloseTo(1100, 9);
    expect(totalOf([run('a', 1000), run('a', 1210)])).toBeCloseTo(Math.sqrt(RUN ** 2 / 2 + 0.1 ** 2), 8);
  });

  test('weighs a publication by 1 ÷ (variance between + run variance ÷ its runs)', () => {
    const [one, two] = [0.1 ** 2 + RUN ** 2, 0.1 ** 2 + RUN ** 2 / 2];
    const weight = 1 / one / (1 / one + 1 / two);
    const speed = publishedSpeed([run('a', 1000), run('b', 1100), run('b', 1100)]);
    expect(Math.log(speed.tokensPerSecondPerDevice / 1100)).toBeCloseTo(weight * Math.log(1000 / 1100), 8);
    expect(speed.publications[0]?.logSigma).toBeCloseTo(weight * 0.1, 8);
  });
});
