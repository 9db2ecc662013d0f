import { expect, it } from 'vitest';
import { commandWords } from '../../../../harness/commands/options/command-words.ts';
import { UsageError } from '../../../../harness/errors.ts';

it.each([
  ['python3 runner.py', ['python3', 'runner.py']],
  ['  python3\t runner.py  ', ['python3', 'runner.py']],
  ["'/opt/my python' run.py", ['/opt/my python', 'run.py']],
  ['run "a b" c', ['run', 'a b', 'c']],
  ['run a"b c"\'d e\'f', ['run', 'ab cd ef']],
  ['run a\\ b', ['run', 'a b']],
  ['run "a\\"b\\n"', ['run', 'a"b\\n']],
  ["run 'a\\b'", ['run', 'a\\b']],
  ['run ""', ['run', '']],
  ['run $HOME "*" | x', ['run', '$HOME', '*', '|', 'x']],
])('%s has the words of a shell, and no shell has seen it', (text, words) => {
  expect(commandWords(text, '--command')).toEqual(words);
});

it.each([
  ["run 'a", "nothing ends what begins at 'a"],
  ['run "a b', 'nothing ends what begins at "a b'],
  ['run \\', 'nothing ends what begins at \\'],
  ['  ', 'is empty'],
  ['', 'is empty'],
])('%j is refused with what is wrong', (text, message) => {
  expect(() => commandWords(text, '--command')).toThrow(UsageError);
  expect(() => commandWords(text, '--command')).toThrow(message);
});
