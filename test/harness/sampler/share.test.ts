import { expect, test } from 'vitest';
import { samplerShare } from '../../../harness/sampler/share.ts';
import { spoken } from '../../spoken.ts';

/** proc(5), a program whose name tries to confuse: fields 14 to 17 are 120, 30, 6 and 4 hundredths. */
const stat = (user: number) => `77 (a) b ( c) S 1 77 77 0 -1 4194304 900 0 0 0 ${user} 30 6 4 20 0 11 0 512 10 20\n`;

test('a share is of one core, since counting began', () => {
  let [nowMs, user] = [5000, 120];
  const share = samplerShare(
    77,
    () => nowMs,
    () => stat(user),
  );
  [nowMs, user] = [105_000, 150];
  expect(share()).toEqual({ available: true, value: 0.003, method: 'processor-time', scope: 'sampler and its tools' });
});

test('a share that ticks of a hundredth cannot show, or of no process, is no figure', () => {
  let nowMs = 0;
  const soon = samplerShare(
    77,
    () => nowMs,
    () => stat(1),
  );
  nowMs = 9000;
  expect(spoken(soon())).toEqual({ available: false, reason: '9 s are too short to count it' });
  const gone = samplerShare(
    77,
    () => nowMs,
    () => {
      throw new Error('ENOENT');
    },
  );
  expect(spoken(gone())).toEqual({ available: false, reason: 'no such process, or no /proc here' });
  expect(samplerShare(undefined, () => nowMs)()).toMatchObject({ available: false });
});
