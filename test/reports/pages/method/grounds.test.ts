/** What the method page says of warned rows, of failures and of what was left out. */
import { describe, expect, test } from 'vitest';
import { fact, factOf } from '../../../../reports/fact.ts';
import { factHtml } from '../../../../reports/pages/frame/fact-html.ts';
import { idHtml } from '../../../../reports/pages/frame/unbroken.ts';
import { failureList, skipList } from '../../../../reports/pages/method/grounds.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { plainWords } from '../../plain-words.ts';
import { reportOf } from '../../report/fixture-report.ts';

const report = reportOf();

type Skip = (typeof report.skips)[number];
const software = (machine: string, run: string): Skip => ({
  ...{ machine, run, what: 'webgpu-1 (SwiftShader Device)', on: null },
  reason: factOf({ code: 'software-target', values: { name: 'SwiftShader Device' } }),
});

describe('what happened alike in several runs is said once, with these runs', () => {
  const skips = [software('lab-1', 'run-1'), software('lab-1', 'run-2'), software('lab-2', 'run-1')];
  const listed = (language: Language) =>
    [...skipList({ ...report, skips, unread: [] }, language).html.matchAll(/<li>(.*?)<\/li>/g)].map(([, line = '']) =>
      plainWords(line).replace(/<[^>]*>/g, ''),
    );

  test('a target that was left out', () => {
    expect(listed('en')).toEqual([
      expect.stringMatching(/^webgpu-1 \(SwiftShader Device\): .* \(in run-1, run-2 of lab-1; run-1 of lab-2\)$/),
    ]);
    expect(listed('zh')).toEqual([
      expect.stringMatching(/^webgpu-1 \(SwiftShader Device\)：.*（lab-1 的运行 run-1、run-2；lab-2 的运行 run-1）$/),
    ]);
  });

  test('many runs of a machine are counted', () => {
    const nights = Array.from({ length: 6 }, (_, night) => software('lab-1', `night-${night}`));
    const { html } = skipList({ ...report, skips: nights, unread: [] }, 'en');
    expect(html).toContain('(in night-0, night-1, night-2, night-3 and 2 more runs of lab-1)');
  });

  test('a failure, and one with other last words is another line', () => {
    const [failure] = report.failures.filter(({ code }) => code === 'timeout');
    if (failure === undefined) throw new Error('a round of the fixture ran out of time');
    const failures = [failure, { ...failure, run: 'run-2' }, { ...failure, run: 'run-3', detail: 'other words' }];
    const { html } = failureList({ ...report, failures }, 'en');
    expect(html.match(/<li>/g)).toHaveLength(2);
    expect(html).toContain(`(in ${failure.run}, run-2 of ${failure.machine})`);
  });
});

describe('an id breaks at its separators', () => {
  test('and keeps a short part with hyphens on one line', () => {
    expect(idHtml('lab-1/cpu/toy.forward-backward.zipf:1.2.t1024-h512-f704-e16-k4-s1').html).toBe(
      '<span class="whole">lab-1/</span><wbr>cpu/<wbr>toy.<wbr><span class="whole">forward-backward.</span><wbr>zipf:1.2.<wbr>t1024-h512-f704-e16-k4-s1',
    );
  });

  test.each(['en', 'zh'] as const)('in the list of a warning, in %s', language => {
    const rows = ['lab-1/cpu/toy-balanced', 'lab-1/cpu/toy-block'];
    const { html } = factHtml(fact('rows-warned', { warning: 'few-steps', rows }), language);
    expect(html).toContain('<span class="whole">lab-1/</span><wbr>cpu/<wbr><span class="whole">toy-balanced</span>');
    expect(html).not.toMatch(/[\ue000-\uf8ff]/);
  });
});
