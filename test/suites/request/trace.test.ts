import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sha256, workloadSha256 } from '../../../suites/identity.ts';
import { forcedExperts, rowsPerExpert } from '../../../suites/moe/routing/routing.ts';
import { traceChoices, traceRouting } from '../../../suites/moe/routing/trace.ts';
import { formatRouting } from '../../../suites/request/routing-text.ts';
import { parseTrace } from '../../../suites/request/trace.ts';
import { resolveLayer } from '../../../suites/resolve.ts';
import { refusal } from '../../refusal.ts';

const TRACE = {
  schema: 'moebench.trace/1',
  model: 'mixtral-8x7b',
  experts: 8,
  topK: 2,
  choices: [
    [3, 0],
    [7, 3],
    [1, 2],
  ],
};
const WORK = { model: 'mixtral-8x7b', tokens: 2, experts: 8, topK: 2 };
const said = (trace: unknown, work: Partial<typeof WORK> = {}) =>
  refusal(() => parseTrace(JSON.stringify(trace), 'run.json', { ...WORK, ...work }));

const folder = mkdtempSync(join(tmpdir(), 'moebench-trace-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const layer = (routing: string, tokens: number) =>
  resolveLayer({
    model: 'mixtral-8x7b',
    scale: { tokens },
    pass: 'forward',
    dtype: 'float32',
    routing,
    seed: 1,
    dispatch: 'dropless',
  });

describe('a trace', () => {
  const path = join(folder, 'run.json');
  writeFileSync(path, JSON.stringify(TRACE));

  test('forces the first choices recorded, and the workload holds them itself', () => {
    const workload = layer(`trace:${path}`, 2);
    // 0 3 3 7, two bytes each, the low one first.
    expect(workload.routing).toEqual({
      kind: 'trace',
      choices: Buffer.from('0000030003000700', 'hex').toString('base64'),
    });
    expect([...(forcedExperts(workload) ?? [])]).toEqual([0, 3, 3, 7]);
    expect(rowsPerExpert(workload)).toEqual([1, 0, 0, 2, 0, 0, 0, 1]);
  });

  test('is called by its hash, which does not see the order within a row', () => {
    const { routing } = layer(`trace:${path}`, 2);
    expect(formatRouting(routing)).toBe(`trace:${sha256(Buffer.from('0000030003000700', 'hex')).slice(0, 8)}`);
    const turned = {
      ...layer('balanced', 2),
      routing: traceRouting([
        [0, 3],
        [3, 7],
      ]),
    };
    expect(workloadSha256(turned)).toBe(workloadSha256(layer(`trace:${path}`, 2)));
  });

  test('may name any of 65,536 experts', () => {
    const routing = traceRouting([[65_535, 256]]);
    expect([...(routing.kind === 'trace' ? traceChoices(routing) : [])]).toEqual([256, 65_535]);
  });
});

describe('a trace is refused, in one line, that', () => {
  test('is no file', () => {
    const missing = join(folder, 'none.json');
    expect(refusal(() => layer(`trace:${missing}`, 2))).toBe(`trace ${missing}: no such file`);
    expect(refusal(() => layer(`trace:${folder}`, 2))).toBe(`trace ${folder}: cannot be read (EISDIR)`);
  });

  test('is no trace', () => {
    expect(refusal(() => parseTrace('[0,', 'run.json', WORK))).toMatch(/^trace run\.json: not a trace: it: .+$/);
    expect(said({ ...TRACE, schema: 'moebench.trace/2' })).toMatch(/^trace run\.json: not a trace: schema: .+$/);
    expect(said({ ...TRACE, choices: [[0, 1.5]] })).toMatch(/^trace run\.json: not a trace: choices\.0\.1: .+$/);
    expect(said({ ...TRACE, choices: [[0, -1]] })).toMatch(/^trace run\.json: not a trace: choices\.0\.1: .+$/);
    expect(said({ ...TRACE, experts: 65_537 })).toMatch(/^trace run\.json: not a trace: experts: .*65536$/);
    expect(said({ ...TRACE, layer: 3 })).toMatch(/^trace run\.json: not a trace: .*layer.*$/);
  });

  test.each([
    ['another model', { model: 'ling-lite' }, 'recorded of mixtral-8x7b; give one of ling-lite'],
    ['other experts', { experts: 16 }, 'recorded with 8 experts; the workload has 16'],
    ['another topK', { topK: 4 }, 'recorded with topK 2; the workload has 4'],
    ['too few tokens', { tokens: 4 }, 'holds 3 tokens; the workload has 4: give --tokens 3 or less'],
  ])('is of %s', (_, work, message) => {
    expect(said(TRACE, work)).toBe(`trace run.json: ${message}`);
  });

  test.each([
    ['an expert there is not', [8, 1], 'choices.1 names expert 8; the last is 7'],
    ['an expert twice', [5, 5], 'choices.1 names an expert twice: 5, 5'],
    ['too few experts', [5], 'choices.1 has 1 experts; give 2'],
  ])('names %s', (_, row, message) => {
    expect(said({ ...TRACE, choices: [[0, 1], row] })).toBe(`trace run.json: ${message}`);
  });

  test('goes wrong after the tokens that are asked for, never', () => {
    expect(
      said({
        ...TRACE,
        choices: [
          [0, 1],
          [2, 3],
          [9, 9],
        ],
      }),
    ).toBe('not refused');
  });
});
