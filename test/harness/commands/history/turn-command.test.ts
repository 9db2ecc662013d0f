import { describe, expect, test } from 'vitest';
import { isCommand, turnCommand } from '../../../../harness/commands/history/turn-command.ts';
import { refusal } from '../../../refusal.ts';

const PROGRAM = ['node', 'cli.js'];
const wordsOf = (text: string) => turnCommand(text, 'A', PROGRAM);

describe('a command of diff', () => {
  test.each(['run', 'run --suite quick', ' run --suite quick', 'moebench run', 'node /old/cli.js run'])(
    '%s is one',
    text => {
      expect(isCommand(text)).toBe(true);
    },
  );

  test.each(['results/runs/lab/night.jsonl', '20260301T010203Z-small-abcd', 'runs', '/'])('%s is none', text => {
    expect(isCommand(text)).toBe(false);
  });

  test.each([
    ['run --suite quick', ['node', 'cli.js', 'run', '--suite', 'quick', '--rounds', '1']],
    ['moebench run', ['node', 'cli.js', 'run', '--rounds', '1']],
    ['npx moebench run', ['node', 'cli.js', 'run', '--rounds', '1']],
    ['node "/my old/cli.js" run', ['node', '/my old/cli.js', 'run', '--rounds', '1']],
    ['env OMP_NUM_THREADS=1 moebench run', ['env', 'OMP_NUM_THREADS=1', 'moebench', 'run', '--rounds', '1']],
    ['run --rounds 2', ['node', 'cli.js', 'run', '--rounds', '2']],
    ['run --rounds=3', ['node', 'cli.js', 'run', '--rounds=3']],
  ])('%s: one round a turn, unless it says otherwise', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test.each([
    ['ls -l', `A 'ls -l' runs nothing: give "run …", or "node /old/dist/harness/cli.js run …"`],
    ['run --out x', `A 'run --out x': --out is diff's to give: leave it out`],
    ['run --out=x', `A 'run --out=x': --out is diff's to give: leave it out`],
    ['run --resume x', `A 'run --resume x': --resume is diff's to give: leave it out`],
    ["run 'x", "A 'run 'x': nothing ends what begins at 'x"],
  ])('%s is refused', (text, message) => {
    expect(refusal(() => wordsOf(text))).toBe(message);
  });
});
