import { describe, expect, test } from 'vitest';
import { estimateText } from '../../harness/commands/text/estimate-text.ts';
import { UsageError } from '../../harness/errors.ts';
import { estimateOf } from '../../harness/estimate.ts';
import { plan } from '../../harness/plan.ts';
import { type Allowed, chooseStrategies, type StrategyWishes, strategiesIn } from '../../harness/strategies.ts';
import type { Target } from '../../results/record.ts';
import { casesOf, workCase } from '../../suites/cases.ts';
import { torchTarget } from '../reports/raced-fixture.ts';
import { contextOf, layer, layerA, layerB, target, workOf } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';

const torch = torchTarget();
const ALL: StrategyWishes = { wanted: [], concurrent: false, budget: null };
const inFloat64 = workCase(workOf({ ...layer, dtype: 'float64' }));

/** A target on which grouped does no float64, and nobody tried compile in it. */
const picky: Target = {
  ...torch,
  process: {
    command: ['python3', 'server.py'],
    versions: { torch: '2.13.0' },
    device: 'cuda:0',
    tried: [
      ...(torch.process?.tried ?? []),
      { strategy: 'eager', dtype: 'float64', works: true, kernel: 'addmm' },
      { strategy: 'grouped', dtype: 'float64', works: false, reason: 'grouped_mm takes bfloat16' },
    ],
  },
};

describe('the plan of a target with several strategies', () => {
  const cells = plan([torch], [layerA, layerB], 2);
  const stepsOf = (kind: string) => cells.filter(cell => cell.kind === kind).map(({ id }) => id);

  test('proves each strategy by itself', () => {
    const proofs = cells.filter(({ kind }) => kind === 'proof');
    expect(proofs.map(({ case: item, strategy }) => [item, strategy])).toEqual([
      [layerA.id, 'eager'],
      [layerA.id, 'grouped'],
      [layerA.id, 'compile'],
      [layerB.id, 'eager'],
      [layerB.id, 'grouped'],
      [layerB.id, 'compile'],
    ]);
    expect(proofs[1]?.id).toMatch(/^torch-cuda:0\/grouped\/proof-[0-9a-f]{12}$/);
    for (const cell of cells.filter(({ kind }) => kind !== 'proof')) {
      expect(proofs.find(({ id }) => id === cell.proof)).toMatchObject({ strategy: cell.strategy });
    }
  });

  test('races every strategy of a work once, behind the proofs and before the rounds', () => {
    expect(stepsOf('race')).toEqual([
      `torch-cuda:0/${layerA.id}/eager/race`,
      `torch-cuda:0/${layerA.id}/grouped/race`,
      `torch-cuda:0/${layerA.id}/compile/race`,
      `torch-cuda:0/${layerB.id}/eager/race`,
      `torch-cuda:0/${layerB.id}/grouped/race`,
      `torch-cuda:0/${layerB.id}/compile/race`,
    ]);
    expect(cells.map(({ kind }) => kind)).toEqual([
      ...Array(6).fill('proof'),
      ...Array(6).fill('race'),
      ...Array(12).fill('time'),
    ]);
  });

  test('has the strategies of a case next to each other in every round', () => {
    expect(stepsOf('time').slice(0, 4)).toEqual([
      `torch-cuda:0/${layerA.id}/eager/round-1`,
      `torch-cuda:0/${layerA.id}/grouped/round-1`,
      `torch-cuda:0/${layerA.id}/compile/round-1`,
      `torch-cuda:0/${layerB.id}/eager/round-1`,
    ]);
  });

  test('times matrix products by the first strategy alone, and races none of them', () => {
    const all = plan([torch], casesOf([workOf(layer)]), 1);
    const products = all.filter(cell => cell.case.startsWith('gemm') && cell.kind !== 'proof');
    expect(products.length).toBeGreaterThan(2);
    expect(new Set(products.map(({ kind, strategy }) => `${kind} ${strategy}`))).toEqual(new Set(['time eager']));
  });

  test('has only strategies that work in the type of the case', () => {
    const timed = plan([picky], [layerA, inFloat64], 1).filter(({ kind }) => kind !== 'proof');
    expect(timed.filter(cell => cell.case === inFloat64.id).map(({ kind, strategy }) => [kind, strategy])).toEqual([
      ['time', 'eager'],
    ]);
    expect(timed.filter(cell => cell.case === layerA.id && cell.kind === 'race')).toHaveLength(3);
  });

  test('leaves the cells of a target with one strategy as they were', () => {
    const ids = plan([target('cpu')], [layerA], 1, new Set([layerA.id])).map(({ id }) => id);
    expect(ids[0]).toMatch(/^cpu\/proof-[0-9a-f]{12}$/);
    expect(ids.slice(1)).toEqual([`cpu/${layerA.id}/round-1`, `cpu/${layerA.id}/sustained`]);
  });

  test('has no id twice, whatever is planned', () => {
    const all = plan(
      [torch, picky, target('cpu')].map((one, i) => ({ ...one, id: `${one.id}-${i}` })),
      [layerA, inFloat64],
      3,
      new Set([layerA.id]),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});

describe('the choice of strategies', () => {
  const skippedOf = (targets: readonly Target[], wishes: StrategyWishes, cases = [layerA]) =>
    chooseStrategies(targets, cases, wishes).skipped.map(({ what, ...note }) => `${what}: ${spoken(note)}`);

  test('takes all there are where nobody asked', () => {
    const { allowed, skipped, targets } = chooseStrategies([torch, target('cpu')], [layerA], ALL);
    expect(Object.fromEntries(allowed)).toEqual({ 'torch-cuda:0': ['eager', 'grouped', 'compile'], cpu: ['session'] });
    expect([skipped, targets.length]).toEqual([[], 2]);
  });

  test('takes those asked for, and leaves out a target that has none of them', () => {
    const wishes = { ...ALL, wanted: ['grouped'] };
    const { allowed, targets } = chooseStrategies([torch, target('cpu')], [layerA], wishes);
    expect(targets.map(({ id }) => id)).toEqual(['torch-cuda:0']);
    expect(allowed.get('torch-cuda:0')).toEqual(['grouped']);
    expect(skippedOf([torch, target('cpu')], wishes)).toEqual([
      'torch-cuda:0 by eager: not asked for',
      'torch-cuda:0 by compile: not asked for',
      'cpu by session: not asked for',
    ]);
  });

  test('refuses a name that no target has, with those there are', () => {
    const choose = () => chooseStrategies([torch, target('cpu')], [layerA], { ...ALL, wanted: ['triton'] });
    expect(choose).toThrow(UsageError);
    expect(choose).toThrow('--strategy triton: no target here has it; give one of eager, grouped, compile, session');
  });

  test('says of each strategy and type what does not work, and what nobody tried', () => {
    expect(skippedOf([picky], ALL, [layerA, inFloat64])).toEqual([
      'torch-cuda:0 by grouped, float64: does not work here: grouped_mm takes bfloat16',
      'torch-cuda:0 by compile, float64: nobody tried whether it works here: run moebench detect',
    ]);
  });

  test('leaves out a target on which nothing works', () => {
    expect(chooseStrategies([torch, target('cpu')], [inFloat64], ALL).targets.map(({ id }) => id)).toEqual(['cpu']);
  });

  test('runs one strategy a target where all targets run at once', () => {
    const { allowed, skipped } = chooseStrategies([torch, target('cpu')], [layerA], { ...ALL, concurrent: true });
    expect(allowed.get('torch-cuda:0')).toEqual(['eager']);
    expect(skipped.map(({ what }) => what)).toEqual(['torch-cuda:0 by grouped', 'torch-cuda:0 by compile']);
  });
});

describe('the minutes a suite allows', () => {
  const perStrategy = (allowed: Allowed) => [...allowed.values()].flat().length * 60_000;
  const cutTo = (minutes: number, targets: readonly Target[]) =>
    chooseStrategies(targets, [layerA], { ...ALL, budget: { maxMs: minutes * 60_000, estimateMs: perStrategy } });

  test('cut strategies from the end of the longest list, and say so', () => {
    const { allowed, skipped } = cutTo(3, [torch, target('cpu')]);
    expect(Object.fromEntries(allowed)).toEqual({ 'torch-cuda:0': ['eager', 'grouped'], cpu: ['session'] });
    expect(skipped).toEqual([
      { what: 'torch-cuda:0 by compile', code: 'strategy-cut', values: { minutes: 4, allowed: '3 min' } },
    ]);
  });

  test('cut the last target first where lists are equally long', () => {
    const second = { ...torch, id: 'torch-cuda:1' };
    expect(Object.fromEntries(cutTo(5, [torch, second]).allowed)).toEqual({
      'torch-cuda:0': ['eager', 'grouped', 'compile'],
      'torch-cuda:1': ['eager', 'grouped'],
    });
  });

  test('leave each target one strategy, and rounds as they are', () => {
    const { allowed, targets } = cutTo(0.1, [torch, target('cpu')]);
    expect([...allowed.values()]).toEqual([['eager'], ['session']]);
    const cells = plan(targets, [layerA], 5, new Set(), strategiesIn(allowed));
    expect(cells.filter(({ kind }) => kind === 'time')).toHaveLength(10);
  });
});

describe('the estimate of a run', () => {
  const timing = { minWindowMs: 500, minSteps: 2, maxSteps: 9, minWarmupMs: 200, maxWarmupMs: 1000, timeoutMs: 1000 };
  const suite = { timing, sustained: { ...timing, minWindowMs: 600_000 } };

  test('is start, open, warm-up and window of every cell', () => {
    // ONNX: 0.4 s to start and 0.3 s to open; a proof 0.8 s; a cell (0.2 + 1) ÷ 2 s of warm-up and 0.5 s of window.
    const [cells, targets] = [plan([target('cpu')], [layerA], 5), [target('cpu')]];
    expect(estimateOf({ plan: [...cells], targets, suite, cases: [] })).toEqual({
      ms: 1 * (700 + 800) + 5 * (700 + 600 + 500),
      cells: 6,
    });
  });

  test('has all strategies in the race, two in the rounds, and one in a long cell', () => {
    const cells = plan([torch], [layerA], 5, new Set([layerA.id]));
    // 0.5 + 0.7 s to start and to open, 20 s more to compile. Three proofs of 1 s, three turns of 1.1 s, ten rounds, one long cell. PyTorch
    // is imported once, in 6 s.
    const opened = 1200;
    const proofs = 3 * (opened + 1000) + 20_000;
    const race = 3 * (opened + 1100) + 20_000;
    const rounds = 10 * (opened + 1100);
    const long = opened + 600 + 600_000;
    expect(
      estimateOf({ plan: [...cells], targets: [torch], suite, cases: [{ id: layerA.id, flopsPerStep: 1e18 }] }),
    ).toEqual({
      ms: 6000 + proofs + race + rounds + long,
      cells: 3 + 3 + 10 + 1,
    });
  });

  test('takes the least warm-up there is where a suite says nothing of it', () => {
    const { minWarmupMs: _, ...plain } = timing;
    const one = estimateOf({
      plan: plan([target('cpu')], [layerA], 1).slice(1),
      targets: [target('cpu')],
      suite: { timing: plain, sustained: null },
      cases: [],
    });
    expect(one).toEqual({ ms: 700 + 550 + 500, cells: 1 });
  });

  test('has the steps of a cell that are longer than its windows, on the host', () => {
    // 300 GFLOP on two threads of 50 GFLOP/s: 3 s a step. One opens the cell, two warm it up, two are timed.
    const planned = { plan: plan([target('cpu')], [layerA], 1).slice(1), targets: [target('cpu')], suite };
    expect(estimateOf({ ...planned, cases: [{ id: layerA.id, flopsPerStep: 300e9 }] }).ms).toBe(700 + 5 * 3000);
    // 1 GFLOP: 10 ms a step. The windows are longer than their steps.
    expect(estimateOf({ ...planned, cases: [{ id: layerA.id, flopsPerStep: 1e9 }] }).ms).toBe(700 + 10 + 600 + 500);
  });

  test('is told in minutes, and where it is more than the suite allows', () => {
    const context = { ...contextOf({ targets: [torch], cases: [layerA], rounds: 5 }), previousSha256: null };
    const textFor = (maxMinutes: number | null, limitedBy: 'suite' | 'user' = 'suite') =>
      estimateText(context, { maxMinutes, limitedBy });
    expect(textFor(null)).toMatch(/^About 1 min, 16 cells; /);
    expect(textFor(5)).not.toContain('The suite allows');
    expect(textFor(1)).toContain('The suite allows 1 min: each target has one strategy left');
    expect(textFor(1, 'user')).toContain(
      'The limit is 1 min: one work is left, and the run ends when the time is over.',
    );
  });
});
