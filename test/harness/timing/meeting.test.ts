import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { meetInFolder, stepUntilAll } from '../../../harness/timing/meeting.ts';

/** A clock that only steps move. */
function stepping(perStepMs = 10, onStep: (count: number) => void = () => undefined) {
  const state = { nowMs: 0, count: 0 };
  const step = async () => {
    state.nowMs += perStepMs;
    state.count += 1;
    onStep(state.count);
  };
  return { step, now: () => state.nowMs };
}

describe('cells that run at once', () => {
  test('step on until all have come as far', async () => {
    const meeting = meetInFolder(3);
    const [first, second, third] = [0, 1, 2].map(member => meeting.place(member, 1000));
    if (first === undefined || second === undefined || third === undefined) throw new Error('no member');
    const none = stepping();
    // The others come along at the first one's 3rd and 5th step; what they wait for, for themselves, is given up at once.
    const { step, now } = stepping(10, count => {
      if (count === 3) void stepUntilAll({ ...second, untilMs: 0.001 }, 'ready', none.step, () => 1);
      if (count === 5) void stepUntilAll({ ...third, untilMs: 0.001 }, 'ready', none.step, () => 1);
    });
    expect(await stepUntilAll(first, 'ready', step, now)).toEqual({ steps: 5, all: true });
    // That all are ready is not that all are done.
    expect(await stepUntilAll({ ...first, untilMs: 100 }, 'done', step, now)).toEqual({ steps: 5, all: false });
    meeting.end();
    expect(existsSync(first.folder)).toBe(false);
  });

  test('wait for none that has ended', async () => {
    const meeting = meetInFolder(2);
    meeting.gone(1);
    const { step, now } = stepping();
    for (const mark of ['ready', 'done'] as const) {
      expect(await stepUntilAll(meeting.place(0, 1000), mark, step, now)).toEqual({ steps: 0, all: true });
    }
    meeting.end();
  });
});
