import { expect, test } from 'vitest';
import { recordedPythons } from '../../../harness/session/recorded-command.ts';

test('the Pythons of a recorded command are those it named, in either way of typing', () => {
  const command = ['run', '--python', '/a/python3', '--suite', 'quick', '--python=/b/python3'];
  expect(recordedPythons(command)).toEqual(['/a/python3', '/b/python3']);
  expect(recordedPythons(['run', '--python'])).toEqual([]);
});
