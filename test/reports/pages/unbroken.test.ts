/** What no line may end inside, and what is left as it is. */
import { describe, expect, test } from 'vitest';
import { unbroken } from '../../../reports/pages/frame/unbroken.ts';

const keptIn = (text: string): string[] =>
  [...unbroken(`<p>${text}</p>`).matchAll(/<span class="whole">([^<]*)<\/span>/g)].map(([, kept = '']) => kept);

describe('together stay', () => {
  test.each([
    ['25.7 % less for the same work (2.51 to 64.8 %).', ['25.7 %', '64.8 %']],
    ['± 2.1 % of 5.48 ms, at 46.2 million tokens/s', ['± 2.1 %', '5.48 ms']],
    ['a rent of 9.9 CNY an hour, 7 CNY/h, 2.44 million CNY', ['9.9 CNY', '7 CNY/h', '2.44 million CNY']],
    ['节省 244 万元，单步耗时增加 9.4%，经 3 晚确认', ['244 万元', '3 晚']],
    ['on 2026-01-30, in 2026-03, last on 2024-12.', ['2026-01-30', '2026-03', '2024-12']],
    ['moebench accept --series da970b3b --include-software', ['--series', '--include-software']],
    ['NVIDIA H20 (lab-1) on webgpu-0', ['NVIDIA H20', 'lab-1', 'webgpu-0']],
    ['不贵于 NVIDIA H800 SXM；Moore Threads MTT S5000', ['NVIDIA H800 SXM', 'MTT S5000']],
    ['saved: 46.2 million tokens', ['46.2 million']],
  ])('%s', (text, kept) => {
    expect(keptIn(text)).toEqual(kept);
  });
});

test.each([
  ['a name that a phone has no room for', 'toy-layer-float32-balanced-5'],
  ['a word with a hyphen', 'forward-backward and half-open'],
  ['a path', 'github.com/owner/name-2/file-1.yaml'],
  ['a hash', '19cd7403c6c060301ca0269be3a2c23d-677de931f0829141ec009fea1b4326b8'],
  ['an escaped letter', '&#39;s, &#39;W'],
])('%s may break', (_, text) => {
  expect(keptIn(text)).toEqual([]);
});

test('the words of a page stay as they are', () => {
  const page = '<p title="12 %">12 % on <b>2026-01-30</b></p><pre>moebench list --json</pre>';
  expect(unbroken(page).replaceAll(/<\/?span[^>]*>/g, '')).toBe(page);
});

test.each([
  '<script>const a = "12 % on 2026-01-30 <p>";</script>',
  '<style>a { margin: 12 % }</style>',
  '<title>12 % on 2026-01-30</title>',
  '<select><option>lab-1</option></select>',
  '<span class="whole">lab-1</span>',
])('nothing is put into %s', element => {
  expect(unbroken(element)).toBe(element);
});

test('the name that a cell shows on a phone keeps its machine on one line', () => {
  expect(unbroken('<td class="number" data-label="NVIDIA H20 (lab-1)" data-value="lab-1">1</td>')).toBe(
    '<td class="number" data-label="NVIDIA H20 (lab\u20111)" data-value="lab-1">1</td>',
  );
});
