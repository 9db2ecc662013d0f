/** YAML that people write, and that can be read no further. */
import { expect, test } from 'vitest';
import { parseYaml } from '../../suites/yaml.ts';
import { refusal } from '../refusal.ts';

test.each(['a: &x {b: *x}', 'a: &x [*x]', 'a: &x {b: [1, {c: *x}]}'])('%s holds itself, and is refused', text => {
  expect(refusal(() => parseYaml(text, 'case.yaml'))).toBe(
    'case.yaml:1: an alias (*) stands inside its own anchor (&); write it out',
  );
});

test('an anchor that is used twice beside itself is no such thing', () => {
  expect(parseYaml('a: &x {b: 1}\nc: [*x, *x]', 'case.yaml').value).toEqual({ a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] });
});
