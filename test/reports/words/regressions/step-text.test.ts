/** Steps and answers in words, from findings written by hand. */
import { describe, expect, test } from 'vitest';
import { acceptCommand } from '../../../../harness/commands/text/check/accept-hint.ts';
import type { SteppedFinding } from '../../../../reports/regressions/entries.ts';
import { METRICS, type Step } from '../../../../reports/regressions/schema.ts';
import { METRIC_WORDS, targetText, workText } from '../../../../reports/words/regressions/series-text.ts';
import { changedText, entryText, movedText, sureText } from '../../../../reports/words/regressions/step-text.ts';

const point = (night: string) => ({ runId: `run-${night}`, startedAt: `2026-11-${night}T01:00:00.000Z` });

const step = (changes: Partial<Step> = {}): Step => ({
  direction: 'worse',
  first: point('20'),
  confirmedOn: point('21'),
  confirmedBy: 'nights',
  nights: 2,
  ratio: { available: true, point: 1.051, low: 1.042, high: 1.06, kind: 'confidence-95', rounds: 2 },
  p: 1e-5,
  changed: [],
  accepted: null,
  ...changes,
});

const finding = (changes: Partial<SteppedFinding> = {}): SteppedFinding => ({
  series: {
    machine: 'lab-1',
    target: 'torch-cuda-0',
    board: null,
    strategy: 'grouped',
    workloadSha256: 'a',
    concurrent: false,
    powerLimitW: null,
  },
  case: 'layer',
  role: 'work',
  metric: 'step-time',
  state: 'confirmed',
  why: null,
  tonight: 10,
  baseline: null,
  noise: null,
  smallestStep: null,
  step: step(),
  ...changes,
});

test('a slowdown says what, where, how much, since when and how sure', () => {
  expect(entryText({ kind: 'work', finding: finding() }, true)).toBe(
    'layer by grouped on torch-cuda-0 began to take 5.1 % more time per step (4.2 to 6 %) on 2026-11-20, confirmed by 2 nights.',
  );
});

test('a shorter step has its share and its ends in rising order', () => {
  const ratio = { ...step().ratio, point: 0.93, low: 0.91, high: 0.95 };
  expect(movedText(finding({ step: step({ direction: 'better', ratio }) }))).toBe('7 % less time per step (5 to 9 %)');
});

test.each([
  [{ confirmedOn: null, confirmedBy: null, nights: 1 }, 'seen on one night'],
  [{ confirmedOn: null, confirmedBy: null, nights: 3 }, 'seen on 3 nights'],
  [{ confirmedBy: 'interleaved', nights: 1 }, 'confirmed by an interleaved comparison'],
  [{ nights: 12 }, 'confirmed by 12 nights'],
] as const)('%j is %s', (changes, words) => {
  expect(sureText(step(changes))).toBe(words);
});

test('a machine that moved as a whole says so, with what moved alike', () => {
  const products = ['gemm-a', 'gemm-b'].map(name => finding({ case: name, role: 'largest-matmul' }));
  const works = [finding({ step: step({ ratio: { ...step().ratio, point: 1.06 } }) })];
  const machine = finding({ role: 'machine', case: 'machine' });
  const end = 'on 2026-11-20, confirmed by 2 nights';
  const [first = machine, ...others] = products;
  expect(entryText({ kind: 'target', findings: [first, ...others, ...works] }, true)).toBe(
    `Everything on torch-cuda-0 began to take 5.1 to 6 % more time per step ${end}: 2 products of the roofline and 1 work moved alike, so the machine or the board changed.`,
  );
  expect(entryText({ kind: 'target', findings: [machine] }, false)).toBe(
    `Everything on torch-cuda-0 of lab-1 began to take 5.1 % more time per step (4.2 to 6 %) ${end}: the products of the roofline moved alike, so the machine or the board changed.`,
  );
});

describe('what changed', () => {
  test('is listed with what it was and is; what was not there is none', () => {
    const changed = [
      { what: 'driver', before: '550.54', now: '560.35' },
      { what: 'clockMHz', before: '1980', now: '1700' },
      { what: 'target.torch', before: null, now: '2.13.0' },
    ];
    expect(changedText(changed)).toBe(
      'What changed: driver 550.54 → 560.35; compute clock in MHz 1980 → 1700; target.torch none → 2.13.0.',
    );
  });

  test('is nothing that the records know where nothing differs', () => {
    expect(changedText([])).toBe('What changed: nothing that the records know.');
  });

  test('stays on one line, whatever a driver calls itself', () => {
    const text = changedText([{ what: 'driver', before: 'a\u001b[2Jb\nc', now: 'x'.repeat(500) }]);
    expect(text).toMatch(/^What changed: driver a ?b c → x{39}…\.$/);
  });
});

test('names from records stay on one line, and an only strategy is not named', () => {
  const odd = finding({ case: 'a\u001b[31m\nb', series: { ...finding().series, strategy: 'session' } });
  expect(workText(odd)).toBe('a b');
  expect(targetText({ ...odd.series, concurrent: true }, true)).toBe('torch-cuda-0, all targets at once');
});

test.each(METRICS)('%s has words both ways and a unit', metric => {
  const { worse, better, valueText } = METRIC_WORDS.en[metric];
  expect(worse).not.toBe(better);
  expect(valueText(1234)).toMatch(/^[\d.,]+ \S+$/);
});

describe('the command that accepts a step', () => {
  const runs = [{ machine: 'lab-1', ...point('21') }];

  test('names a work by its series, and a machine that moved by its target', () => {
    expect(acceptCommand({ kind: 'work', finding: finding() }, { runs }, 'results/runs')).toMatch(
      /^moebench accept --series [0-9a-f]{8} --reason "…"$/,
    );
    expect(acceptCommand({ kind: 'target', findings: [finding()] }, { runs }, 'results/runs')).toBe(
      'moebench accept --target torch-cuda-0 --metric step-time --all --reason "…"',
    );
  });

  test('quotes what a shell would read, and names the folder and the machine where they are not the only ones', () => {
    const two = [...runs, { machine: 'lab-2', ...point('21') }];
    const odd = finding({ series: { ...finding().series, target: "a'; rm -rf $HOME" } });
    expect(acceptCommand({ kind: 'target', findings: [odd] }, { runs: two }, 'my runs')).toBe(
      `moebench accept --target 'a'\\''; rm -rf $HOME' --metric step-time --machine lab-1 --all --results 'my runs' --reason "…"`,
    );
  });
});

describe('in Chinese a step says where first, without a blank between Han letters', () => {
  const of = (name: string, changes: Partial<SteppedFinding['series']>) =>
    finding({ case: name, series: { ...finding().series, strategy: 'session', ...changes } });

  test.each([
    [
      'a work',
      of('toy MoE 层，均衡路由', { target: 'cpu' }),
      'lab-1（cpu）：toy MoE 层，均衡路由自 2026-11-20 起单步耗时增加 5.1%（4.2% 至 6%），经 2 晚确认。',
    ],
    [
      'a work that was not alone',
      of('moe-layer', { concurrent: true }),
      'lab-1（torch-cuda-0，所有目标设备同时运行）：moe-layer 自 2026-11-20 起单步耗时增加 5.1%（4.2% 至 6%），经 2 晚确认。',
    ],
  ])('of %s', (_, moved, sentence) => {
    expect(entryText({ kind: 'work', finding: moved }, false, 'zh')).toBe(sentence);
  });

  test('of a machine', () => {
    const text = entryText(
      { kind: 'target', findings: [of('a', { target: 'cpu' }), of('b', { target: 'cpu' })] },
      false,
      'zh',
    );
    expect(text).toBe(
      'lab-1（cpu）：所有测量自 2026-11-20 起单步耗时增加 5.1%，经 2 晚确认；2 个工作负载变化一致，因此是机器或板卡发生了变化。',
    );
  });
});
