/** The JSON of services that keep a history of their own, held against what they publish of their formats. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { bencherText } from '../../../reports/outputs/bencher.ts';
import { githubActionBenchmarkText } from '../../../reports/outputs/github-action-benchmark.ts';
import { documentOf, HOSTILE, hostileDocument, shownFinding } from './made-document.ts';

const NAME = 'lab-1/cpu/toy.moe-layer/session/9335067be091';
const NIGHT = documentOf([
  shownFinding({}, { interval: { low: 5.125, high: 5.375 }, text: 'As it was.' }),
  shownFinding({ metric: 'energy-per-step', tonight: 0.25 }),
  shownFinding({ metric: 'peak-host-memory', tonight: 5e8 }),
  shownFinding({ metric: 'peak-device-memory', tonight: null, state: 'insufficient-history' }),
]);

test('Bencher gets nanoseconds, joules and bytes, bounds where rounds tell them, and nothing of what has no figure', () => {
  expect(JSON.parse(bencherText(NIGHT))).toEqual({
    [NAME]: {
      latency: { value: 5_250_000, lower_value: 5_125_000, upper_value: 5_375_000 },
      'energy-per-step-joules': { value: 0.25 },
      'peak-host-memory-bytes': { value: 5e8 },
    },
  });
});

/** What bencher.dev/bmf.json says (draft-07), and the limits on names that the page of the format adds. */
const BMF = {
  type: 'object',
  propertyNames: { minLength: 1, maxLength: 1024 },
  additionalProperties: {
    type: 'object',
    propertyNames: { minLength: 1, maxLength: 64 },
    additionalProperties: {
      type: 'object',
      properties: { value: { type: 'number' }, lower_value: { type: 'number' }, upper_value: { type: 'number' } },
      required: ['value'],
    },
  },
};

/** What README of github-action-benchmark says of `customSmallerIsBetter`. */
const BENCHES = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1 },
      unit: { type: 'string', minLength: 1 },
      value: { type: 'number' },
      range: { type: 'string' },
      extra: { type: 'string' },
    },
    required: ['name', 'unit', 'value'],
    additionalProperties: false,
  },
};

test.each([
  ['Bencher Metric Format', bencherText, BMF],
  ['github-action-benchmark', githubActionBenchmarkText, BENCHES],
])('%s holds against its schema, whatever things are called', (_, text, schema) => {
  const ajv = new Ajv();
  for (const document of [NIGHT, hostileDocument(), documentOf([])]) {
    expect(ajv.validate(schema, JSON.parse(text(document)))).toBe(true);
  }
  expect(ajv.validate(schema, [{ name: 'x' }])).toBe(false);
});

test('github-action-benchmark gets an entry a series and metric, each with its unit', () => {
  expect(JSON.parse(githubActionBenchmarkText(NIGHT))).toEqual([
    { name: `${NAME} step time`, unit: 'ms', value: 5.25, range: '5.125 to 5.375', extra: 'As it was.' },
    { name: `${NAME} energy per step`, unit: 'J', value: 0.25, extra: 'As it was.' },
    { name: `${NAME} peak host memory`, unit: 'B', value: 5e8, extra: 'As it was.' },
  ]);
});

test('a night that is not judged enters no history: a disturbed figure would become a level there', () => {
  const document = documentOf([shownFinding({ state: 'not-judged', why: 'disturbed', tonight: 9 })]);
  expect(JSON.parse(bencherText(document))).toEqual({});
  expect(JSON.parse(githubActionBenchmarkText(document))).toEqual([]);
});

test('series of the strangest names stay distinct', () => {
  const document = hostileDocument();
  expect(Object.keys(JSON.parse(bencherText(document)))).toHaveLength(HOSTILE.length);
  const names = JSON.parse(githubActionBenchmarkText(document)).map(({ name }: { name: string }) => name);
  expect(new Set(names).size).toBe(HOSTILE.length);
});
