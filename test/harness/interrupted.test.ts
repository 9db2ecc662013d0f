import { describe, expect, test } from 'vitest';
import { Interrupted } from '../../harness/interrupt.ts';
import { layerA, layerB, proofThat, provenResult } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';
import { faultOf, nameOf, outcomes, type Play, staged, well } from './staged.ts';

describe('an interrupted run', () => {
  test('keeps what was measured, drops the cell under way, and is not sealed', async () => {
    const play: Play = (job, n) => {
      if (n === 3) throw new Interrupted('interrupted');
      return well(job);
    };
    const { summary, events } = await staged({ rounds: 2, play });
    expect(summary).toEqual({ status: 'interrupted', measured: 1, failed: 0, unsupported: 0 });
    expect(events.at(-1)).toBe('time cpu balanced');
    expect(events.filter(event => event.startsWith('wrote'))).toEqual(['wrote proven', 'wrote measured']);
  });

  test('starts nothing more when the interrupt comes between two cells', async () => {
    const interrupt = new AbortController();
    const play: Play = job => {
      interrupt.abort();
      return well(job);
    };
    const { summary, jobs, lines } = await staged({ interrupt: interrupt.signal, play });
    expect(summary).toEqual({ status: 'interrupted', measured: 0, failed: 0, unsupported: 0 });
    expect([jobs.length, lines.length]).toEqual([1, 1]);
  });

  test('resumed runs only what is left, counts all of it, and seals', async () => {
    const parts = { cases: [layerA, layerB], rounds: 2 };
    const whole = await staged(parts);
    for (let cut = 0; cut <= whole.lines.length; cut += 1) {
      const { jobs, lines, summary, events } = await staged({ ...parts, before: whole.lines.slice(0, cut) });
      expect(jobs.map(nameOf)).toEqual(whole.jobs.map(nameOf).slice(cut));
      expect(lines).toMatchObject(whole.lines.slice(cut).map(line => ('cell' in line ? { cell: line.cell } : {})));
      expect(summary).toEqual(whole.summary);
      expect(events.at(-1)).toMatch(/^sealed/);
    }
  });

  test('resumed still skips what had ended in a lasting fault', async () => {
    const before = (
      await staged({ rounds: 3, play: job => (job.kind === 'prove' ? provenResult : faultOf('timeout')) })
    ).lines;
    const { lines, jobs } = await staged({ rounds: 3, before: before.slice(0, 2) });
    expect(jobs).toEqual([]);
    expect(spoken(outcomes(lines))).toMatchObject([
      { status: 'skipped', reason: 'round 1 ended in timeout' },
      { status: 'skipped', reason: 'round 1 ended in timeout' },
    ]);
  });

  test('resumed still skips what its failed proof would have skipped', async () => {
    const before = (await staged({ play: () => ({ ...provenResult, proof: proofThat(false) }) })).lines;
    const { jobs, lines } = await staged({ before: before.slice(0, 1) });
    expect(jobs).toEqual([]);
    expect(spoken(outcomes(lines))).toMatchObject([{ status: 'skipped', reason: 'its proof does not hold' }]);
  });
});
