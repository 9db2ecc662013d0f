import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { casesOf, workId } from '../../suites/cases.ts';
import { loadModels } from '../../suites/models.ts';
import { parseSuite } from '../../suites/suite.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { suiteSha256, suiteWorks } from '../../suites/suite-works.ts';
import { refusal } from '../refusal.ts';
import { GIB, refused, TEXT } from './suite-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-suite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SUSTAINED = 'sustained: { minWindowMs: 60, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 }\n';
const worksOf = (text: string, memoryBytes = 64 * GIB) => suiteWorks(parseSuite(text, 'my.yaml'), memoryBytes);
const idsOf = (text: string) => worksOf(text).works.map(workId);

describe('the timing of a suite', () => {
  const timed = (field: string) => TEXT.replace('maxWarmupMs: 5', `${field}, maxWarmupMs: 5`);

  test('may say how long a warm-up takes at the least, and no longer than at the most', () => {
    expect(parseSuite(timed('minWarmupMs: 4'), 'my.yaml').timing).toMatchObject({ minWarmupMs: 4, maxWarmupMs: 5 });
    expect(refused(timed('minWarmupMs: 6'))).toMatch(/minWarmupMs: more than maxWarmupMs/);
  });

  test('that does not say it hashes as before', () => {
    expect(parseSuite(TEXT, 'my.yaml').timing).not.toHaveProperty('minWarmupMs');
  });
});

describe('a suite', () => {
  describe('may say which matrix products its works bring along', () => {
    const rolesOf = (text: string) => casesOf(worksOf(text).works).map(({ id, role }) => [role.kind, id] as const);
    const idsBy = (text: string, kind: string) => rolesOf(text).flatMap(([role, id]) => (role === kind ? [id] : []));
    const bringing = (products: string) => TEXT.replace('    dtypes', `    products: ${products}\n    dtypes`);

    test('not said, the whole fixed list and the own ones, and the suite hashes as before there was a choice', () => {
      expect(idsBy(TEXT, 'largest-matmul')).toHaveLength(7);
      expect(idsBy(TEXT, 'expert-matmuls')).toHaveLength(1);
      expect(parseSuite(TEXT, 'my.yaml').workloads[0]).not.toHaveProperty('products');
      expect(rolesOf(bringing('[roofline, own]'))).toEqual(rolesOf(TEXT));
    });

    test('large: of the list the largest square and T×H×F', () => {
      expect(rolesOf(bringing('[large]'))).toEqual([
        ['largest-matmul', 'gemm.float32.64x32x48'],
        ['largest-matmul', 'gemm.float32.4096x4096x4096'],
        ['work', 'mixtral-8x7b.forward.float32.balanced.t64-h32-f48-e8-k2'],
      ]);
    });

    test('none: the work alone', () => {
      expect(rolesOf(bringing('[]')).map(([kind]) => kind)).toEqual(['work']);
    });

    test('a work that is named twice brings what either asks for', () => {
      const again = TEXT.slice(TEXT.indexOf('  - model'));
      const kinds = (text: string) => new Set(rolesOf(text).map(([kind]) => kind));
      expect(kinds(bringing('[large]') + again.replace('    dtypes', '    products: [own]\n    dtypes'))).toEqual(
        new Set(['largest-matmul', 'work', 'expert-matmuls']),
      );
      expect(idsBy(bringing('[]') + again, 'largest-matmul')).toHaveLength(7);
    });

    test('another word is refused', () => {
      expect(refused(bringing('[all]'))).toMatch(
        /^my\.yaml:9: workloads\.0\.products\.0: .*"roofline"\|"large"\|"own"/,
      );
    });
  });

  describe('may have works that are optional', () => {
    // 8 experts of 3 × 4096 × 14336 values and as many gradients, in float32 and in two bytes: 10.5 and 5.3 GiB and what passes.
    const whole = TEXT.replace(
      '    scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }\n',
      '    optional: true\n',
    );
    const backward = whole.replace('[forward]', '[forward-backward]').replace('[float32]', '[float32, bfloat16]');

    test('they are left out where they do not fit by the bytes that are stored, with the reason, and are never cut', () => {
      const { works, refused: left } = worksOf(backward, 10 * GIB);
      expect(works.map(({ workload, fitted }) => [workload.dtype, fitted])).toEqual([['bfloat16', null]]);
      expect(left).toEqual([
        {
          what: 'mixtral-8x7b.moe-layer',
          reason: expect.stringMatching(
            /^mixtral-8x7b: this moe-layer needs about 15\.\d GiB, 10\.0 GiB can be used; it is optional and left out$/,
          ),
        },
      ]);
    });

    test('they are run where they fit', () => {
      expect(worksOf(backward, 20 * GIB)).toMatchObject({ works: [{}, {}], refused: [] });
    });

    test('a mistake in them is a mistake on any machine', () => {
      expect(refusal(() => worksOf(whole.replace('balanced', 'even')))).toMatch(/^routing 'even': give learned/);
    });
  });

  test('may be for accelerators, and says so in its own words', () => {
    expect(parseSuite(`targets: accelerators\n${TEXT}`, 'my.yaml').targets).toBe('accelerators');
    expect(refused(`targets: gpus\n${TEXT}`)).toMatch(/^my\.yaml:1: targets: .*"accelerators"/);
  });

  test('of the user is read from its path', () => {
    const path = join(folder, 'mine.yaml');
    writeFileSync(path, TEXT);
    expect(loadSuite(path)).toEqual(parseSuite(TEXT, 'my.yaml'));
  });

  test('may say what is done with cells that others disturb; without it its hash is what it was before there was a choice', () => {
    const suite = parseSuite(TEXT, 'my.yaml');
    expect(suite).not.toHaveProperty('disturbed');
    const strict = parseSuite(`disturbed: fail\n${TEXT}`, 'my.yaml');
    expect(strict).toEqual({ ...suite, disturbed: 'fail' });
    expect(suiteSha256(strict)).not.toBe(suiteSha256(suite));
  });

  test('may say how many minutes a run may take; without it its hash is what it was before there was a choice', () => {
    const allowed = TEXT.replace('rounds:', 'maxMinutes: 8\nrounds:');
    expect(parseSuite(allowed, 'my.yaml').maxMinutes).toBe(8);
    expect(parseSuite(TEXT, 'my.yaml')).not.toHaveProperty('maxMinutes');
    expect(suiteSha256(parseSuite(allowed, 'my.yaml'))).not.toBe(suiteSha256(parseSuite(TEXT, 'my.yaml')));
    expect(refused(allowed.replace('8', '0'))).toMatch(/maxMinutes/);
  });

  test('is every pass with every routing and dtype of a workload', () => {
    const text = TEXT.replace('[forward]', '[forward, forward-backward]').replace(
      '[balanced]',
      "[balanced, learned, 'zipf:1.2']",
    );
    const dims = 't64-h32-f48-e8-k2';
    expect(idsOf(text)).toEqual([
      `mixtral-8x7b.forward.float32.balanced.${dims}`,
      `mixtral-8x7b.forward-backward.float32.balanced.${dims}`,
      `mixtral-8x7b.forward.float32.learned.${dims}`,
      `mixtral-8x7b.forward-backward.float32.learned.${dims}`,
      `mixtral-8x7b.forward.float32.zipf:1.2.${dims}`,
      `mixtral-8x7b.forward-backward.float32.zipf:1.2.${dims}`,
    ]);
  });

  test('names parts, dispatches and every dim that was changed', () => {
    const block = TEXT.replace('    scale: {', '    part: moe-block\n    scale: { heads: 4, kvHeads: 2, sequence: 32,');
    expect(idsOf(block.replace('    dtypes', "    dispatches: [null, 'capacity:1.25']\n    dtypes"))).toEqual([
      'mixtral-8x7b.moe-block.forward.float32.balanced.t64-q32-h32-f48-e8-k2-heads4-kvHeads2',
      'mixtral-8x7b.moe-block.forward.float32.balanced.capacity:1.25.t64-q32-h32-f48-e8-k2-heads4-kvHeads2',
    ]);
    const train = block
      .replace('moe-block', 'train-step')
      .replace('[forward]', '[train]')
      .replace('topK: 2', 'topK: 2, layers: 2, vocab: 256')
      .replace('    dtypes', '    learningRate: 0.01\n    dtypes');
    expect(idsOf(train)).toEqual([
      'mixtral-8x7b.train-step.float32.balanced.l2-t64-q32-h32-f48-e8-k2-v256-heads4-kvHeads2.lr0.01',
    ]);
  });

  test('that names a workload twice has it once, sustained if either is', () => {
    expect(worksOf(TEXT.replace('[forward]', '[forward, forward]')).works).toHaveLength(1);
    const again = TEXT.slice(TEXT.indexOf('  - model')).replace('    dtypes', '    sustained: true\n    dtypes');
    expect(worksOf(SUSTAINED + TEXT + again).works.map(({ sustained }) => sustained)).toEqual([true]);
  });

  test('names two layers apart that differ in their shared experts only', () => {
    const more = TEXT.slice(TEXT.indexOf('  - model')).replace('topK: 2', 'topK: 2, sharedExperts: 1');
    expect(new Set(idsOf(TEXT + more)).size).toBe(2);
  });

  test('of an unknown model is refused with the nearest names', () => {
    expect(refusal(() => worksOf(TEXT.replace('mixtral-8x7b', 'mixtral')))).toMatch(
      /^unknown model 'mixtral': did you mean mixtral-8x7b or mixtral-8x22b\?/,
    );
  });

  test('that is fitted says what was cut, and leaves out what cannot be cut so far', () => {
    const text = TEXT.replace(
      '    scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }\n',
      '    fit: true\n',
    );
    const [work] = worksOf(text, 7 * GIB).works;
    // 2 of 8 experts of 3 × 4096 × 14336 values are 1.3 GiB, twice that with gradients.
    expect(work?.fitted).toEqual({
      memoryBytes: 7 * GIB,
      cut: [
        { what: 'experts', from: 8, to: 2 },
        { what: 'tokens', from: 4096, to: 2048 },
      ],
    });
    expect(work?.scaled).toEqual({ experts: 2, tokens: 2048 });
    expect(worksOf(text, GIB)).toEqual({
      works: [],
      refused: [{ what: 'mixtral-8x7b.moe-layer', reason: expect.stringMatching(/^mixtral-8x7b: no moe-layer of it/) }],
    });
  });

  test('of all models leaves out those that cannot, each with its reason', () => {
    const { works, refused } = worksOf(TEXT.replace('mixtral-8x7b', 'all').replace('experts: 8', 'experts: 64'));
    const reference = loadModels().filter(({ router }) => router === null);
    expect(works.length).toBeGreaterThan(0);
    for (const { id } of reference) {
      expect(refused).toContainEqual({
        what: `${id}.moe-layer`,
        reason: expect.stringMatching(/is for reference only: its layer differs/),
      });
    }
  });

  test('has a hash that does not see comments, order of keys or ways to write the same', () => {
    const other = `# mine\nworkloads:\n  - dtypes:\n      - float32\n${TEXT.slice(TEXT.indexOf('    passes'), TEXT.indexOf('    dtypes'))}    scale: {topK: 2, tokens: 64, experts: 8, ffn: 48, hidden: 32}\n    model: "mixtral-8x7b"\n${TEXT.slice(0, TEXT.indexOf('workloads:'))}seed: 1\n`;
    expect(suiteSha256(parseSuite(other, 'my.yaml'))).toBe(suiteSha256(parseSuite(TEXT, 'my.yaml')));
    const longer = parseSuite(TEXT.replace('rounds: 2', 'rounds: 3'), 'my.yaml');
    expect(suiteSha256(longer)).not.toBe(suiteSha256(parseSuite(TEXT, 'my.yaml')));
  });
});
