import { describe, expect, test } from 'vitest';
import { Interrupted } from '../../harness/interrupt.ts';
import type { Job } from '../../harness/runners/job.ts';
import { layerA, layerB, measuredResult, provenResult, target } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';
import { faultOf, nameOf, outcomes, type Play, staged, well } from './staged.ts';

/** A promise, and what fulfils it. */
function gated() {
  let open = () => {};
  const gate = new Promise<void>(fulfil => {
    open = fulfil;
  });
  return { gate, open: () => open() };
}

describe('a run of all targets at once', () => {
  const parts = {
    targets: [target('cpu'), target('gpu')],
    cases: [layerA, layerB],
    rounds: 2,
    concurrent: true,
  } as const;
  const timed = (jobs: readonly Job[]) => jobs.filter(({ kind }) => kind === 'time').map(nameOf);

  /** Holds every timed job until all of its group have been started. */
  function together(groupSize: number): Play {
    let waiting: (() => void)[] = [];
    return async job => {
      if (job.kind === 'prove') return provenResult;
      await new Promise<void>(go => {
        waiting.push(go);
        if (waiting.length < groupSize) return;
        for (const start of waiting) start();
        waiting = [];
      });
      return measuredResult;
    };
  }

  test('starts the cells of a case and round together, group after group, each with a line of its own', async () => {
    const { jobs, lines, summary } = await staged({ ...parts, play: together(2) });
    const round = ['time cpu balanced', 'time gpu balanced', 'time cpu learned', 'time gpu learned'];
    expect(timed(jobs)).toEqual([...round, ...round]);
    expect(outcomes(lines).map(({ cell }) => cell)).toEqual(
      [1, 2].flatMap(number =>
        [layerA, layerB].flatMap(({ id }) => ['cpu', 'gpu'].map(where => `${where}/${id}/round-${number}`)),
      ),
    );
    expect(summary).toEqual({ status: 'finished', measured: 8, failed: 0, unsupported: 0 });
  });

  test('has the cells of a group wait for each other, and for none that has ended', async () => {
    const unproven: Play = job => (nameOf(job) === 'prove gpu learned' ? faultOf('crash') : well(job));
    const { jobs, meetings } = await staged({ ...parts, rounds: 1, play: unproven });
    expect(meetings.slice(0, 4).toSorted()).toEqual(['0 gone', '1 gone', '2 meet', 'over']);
    // What is skipped has ended at once.
    expect(meetings.slice(4, 6)).toEqual(['2 meet', '0 gone']);
    // 0.9 of the 1000 ms a cell may take.
    expect(jobs.flatMap(job => (job.kind === 'time' ? [job.group] : [])).slice(0, 2)).toEqual(
      ['0', '1'].map(self => ({ folder: 'memory', self, others: [], untilMs: 900 })),
    );
    expect((await staged({ rounds: 2 })).jobs.every(job => job.kind !== 'time' || job.group === undefined)).toBe(true);
  });

  test('times nothing alone: what one target cannot do is left out on the only other', async () => {
    const unproven: Play = job => (nameOf(job) === 'prove gpu learned' ? faultOf('crash') : well(job));
    const { lines } = await staged({ ...parts, rounds: 1, play: unproven });
    expect(spoken(outcomes(lines))).toMatchObject([
      { cell: `cpu/${layerA.id}/round-1`, status: 'measured' },
      { cell: `gpu/${layerA.id}/round-1`, status: 'measured' },
      {
        cell: `cpu/${layerB.id}/round-1`,
        status: 'skipped',
        reason: 'no other target runs it, and with all targets at once nothing is timed alone',
      },
      { cell: `gpu/${layerB.id}/round-1`, status: 'skipped', reason: 'its proof ended in crash' },
    ]);
  });

  test('proves one target after the other: nothing is timed then', async () => {
    const running = { now: 0, most: 0 };
    const play: Play = async job => {
      running.now += 1;
      if (job.kind === 'prove') running.most = Math.max(running.most, running.now);
      await new Promise(setImmediate);
      running.now -= 1;
      return well(job);
    };
    await staged({ ...parts, play });
    expect(running.most).toBe(1);
  });

  test('has what has ended on disk while the others of its group still run', async () => {
    const { gate, open } = gated();
    const play: Play = async job => {
      if (job.kind === 'time' && job.target.id === 'gpu') await gate;
      return well(job);
    };
    const run = staged({
      ...parts,
      cases: [layerA],
      rounds: 1,
      play,
      onLine: line => {
        if (line.kind === 'cell') open();
      },
    });
    const { lines } = await run;
    expect(outcomes(lines).map(({ cell }) => cell.split('/')[0])).toEqual(['cpu', 'gpu']);
  });

  test('that is interrupted waits for all of the group to be gone, and keeps what had ended', async () => {
    const play: Play = async job => {
      if (job.kind === 'time' && job.target.id === 'gpu') throw new Interrupted('interrupted');
      await new Promise(setImmediate);
      return well(job);
    };
    const { lines, summary } = await staged({ ...parts, play });
    expect(summary).toEqual({ status: 'interrupted', measured: 1, failed: 0, unsupported: 0 });
    expect(outcomes(lines)).toMatchObject([{ cell: `cpu/${layerA.id}/round-1`, status: 'measured' }]);
  });

  test('that is resumed runs the rest of a group beside what was measured of it, which is kept apart', async () => {
    const whole = await staged(parts);
    // Four proofs, and of the first group only the cell of the CPU.
    const { jobs, lines } = await staged({ ...parts, before: whole.lines.slice(0, 5) });
    expect(timed(jobs).slice(0, 2)).toEqual(['time cpu balanced', 'time gpu balanced']);
    expect(spoken(lines.slice(0, 2))).toMatchObject([
      {
        kind: 'attempt',
        cell: `cpu/${layerA.id}/round-1`,
        reason: 'run again beside what an interruption had left of its group',
      },
      { kind: 'cell', cell: `gpu/${layerA.id}/round-1` },
    ]);
    expect(outcomes([...whole.lines.slice(0, 5), ...lines])).toHaveLength(8);
  });
});
