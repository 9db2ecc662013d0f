/** docs/OFFERS.md: every form in its table of parts is read, its commands answer, and what it says is assumed is what is. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandWords } from '../../harness/commands/options/command-words.ts';
import { MOST_CHIPS } from '../../reports/offer/line-up.ts';
import { HOURS_OF_SHORT, OWNERSHIP } from '../../reports/offer/offered-price.ts';
import { offered } from '../reports/offer/names.ts';
import { shellLines } from './command-lines.ts';

const PAGE = readFileSync(new URL('../../docs/OFFERS.md', import.meta.url), 'utf8');

/** Rows of the first table, each with the texts in code of its second cell. */
const ROWS = [...(PAGE.split('## What is read')[0]?.matchAll(/^\| (?!part|---)([^|]+) \| (.+) \|$/gm) ?? [])].map(
  ([, part = '', cell = '']): readonly [string, readonly string[]] => [
    part,
    [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''),
  ],
);

/** What makes a whole offer of a form of that part; the others stand on a plain rent. */
const AROUND: Readonly<Record<string, (form: string) => string>> = {
  chip: form => `${form} 20 CNY/h`,
  'how many': form => `H800 20 CNY/h ${/node|台/.test(form) ? '' : 'per GPU'} ${form}`,
  amount: form => `H800 ${form}/h`,
  'how long it pays for': form => `H800 20 CNY ${form}`,
  'kind of rent': form => (form === '包月' ? `H800 20 CNY ${form}` : `H800 20 CNY/h ${form}`),
  purchase: form => (/^(?:buy|购买)/.test(form) ? `H800 ${form}` : `buy H800 300000 CNY ${form}`),
};

describe('every form of the page is read', () => {
  test('in as many rows as the page has', () => {
    expect(ROWS.map(([part]) => part)).toEqual(expect.arrayContaining(Object.keys(AROUND)));
    expect(ROWS.length).toBe(13);
  });

  test.each(ROWS)('%s', (part, forms) => {
    const plain = offered('H800 20 CNY/h');
    for (const form of forms.map(text => text.replace('published ID', 'published some-run'))) {
      const text = AROUND[part]?.(form) ?? `H800 20 CNY/h ${form}`;
      const said = offered(text);
      // A form that was passed over would leave the plain offer; without these three there would be none.
      if (!['chip', 'amount', 'how long it pays for'].includes(part))
        expect(said, text).not.toEqual({ ...plain, name: said.name });
    }
  });
});

test('every offer of a command of the page is read', () => {
  const offers = shellLines(PAGE).flatMap(line => {
    const words = commandWords(line, 'docs/OFFERS.md');
    return words.filter((_, index) => words[index - 1] === '--offer');
  });
  expect(offers).toHaveLength(4);
  for (const offer of offers) expect(offered(offer).chips).toHaveLength(1);
});

test('the figures that it says are read into offers are those of the program', () => {
  const { lifeYears, residual, upkeepShare, utilisation, hostFactor } = OWNERSHIP;
  expect(PAGE).toContain(
    `life ${lifeYears.low} to ${lifeYears.high} years, residual ${residual.low} to ${residual.high}, upkeep ${100 * upkeepShare.low} to ${100 * upkeepShare.high} % of the price per year, utilisation ${utilisation.low} to ${utilisation.high}, ${hostFactor.low} to ${hostFactor.high} times the TDP`,
  );
  expect(PAGE).toContain(`spread over ${HOURS_OF_SHORT.day} or ${HOURS_OF_SHORT.week} hours`);
  expect(PAGE).toContain(`compared as each of them, at most ${MOST_CHIPS}`);
});
