/** What a suite's YAML lacks is named with what is needed, in one line. */
import { describe, expect, test } from 'vitest';
import { parseSuite } from '../../suites/suite.ts';
import { SUITE_EXAMPLE } from '../../suites/suite-lacks.ts';
import { suiteWorks } from '../../suites/suite-works.ts';
import { GIB, refused, TEXT } from './suite-text.ts';

const MODEL = '  - model: mixtral-8x7b\n    scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }\n';
const withWorkload = (lines: string) => TEXT.replace(MODEL, lines);

describe('a suite that lacks a field is refused with what is needed and an example', () => {
  test.each<[string, string, RegExp]>([
    [
      'a name',
      TEXT.replace('name: small\n', ''),
      /^my\.yaml:1: name: missing; a suite needs name, rounds, timing, workloads; /,
    ],
    [
      'routings',
      TEXT.replace('    routings: [balanced]\n', ''),
      /^my\.yaml:5: workloads\.0\.routings: missing; a workload needs passes, routings, dtypes, and model, or scale with experts, topK, hidden, ffn; /,
    ],
    [
      'a time',
      TEXT.replace('maxWarmupMs: 5, ', ''),
      /^my\.yaml:3: timing\.maxWarmupMs: missing; a timing needs minWindowMs, minSteps, maxSteps, maxWarmupMs, timeoutMs; /,
    ],
    [
      'dims of a layer without a model',
      withWorkload('  - scale: { experts: 8, hidden: 32 }\n'),
      /^my\.yaml:5: workloads\.0: no model, and topK, ffn missing; give model, or scale with experts, topK, hidden, ffn; /,
    ],
    ['everything', '', /^my\.yaml:1: suite: not a suite; a suite needs name, /],
  ])('%s', (_, text, message) => {
    expect(refused(text)).toMatch(message);
    expect(refused(text)).toMatch(/; smallest example: \{ .+ \}$/);
    expect(refused(text)).not.toContain('\n');
  });

  test('a block without a model is refused, whatever its dims', () => {
    expect(refused(withWorkload('  - part: moe-block\n    scale: { experts: 8 }\n'))).toMatch(
      /^my\.yaml:5: workloads\.0: a moe-block needs a model; give model$/,
    );
  });

  test('a value of another type is refused as before', () => {
    expect(refused(TEXT.replace('rounds: 2', 'rounds: two'))).toBe(
      'my.yaml:2: rounds: Invalid input: expected number, received string',
    );
  });
});

describe('a suite', () => {
  test('is what the example shows', () => {
    const [work] = suiteWorks(parseSuite(SUITE_EXAMPLE, 'my.yaml'), GIB).works;
    expect(work).toMatchObject({ model: 'own-size', workload: { experts: 8, topK: 2, hidden: 512, ffn: 256 } });
  });

  test('changes fields of a model’s layer, and keeps which', () => {
    const changes = '    router: { scale: 2.5 }\n    layer: { activation: relu2 }\n    passes';
    const [work] = suiteWorks(parseSuite(TEXT.replace('    passes', changes), 'my.yaml'), GIB).works;
    expect(work).toMatchObject({
      changed: { router: { scale: 2.5 }, layer: { activation: 'relu2' } },
      workload: { activation: 'relu2', router: { scale: 2.5 } },
    });
  });

  test('has the hash it had where it changes none', () => {
    const [work] = suiteWorks(parseSuite(TEXT, 'my.yaml'), GIB).works;
    expect(work).not.toHaveProperty('changed');
  });
});
