import { describe, expect, test } from 'vitest';
import { NO_OFFER } from '../../../../reports/calculator/settings.ts';
import { preset } from '../../calculator/fixture.ts';
import { comparePage, formOf } from './site.ts';

const MARKUP = '</script><img src=x onerror=alert(1)>';
const [first = NO_OFFER, second = NO_OFFER] = preset.offers;
const ofTwo = { ...preset, offers: [first, second] };

describe('the page that compares', () => {
  test('has the comparison of the preset without script: a verdict, a row for each offer, charts', () => {
    const { body, plots } = comparePage(ofTwo);
    expect(body.html).toMatch(/<p class="lead">Training [^<]+ (not separable|cheaper|dearer|costs)/);
    expect(body.html.match(/<tr[^>]*><th scope="row">/g)?.length).toBeGreaterThanOrEqual(2);
    expect(plots.map(({ id }) => id)).toEqual([
      'compare-relative',
      'compare-cost-parts',
      'compare-frontier',
      'compare-tornado',
    ]);
  });

  test('says in Chinese what its inputs are', () => {
    const { title } = comparePage(ofTwo, 'zh');
    const text = formOf(ofTwo, 'zh');
    expect(title).toBe('训练成本比较');
    for (const label of ['利用率', '参考芯片', '折现率', '租赁方式', '报价 2']) expect(text).toContain(label);
    for (const label of ['Utilisation', 'Reference', 'Offer', 'Rent per hour', 'not given']) {
      expect(text).not.toContain(label);
    }
  });

  test('holds what somebody typed as text', () => {
    const hostile = {
      ...ofTwo,
      tokens: MARKUP,
      model: MARKUP,
      offers: [{ ...first, chip: MARKUP, priceKind: 'rent', rent: MARKUP }],
    };
    expect(formOf(hostile)).not.toContain('<img');
    expect(formOf(hostile)).toContain('value="&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"');
    expect(comparePage(hostile).body.html).not.toContain('<img src=x');
  });

  test('shows the fields of the chosen forms of price and speed alone', () => {
    const owned = formOf({ ...ofTwo, offers: [{ ...first, priceKind: 'owned', speedKind: 'mfu' }] });
    for (const field of ['purchase', 'residual', 'lifeYears', 'upkeepPerYear', 'mfu']) {
      expect(owned).toContain(`name="offers.0.${field}"`);
    }
    for (const field of ['rent', 'rentKind', 'tokensPerSecond', 'published']) {
      expect(owned).not.toContain(`name="offers.0.${field}"`);
    }
  });

  test('says of an example that it is one, and what an empty field means', () => {
    expect(formOf(ofTwo)).toContain('placeholder="e.g. 75..95 %"');
    expect(formOf(ofTwo, 'zh')).toContain('placeholder="例如 75..95%"');
    for (const [, hint = ''] of formOf(preset).matchAll(/placeholder="([^"]+)"/g)) expect(hint).toMatch(/^e\.g\. /);
    expect(formOf(ofTwo)).toContain('An empty field is left out of the costs.');
  });

  test('has on paper what is set of the case and of each offer', () => {
    const { body } = comparePage({
      ...ofTwo,
      utilisation: '85 %',
      offers: [first, { ...second, rent: '20', priceKind: 'rent' }],
    });
    const printed = body.html.split('id="inputs-on-paper"')[1]?.split('</section>')[0] ?? '';
    expect(printed).toContain('Utilisation: 85 %');
    expect(printed).toMatch(
      /<li>NVIDIA H800 SXM \(NVIDIA\): Price: catalog rent; Kind of rent: on demand; Speed: projected<\/li>/,
    );
    expect(printed).toMatch(/<li>[^<]+: Price: rent, as given; Rent per hour: 20; Speed: projected<\/li>/);
    expect(printed).not.toContain('PUE');
    expect(printed).not.toContain('Kind of rent: on demand; Rent per hour');
  });

  test('has the price that a cost stands on before the break-even', () => {
    const { body } = comparePage(ofTwo);
    expect(body.html).toMatch(
      /data-label="Price taken">[\d.]+ CNY\/h(<small>[^<]*<\/small>)*<small>per hour paid<\/small><\/td><td class="number" data-label="Break-even">[\d.]+ CNY\/h/,
    );
  });

  test('gives every input a label and a place for what is wrong with it', () => {
    const form = formOf(preset);
    const ids = [...form.matchAll(/<(?:input|select)[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(50);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(form).toContain(`<label for="${id}">`);
      expect(form).toContain(`id="${id}-fault"`);
    }
  });
});
