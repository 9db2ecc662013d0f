import { expect, test } from 'vitest';
import { siteAddress } from '../../../../harness/commands/options/site-address.ts';

test.each([
  ['https://example.org', 'https://example.org/'],
  ['https://example.org/bench', 'https://example.org/bench/'],
  ['http://example.org/bench/', 'http://example.org/bench/'],
])('%s is the site %s', (written, address) => {
  expect(siteAddress(written)).toBe(address);
});

test.each([
  '',
  'example.org',
  'javascript:alert(1)',
  'file:///tmp/',
  'https://u:p@example.org/',
  'https://example.org/?a=1',
  'https://example.org/#a',
])('%s is no address of a site', written => {
  expect(() => siteAddress(written)).toThrow('give the address of the site');
});
