/** Whether the amount of an offer with a count is for each device or for a node is always said with the answer. */
import { describe, expect, test } from 'vitest';
import { loadPower } from '../../../reports/catalog/load.ts';
import { offeredCase } from '../../../reports/offer/offered-case.ts';
import { CATALOG, NAMES, offered, QUESTION } from './names.ts';

const readingsOf = (texts: readonly string[]) =>
  offeredCase(
    texts.map(text => ({ text, offer: offered(text) })),
    QUESTION,
    { catalog: CATALOG, power: loadPower(), names: NAMES },
  ).readings;

describe('a count', () => {
  const said = (text: string) =>
    readingsOf([text, 'H800 20 CNY/h mfu 0.25']).filter(({ code }) => code.startsWith('amount-of'));

  test.each([
    ['910B2 x 64 28.8万元/月 mfu 0.25', 'amount-of-each', 64],
    ['910B2 buy x 8 2.4 million CNY mfu 0.25', 'amount-of-each', 8],
    ['910B2 4台8卡 7元/h mfu 0.25', 'amount-of-node', 8],
  ])('of %s is said, with what the amount is for', (text, code, devices) => {
    expect(said(text)).toEqual([{ code, values: { offer: text, devices } }]);
  });

  test('needs no word where the offer has said it', () => {
    expect(said('910B2 x 64 4500 CNY/month per GPU mfu 0.25')).toEqual([]);
    expect(said('910B2 7 CNY/h mfu 0.25')).toEqual([]);
  });
});
