import { describe, expect, test } from 'vitest';
import { proofThat, provenResult, target } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';
import { faultOf, nameOf, outcomes, type Play, staged, well } from './staged.ts';

describe('a run', () => {
  test('records a proof that does not hold as a mismatch with its tensors, and times nothing that stands on it', async () => {
    const unproven = { ...provenResult, proof: proofThat(false) };
    const { lines, jobs, summary } = await staged({ rounds: 2, play: () => unproven });
    const why = [{ code: 'oracle-tensor-off', values: { tensor: 'grad:router', error: 0.5 } }];
    expect(lines[0]).toMatchObject({
      kind: 'proof',
      outcome: { status: 'fault', fault: { code: 'mismatch', why }, proof: { tensors: proofThat(false).tensors } },
    });
    expect(spoken(outcomes(lines))).toMatchObject([
      { status: 'skipped', reason: 'its proof does not hold' },
      { status: 'skipped', reason: 'its proof does not hold' },
    ]);
    expect(jobs).toHaveLength(1);
    expect(summary).toEqual({ status: 'finished', measured: 0, failed: 1, unsupported: 0 });
  });

  test('does not say of what could not be proven that its proof does not hold', async () => {
    const play: Play = job => (job.kind === 'prove' ? faultOf('unsupported') : well(job));
    const { lines, summary } = await staged({ play });
    expect(spoken(outcomes(lines))).toMatchObject([{ status: 'skipped', reason: 'its proof ended in unsupported' }]);
    expect(summary).toEqual({ status: 'finished', measured: 0, failed: 0, unsupported: 1 });
  });

  test('says of a proof that failed by its choices that it was the choices', async () => {
    const proof = {
      ...proofThat(true),
      routing: { choices: 128, flips: 3, unexplained: 2, recomputed: false },
      holds: false,
    };
    const { lines } = await staged({ play: () => ({ ...provenResult, proof }) });
    const why = "not the oracle's result: 2 of 128 choices of experts differ and are not ties";
    expect(spoken(lines[0])).toMatchObject({ outcome: { fault: { code: 'mismatch', why: [why] } } });
  });

  test('says of a proof that failed by its loss that it was the loss', async () => {
    const loss = { value: 0.3, oracle: 0.25, error: 0.05, tolerance: 1e-4 };
    const { lines } = await staged({
      play: () => ({ ...provenResult, proof: { ...proofThat(true), loss, holds: false } }),
    });
    expect(spoken(lines[0])).toMatchObject({
      outcome: { fault: { why: ["not the oracle's result: loss is off by 0.05"] } },
    });
  });

  test('names a tensor that is no number before one that is far off', async () => {
    const tensors = [
      { name: 'y', error: 0.9, tolerance: 1e-4 },
      { name: 'grad:x', error: null, tolerance: 1e-4 },
    ];
    const { lines } = await staged({ play: () => ({ ...provenResult, proof: { ...proofThat(false), tensors } }) });
    const why = "not the oracle's result: grad:x is off by a value that is no number";
    expect(spoken(lines[0])).toMatchObject({ outcome: { fault: { code: 'mismatch', why: [why] } } });
  });

  test('skips on one target what that target could not prove, and runs it on the other', async () => {
    const play: Play = job => (nameOf(job) === 'prove gpu balanced' ? faultOf('crash') : well(job));
    const { lines } = await staged({ targets: [target('cpu'), target('gpu')], play });
    expect(lines[1]).toMatchObject({ outcome: { status: 'fault', fault: { code: 'crash' }, proof: null } });
    expect(outcomes(lines).map(({ status }) => status)).toEqual(['measured', 'skipped']);
  });

  test('records an answer of the wrong kind as an internal fault', async () => {
    const { lines } = await staged({ play: job => (job.kind === 'prove' ? provenResult : provenResult) });
    const fault = { code: 'internal', message: 'the worker answered with a proof' };
    expect(outcomes(lines)).toMatchObject([{ status: 'fault', fault }]);
  });

  test('stops at a bug, with what was measured kept and no seal', async () => {
    const bug = new TypeError('a bug');
    const play: Play = (job, n) => {
      if (n === 3) throw bug;
      return well(job);
    };
    const { summary, events } = await staged({ rounds: 2, play });
    expect(summary).toBe(bug);
    expect(events.filter(event => event.startsWith('wrote'))).toEqual(['wrote proven', 'wrote measured']);
    expect(events.some(event => event.startsWith('sealed'))).toBe(false);
  });
});
