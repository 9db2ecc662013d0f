/** Sources as links: addresses of the web alone, whatever a user's catalog has. */
import { describe, expect, test } from 'vitest';
import { sourceLinks } from '../../../reports/pages/frame/source.ts';

const linksOf = (text: string) => [...sourceLinks(text).html.matchAll(/href="([^"]*)"/g)].map(match => match[1]);

describe('a source', () => {
  test.each([
    ['arXiv:2503.05139v2, Table 1, device E', ['https://arxiv.org/abs/2503.05139v2']],
    ['mercatus-ai.com/blog/cloud-gpu-pricing', ['https://mercatus-ai.com/blog/cloud-gpu-pricing']],
    ['see https://example.org/a?b=1.', ['https://example.org/a?b=1']],
    ['(github.com/a/b@0123abc systems/a100_pcie.yaml)', ['https://github.com/a/b']],
    [
      'github.com/stas00/ml-engineering @744d01e compute/accelerator/README.md',
      ['https://github.com/stas00/ml-engineering'],
    ],
    ['ycharts.com (us_average_retail_price)', []],
    ['suites/models/deepseek-v3.json', []],
    ['a talk, 2.5/s at best', []],
  ])('%s', (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  test.each([
    'javascript:alert(1)',
    'javascript://example.org/%0Aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'ftp://example.org/x',
  ])('%s leads nowhere but to the web', text => {
    for (const link of linksOf(text)) expect(link).toMatch(/^https?:\/\//);
    expect(sourceLinks(text).html).not.toMatch(/href="(?!https?:)/);
    expect(sourceLinks(text).html).not.toContain('<script');
  });

  test('keeps all of its text', () => {
    const text = 'arXiv:2503.05139v2 & <b>, github.com/a/b@0123abc; rest';
    expect(sourceLinks(text).html.replace(/<\/?a[^>]*>/g, '')).toBe(
      'arXiv:2503.05139v2 &amp; &lt;b&gt;, github.com/a/b@0123abc; rest',
    );
  });

  test('an address ends at a quote, so that none can leave its attribute', () => {
    const { html } = sourceLinks('https://example.org/"onmouseover="alert(1)');
    expect(html).toContain('<a href="https://example.org/" rel="noopener noreferrer">');
    expect(html).not.toMatch(/<a [^>]*onmouseover/);
  });
});
