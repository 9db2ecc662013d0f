import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSuite, parseSuite, suiteCases, suiteNames, suiteSha256 } from '../../suites/suite.ts';
import { canonicalJson } from '../../suites/workload.ts';
import { refusal } from '../refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'moebench-suite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = `name: small
rounds: 2
timing: { minWindowMs: 5, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 }
layers:
  - model: mixtral-8x7b
    scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }
    passes: [forward]
    routings: [balanced]
    dtypes: [float32]
`;

const refused = (text: string) => refusal(() => parseSuite(text, 'my.yaml'));

describe('the suites that come with the program', () => {
  test.each(suiteNames())('%s resolves to cases, no id twice, each layer with its roofline', name => {
    const cases = suiteCases(loadSuite(name));
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    const layers = cases.filter(({ role }) => role.kind === 'layer').map(({ sha256 }) => sha256);
    const held = cases.flatMap(({ role }) => (role.kind === 'expert-matmuls' ? role.layers : []));
    expect(layers.length).toBeGreaterThan(0);
    expect(held.toSorted()).toEqual(layers.toSorted());
  });
});

describe('a suite', () => {
  test('of the user is read from its path', () => {
    const path = join(folder, 'mine.yaml');
    writeFileSync(path, TEXT);
    expect(loadSuite(path)).toEqual(parseSuite(TEXT, 'my.yaml'));
  });

  test('is every pass with every routing and dtype of a layer, then their roofline', () => {
    const suite = parseSuite(
      TEXT.replace('[forward]', '[forward, forward-backward]').replace('[balanced]', "[balanced, learned, 'zipf:1.2']"),
      'my.yaml',
    );
    const layers = suiteCases(suite).filter(({ role }) => role.kind === 'layer');
    const dims = 't64-h32-f48-e8-k2';
    expect(layers.map(({ id }) => id)).toEqual([
      `mixtral-8x7b.forward.float32.balanced.${dims}`,
      `mixtral-8x7b.forward-backward.float32.balanced.${dims}`,
      `mixtral-8x7b.forward.float32.learned.${dims}`,
      `mixtral-8x7b.forward-backward.float32.learned.${dims}`,
      `mixtral-8x7b.forward.float32.zipf:1.2.${dims}`,
      `mixtral-8x7b.forward-backward.float32.zipf:1.2.${dims}`,
    ]);
  });

  test('that names a layer twice has it once', () => {
    const suite = parseSuite(TEXT.replace('[forward]', '[forward, forward]'), 'my.yaml');
    expect(suiteCases(suite).filter(({ role }) => role.kind === 'layer')).toHaveLength(1);
  });

  test('names two layers apart that differ in their shared experts only', () => {
    const more = TEXT.slice(TEXT.indexOf('  - model')).replace('topK: 2', 'topK: 2, sharedExperts: 1');
    const layers = suiteCases(parseSuite(TEXT + more, 'my.yaml')).filter(({ role }) => role.kind === 'layer');
    expect(new Set(layers.map(({ sha256 }) => sha256)).size).toBe(2);
    expect(new Set(layers.map(({ id }) => id)).size).toBe(2);
  });

  test('of an unknown model is refused with the nearest names', () => {
    const suite = parseSuite(TEXT.replace('mixtral-8x7b', 'mixtral'), 'my.yaml');
    expect(refusal(() => suiteCases(suite))).toMatch(/^unknown model 'mixtral': did you mean mixtral-8x7b\?/);
  });

  test('has a hash that does not see comments, order of keys or ways to write the same', () => {
    const other = `# mine\nlayers:\n  - dtypes:\n      - float32\n${TEXT.slice(TEXT.indexOf('    passes'), TEXT.indexOf('    dtypes'))}    scale: {topK: 2, tokens: 64, experts: 8, ffn: 48, hidden: 32}\n    model: "mixtral-8x7b"\n${TEXT.slice(0, TEXT.indexOf('layers:'))}seed: 1\n`;
    expect(suiteSha256(parseSuite(other, 'my.yaml'))).toBe(suiteSha256(parseSuite(TEXT, 'my.yaml')));
    const longer = parseSuite(TEXT.replace('rounds: 2', 'rounds: 3'), 'my.yaml');
    expect(suiteSha256(longer)).not.toBe(suiteSha256(parseSuite(TEXT, 'my.yaml')));
  });
});

describe('a suite that does not hold is refused with path and line', () => {
  test.each<[string, string, RegExp]>([
    ['broken YAML', TEXT.replace('rounds: 2', 'rounds: [2'), /^my\.yaml:\d+: .+$/],
    ['a key given twice', TEXT.replace('rounds: 2', 'rounds: 2\nrounds: 3'), /^my\.yaml:3: Map keys must be unique/],
    ['an unknown key', TEXT.replace('rounds: 2', 'rounds: 2\nround: 3'), /^my\.yaml:3: .*"round"/],
    ['an unknown key deep inside', TEXT.replace('topK: 2', 'topk: 2'), /^my\.yaml:6: layers\.0\.scale.*"topk"/],
    ['an unknown pass', TEXT.replace('[forward]', '[backward]'), /^my\.yaml:7: layers\.0\.passes\.0: /],
    ['no rounds', TEXT.replace('rounds: 2', 'rounds: 0'), /^my\.yaml:2: rounds: /],
    ['a text for a number', TEXT.replace('rounds: 2', 'rounds: two'), /^my\.yaml:2: rounds: /],
    ['a key that is missing', TEXT.replace('name: small\n', ''), /^my\.yaml:1: name: /],
    ['no layers', `${TEXT.slice(0, TEXT.indexOf('layers:'))}layers: []\n`, /^my\.yaml:4: layers: /],
    ['nothing in it', '', /^my\.yaml:1: suite: /],
    ['a list in place of a suite', '- 1\n', /^my\.yaml:1: suite: /],
    ['an alias to nothing', TEXT.replace('small', '*nothing'), /^my\.yaml:1: .*nothing/],
    ['two documents', `${TEXT}---\n${TEXT}`, /^my\.yaml:\d+: /],
  ])('%s', (_, text, message) => {
    const said = refused(text);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  test('a name that is neither a suite nor a path', () => {
    expect(refusal(() => loadSuite('quik'))).toBe(
      "unknown suite 'quik': did you mean quick? (or give the path of a .yaml)",
    );
  });

  test('a path where there is no file', () => {
    expect(refusal(() => loadSuite('/nowhere/my.yaml'))).toBe('suite /nowhere/my.yaml: no such file');
  });
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys, however deep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test('is the value again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('sorts by UTF-16 and writes numbers as ECMAScript does: the samples of RFC 8785', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5 })).toBe(
      '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    );
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
  });
});

/** The same JSON value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
