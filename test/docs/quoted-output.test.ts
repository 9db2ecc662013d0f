/** What the documents quote of the program is what the program prints. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { starterText } from '../../harness/bundle/starter.ts';
import { overrun } from '../../harness/cells/overrun.ts';
import { verificationText } from '../../harness/commands/text/verify-text.ts';
import { uselessText } from '../../harness/detect/runners/missing.ts';
import { shown, timeUnit } from '../../reports/format.ts';
import { noteText } from '../../results/note-text.ts';
import type { Verification } from '../../results/verify.ts';
import { MISSING, moebench, SKIP } from '../e2e/command-line.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const cutOff: Verification = {
  path: 'run.jsonl',
  status: 'unsealed',
  lines: 9,
  problems: [],
  invalid: [],
  sealSha256: null,
  promises: [],
};

/** 2 steps before the window, and the least of it. */
const TIMING = { minWindowMs: 1, minSteps: 838, maxSteps: 1000, maxWarmupMs: 1, timeoutMs: 120_000 };

/** A step of 31 GFLOP at 31 GFLOP/s takes 1 s: 2 steps and 838 more are 14 min. */
function tooSlow(): string {
  const note = overrun(31e9, 31e9, TIMING);
  return note === undefined ? '' : noteText(note);
}

function even(): string {
  const interval = { point: 4.21, low: 4.21 * 0.979, high: 4.21 * 1.021, kind: 'confidence-95', rounds: 5 } as const;
  const { main, spread } = shown({ available: true, ...interval }, timeUnit(4.21));
  return `${main} ${spread}`;
}

const useless = (): string => uselessText({ id: 'torch-cuda:0' }, 'no memory');

/** `…` in a quotation stands for what changes from machine to machine. */
const QUOTED: readonly (readonly [page: string, quotation: string, printed: () => string])[] = [
  ['docs/method/runs-and-rounds.md', '`about 14 min at 31 GFLOP/s measured; the suite allows 2 min`', tooSlow],
  ['docs/method/how-to-read-a-number.md', '`4.21 ms ± 2.1 %`', even],
  [
    'docs/method/record.md',
    '`unsealed, 9 lines intact`',
    () => stripVTControlCharacters(verificationText([cutOff], { columns: 80, verbose: false })),
  ],
  ['docs/OFFLINE.md', '`… is not a whole bundle; unpack the archive again`', () => starterText('x')],
  ['docs/OFFLINE.md', '`this bundle cannot run here; it needs …`', () => starterText('x')],
  ['docs/INSTALL.md', 'nothing that was tried works on it', useless],
];

test.each(QUOTED)('%s quotes %s as the program prints it', (page, quotation, printed) => {
  expect(read(page)).toContain(quotation);
  const [longest = ''] = quotation
    .replaceAll('`', '')
    .split('…')
    .toSorted((a, b) => b.length - a.length);
  expect(longest.length).toBeGreaterThan(10);
  expect(printed()).toContain(longest.trim());
});

/** A document of the program and an excerpt of it: `…` leaves out the rest, numbers are rounded to the digits of the excerpt. */
function isExcerpt(excerpt: unknown, whole: unknown): boolean {
  if (typeof excerpt === 'number' && typeof whole === 'number') {
    const digits = String(excerpt).replace(/^-?[0.]+|[-.]/g, '').length;
    return Number(whole.toPrecision(Math.max(1, digits))) === excerpt;
  }
  if (Array.isArray(excerpt) && Array.isArray(whole)) {
    const rest = excerpt.indexOf('…');
    const shownItems = rest === -1 ? excerpt : excerpt.slice(0, rest);
    return (rest !== -1 || shownItems.length === whole.length) && shownItems.every((x, i) => isExcerpt(x, whole[i]));
  }
  if (isObject(excerpt) && isObject(whole)) {
    const names = Object.keys(excerpt).filter(name => name !== '…');
    const isComplete = names.length === Object.keys(excerpt).length;
    if (isComplete && String(names) !== String(Object.keys(whole))) return false;
    return names.every(name => isExcerpt(excerpt[name], whole[name]));
  }
  return excerpt === whole;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

describe('an excerpt', () => {
  test.each([
    [{ a: 1.24 }, { a: 1.2419 }, true],
    [{ a: 1.25 }, { a: 1.2419 }, false],
    [{ a: 0.0042 }, { a: 0.0042 }, true],
    [[1, '…'], [1, 2], true],
    [[1], [1, 2], false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, '…': 'and more' }, { a: 1, b: 2 }, true],
  ])('%j of %j: %s', (excerpt, whole, expected) => {
    expect(isExcerpt(excerpt, whole)).toBe(expected);
  });
});

test.skipIf(SKIP)(
  `docs/WORKLOADS.md shows the document that its conform command prints${SKIP ? ` (${MISSING})` : ''}`,
  async () => {
    const [, line = '', excerpt = ''] =
      /```sh\nnpx moebench (conform [^\n]*--json)\n```[^`]*```json\n(.*?)```/s.exec(read('docs/WORKLOADS.md')) ?? [];
    const { code, stdout, stderr } = await moebench(fileURLToPath(ROOT), ...line.split(' '));
    expect(code, stderr).toBe(0);
    expect(isExcerpt(JSON.parse(excerpt), JSON.parse(stdout)), stdout.slice(0, 2000)).toBe(true);
  },
);
