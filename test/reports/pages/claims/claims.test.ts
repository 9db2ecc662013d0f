/** Pages of published claims: what the source states, what follows and what is inferred stay apart, in both languages. */
import { describe, expect, test } from 'vitest';
import { siteClaims } from '../../../../harness/commands/site/claims.ts';
import { stepTable } from '../../../../reports/pages/claims/step-table.ts';
import { step } from '../../../../reports/reproduce/claim.ts';
import { CLAIM_NAMES } from '../../../../reports/reproduce/claims.ts';
import type { Reproduction } from '../../../../reports/reproduce/document.ts';
import { pagesWith } from '../shipped-pages.ts';

const claims = siteClaims([]);
const pages = pagesWith({ claims }, 'claims');
const pageOf = (name: string) => {
  const page = pages.find(({ path }) => path === `claims/${name}.html`);
  if (page === undefined) throw new Error(`a page of ${name}`);
  return page.text;
};

describe('the index of claims', () => {
  const index = pages.find(({ path }) => path === 'claims.html')?.text ?? '';

  test.each(CLAIM_NAMES)('leads to the page of %s', name => {
    expect(index).toContain(`<tr id="claim-${name}"><th scope="row"><a href="claims/${name}.html">`);
  });

  test('tells a claim whose arithmetic fails from one without anything to check', () => {
    const row = (name: string) => index.split(`id="claim-${name}"`)[1]?.split('</tr>')[0] ?? '';
    expect(row('deepseek-v3')).toContain('<span class="finding yes">holds</span>');
    expect(row('pangu-ultra-moe')).toContain('<span class="finding no">does not hold</span>');
    expect(row('sonicmoe-h100')).toContain('<span class="finding none">nothing to check</span>');
  });

  test('of no claims is no page', () => {
    expect(pagesWith({ claims: [] }, 'claims')).toEqual([]);
  });
});

describe('the page of a claim', () => {
  const page = pageOf('ling-2025');

  test('keeps what is stated, what follows and what is inferred under headings of their own, in this order', () => {
    const ids = ['answer', 'says', 'follows', 'inferred'].map(id => page.indexOf(`<section id="${id}">`));
    expect(ids.every(at => at > 0)).toBe(true);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const [, follows = ''] = page.split('<section id="follows">');
    expect(follows.split('</section>')[0]).not.toContain('Confidence');
  });

  test('has the stated figure next to the recomputed one', () => {
    // 6.35 million CNY ÷ 27.5 CNY an hour.
    expect(page).toContain('230,909 device-hours');
    expect(page).toMatch(/<tr id="follows-saving">.*20 %.*20 %.*the same/);
  });

  test('says what is missing, and how to compute it again', () => {
    expect(page).toContain('<strong>What would show it:</strong> tokens per second of Ling-plus on device D');
    expect(page).toContain('<code>moebench reproduce ling-2025</code>');
    expect(page).toContain('<a href="https://arxiv.org/abs/2503.05139v2" rel="noopener noreferrer">');
  });

  test('has the table of records where a claim is of a layer, and none where it is not', () => {
    expect(pageOf('sonicmoe-h100')).toContain('<section id="measured">');
    expect(page).not.toContain('<section id="measured">');
  });
});

describe('the bar of a difference', () => {
  const written = (value: number, stated: number | null): Reproduction['follows'][number] => {
    const made = step({ ...TEXTS, id: 'x', value, unit: 'days' }, stated);
    return { ...made, text: 'days', formula: 'a ÷ b' };
  };
  const TEXTS = { text: TITLE('deepseek-title'), formula: TITLE('deepseek-title') };
  const barOf = (markup: string) =>
    /class="bar" x="([\d.]+)" y="1" width="([\d.]+)"/.exec(markup)?.slice(1).map(Number);

  test('reaches left of the middle where the recomputed value is the smaller, as far as the largest difference reaches', () => {
    const table = stepTable([written(50, 100), written(125, 100)], 'en')?.html ?? '';
    const [less = '', more = ''] = table.split('<tr id="follows-x">').slice(1);
    // −50 % is the largest: 48 of 100 to the left; +25 % is half of it to the right.
    expect(barOf(less)).toEqual([2, 48]);
    expect(barOf(more)).toEqual([50, 24]);
    expect(less).toContain('−50 %');
    expect(more).toContain('+25 %');
  });

  test('of a small difference is small', () => {
    const table = stepTable([written(101, 100)], 'en')?.html ?? '';
    // 1 % of a reach of at least 5 %.
    expect(barOf(table)?.[1]).toBeCloseTo(9.6, 6);
  });

  test('is left out where the source states nothing', () => {
    const table = stepTable([written(101, null)], 'en')?.html ?? '';
    expect(table).not.toContain('Difference');
    expect(table).not.toContain('<svg');
  });
});

function TITLE(code: 'deepseek-title') {
  return { code, values: {} } as const;
}
