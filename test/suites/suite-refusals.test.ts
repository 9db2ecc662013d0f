import { describe, expect, test } from 'vitest';
import { loadSuite } from '../../suites/suite-files.ts';
import { refusal } from '../refusal.ts';
import { refused, TEXT } from './suite-text.ts';

describe('a suite that does not hold is refused with path and line', () => {
  test.each<[string, string, RegExp]>([
    ['broken YAML', TEXT.replace('rounds: 2', 'rounds: [2'), /^my\.yaml:\d+: .+$/],
    ['a key given twice', TEXT.replace('rounds: 2', 'rounds: 2\nrounds: 3'), /^my\.yaml:3: Map keys must be unique/],
    ['an unknown key', TEXT.replace('rounds: 2', 'rounds: 2\nround: 3'), /^my\.yaml:3: .*"round"/],
    ['an unknown key deep inside', TEXT.replace('topK: 2', 'topk: 2'), /^my\.yaml:6: workloads\.0\.scale.*"topk"/],
    ['an unknown pass', TEXT.replace('[forward]', '[backward]'), /^my\.yaml:7: workloads\.0\.passes\.0: /],
    [
      'an unknown policy',
      TEXT.replace('rounds: 2', 'rounds: 2\ndisturbed: ignore'),
      /^my\.yaml:3: disturbed: .*"warn"\|"retry"\|"fail"/,
    ],
    ['no rounds', TEXT.replace('rounds: 2', 'rounds: 0'), /^my\.yaml:2: rounds: /],
    ['a text for a number', TEXT.replace('rounds: 2', 'rounds: two'), /^my\.yaml:2: rounds: /],
    ['a key that is missing', TEXT.replace('name: small\n', ''), /^my\.yaml:1: name: /],
    ['no workloads', `${TEXT.slice(0, TEXT.indexOf('workloads:'))}workloads: []\n`, /^my\.yaml:4: workloads: /],
    [
      'a sustained workload without a timing for it',
      TEXT.replace('    dtypes', '    sustained: true\n    dtypes'),
      /^my\.yaml:5: workloads: .*give sustained$/,
    ],
    ['an unknown part', TEXT.replace('    dtypes', '    part: moe\n    dtypes'), /^my\.yaml:9: workloads\.0\.part: /],
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
