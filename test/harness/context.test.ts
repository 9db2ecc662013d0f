import { describe, expect, test } from 'vitest';
import { buildContext, type ContextParts } from '../../harness/context.ts';
import { UsageError } from '../../harness/errors.ts';
import { contextLineSchema } from '../../results/record.ts';
import { casesOf, workId } from '../../suites/cases.ts';
import type { LayerWorkload } from '../../suites/workload.ts';
import { refusal } from '../refusal.ts';
import { torchTarget } from '../reports/raced-fixture.ts';
import { contextOf, layer, QUIET_MACHINE, target, workOf } from '../results/small-record.ts';
import { spoken } from '../spoken.ts';

const { machine, suite } = contextOf();
const large: LayerWorkload = { ...layer, hidden: 4096, ffn: 4096, experts: 64 };
const largeId = workId(workOf(large));

const parts = (changes: Partial<ContextParts>): ContextParts => ({
  startedAt: new Date('2026-03-01T01:02:03.456Z'),
  machine,
  machineState: QUIET_MACHINE,
  disturbed: 'warn',
  concurrent: false,
  targets: [target('cpu')],
  suite,
  works: [workOf(layer)],
  skipped: [],
  command: ['run'],
  ...changes,
});

describe('the context of a run', () => {
  test('is a line the schema takes', () => {
    const context = buildContext(parts({}));
    expect(contextLineSchema.safeParse({ ...context, previousSha256: null }).error).toBeUndefined();
  });

  test('names the run by its time, its suite, and four digits that two runs of one second do not share', () => {
    expect(buildContext(parts({})).runId).toMatch(/^20260301T010203Z-small-[0-9a-f]{4}$/);
  });

  test('says which versions measured', () => {
    const { runtimes } = buildContext(parts({})).program;
    expect(Object.keys(runtimes)).toEqual(['node', 'v8', 'onnxruntime-node', 'tinybench', 'onnx-buf']);
    expect(runtimes.node).toBe(process.versions.node);
  });

  test('has the cases of its works, with their roofline', () => {
    const { cases } = buildContext(parts({}));
    expect(cases.map(({ id }) => id)).toEqual(casesOf([workOf(layer)]).map(({ id }) => id));
  });

  test('has the named case alone, with its roofline', () => {
    const learned: LayerWorkload = { ...layer, routing: { kind: 'learned' } };
    const id = workId(workOf(learned));
    const { cases, plan } = buildContext(parts({ works: [workOf(layer), workOf(learned)], only: { names: [id] } }));
    expect(cases.filter(({ role }) => role.kind === 'work').map(item => item.id)).toEqual([id]);
    expect(cases.map(item => item.role.kind)).toContain('largest-matmul');
    expect(plan.every(cell => cases.some(item => item.id === cell.case))).toBe(true);
  });

  test('a named case that does not fit is refused with what it needs; another that does not fit is nobody’s matter', () => {
    const works = [workOf(layer), workOf(large)];
    expect(refusal(() => buildContext(parts({ works, only: { names: [largeId] } })))).toContain('needs about 12.0 GiB');
    expect(buildContext(parts({ works, only: { names: [workId(workOf(layer))] } })).skipped).toEqual([]);
    expect(refusal(() => buildContext(parts({ works, only: { names: ['lager'] } })))).toMatch(
      /^unknown case 'lager': /,
    );
  });

  test('leaves out a workload that needs more memory than there is, with what it needs and what there is', () => {
    // 64 experts × 3 × 4096² values × 4 bytes = 12 GiB of weights; the machine has 8 GB.
    const { cases, skipped, plan } = buildContext(parts({ works: [workOf(layer), workOf(large)] }));
    expect(cases.map(({ id }) => id)).toEqual(casesOf([workOf(layer)]).map(({ id }) => id));
    expect(spoken(skipped)).toEqual([
      { what: largeId, reason: 'needs about 12.0 GiB, the machine has 7.5 GiB: scale it down, or give --fit' },
    ]);
    expect(plan.filter(cell => cell.case === largeId)).toEqual([]);
  });

  test('leaves out what needs more memory than the limit on this process, and says which limit', () => {
    const memory = { status: 'limited', bytes: 4 * 2 ** 30, file: '/sys/fs/cgroup/memory.max' } as const;
    const limits = { cpus: 2, cores: 1, cpuQuota: { status: 'unlimited' }, memory } as const;
    const build = () => buildContext(parts({ machine: { ...machine, limits }, works: [workOf(large)] }));
    expect(refusal(build)).toMatch(
      /^toy\.forward\S+ needs about 12\.0 GiB, the memory limit here is 4\.0 GiB \(\/sys\/fs\/cgroup\/memory\.max\): scale it down, or give --fit$/,
    );
  });

  test('does not exist for a machine no workload fits: a roofline alone answers nothing', () => {
    const build = () => buildContext(parts({ works: [workOf(large)] }));
    expect(build).toThrow(UsageError);
    expect(refusal(build)).toMatch(/^toy\.forward\S+ needs about 12\.0 GiB, the machine has 7\.5 GiB/);
  });

  test('plans a long cell for each work that is to be sustained, behind the rounds', () => {
    const work = { ...workOf(layer), sustained: true };
    const sustained = { ...suite.timing, minWindowMs: 600_000 };
    const { plan } = buildContext(parts({ works: [work], suite: { ...suite, sustained } }));
    expect(plan.filter(({ kind }) => kind === 'sustained')).toEqual([plan.at(-1)]);
    expect(plan.at(-1)?.id).toBe(`cpu/${workId(work)}/sustained`);
  });
});

describe('the strategies of a run', () => {
  const torch = torchTarget();
  // Rounds enough that minutes are to be cut: each of a strategy takes 4 s and its window.
  const long = { ...suite, rounds: 20 };
  const strategiesIn = (kind: string, changes: Partial<ContextParts>) => [
    ...new Set(
      buildContext(parts({ targets: [torch], suite: long, ...changes })).plan.flatMap(cell =>
        cell.kind === kind && !cell.case.startsWith('gemm') ? [cell.strategy] : [],
      ),
    ),
  ];

  test('are all that work, raced, where nobody says otherwise', () => {
    expect(strategiesIn('race', {})).toEqual(['eager', 'grouped', 'compile']);
    expect(strategiesIn('time', {})).toEqual(['eager', 'grouped', 'compile']);
  });

  test('are those asked for; with one there is no race', () => {
    expect(strategiesIn('race', { strategies: ['grouped', 'compile'] })).toEqual(['grouped', 'compile']);
    expect(strategiesIn('race', { strategies: ['compile'] })).toEqual([]);
    expect(strategiesIn('time', { strategies: ['compile'] })).toEqual(['compile']);
  });

  test('are cut to the minutes that the suite allows, rounds never, and what is cut is in the record', () => {
    const { plan, skipped } = buildContext(parts({ targets: [torch], suite: long, maxMinutes: 1 }));
    const rounds = plan.filter(({ kind, case: item }) => kind === 'time' && !item.startsWith('gemm'));
    expect([new Set(rounds.map(({ strategy }) => strategy)), rounds.length]).toEqual([new Set(['eager']), 20]);
    expect(skipped.map(({ what, code }) => [what, code])).toEqual([
      ['torch-cuda:0 by grouped', 'strategy-cut'],
      ['torch-cuda:0 by compile', 'strategy-cut'],
    ]);
    expect(strategiesIn('race', { maxMinutes: 600 })).toEqual(['eager', 'grouped', 'compile']);
  });

  test('are cut first where the user sets the minutes, then long cells, then works from the end; rounds stay', () => {
    const works = ['balanced', 'learned', 'zipf:1'].map((name, index) => ({
      ...workOf({ ...layer, tokens: 64 * (index + 1) }),
      sustained: name !== 'zipf:1',
    }));
    const sustained = { ...suite.timing, minWindowMs: 60_000 };
    const limited = (maxMinutes: number, limitedBy: 'suite' | 'user') =>
      buildContext(parts({ targets: [torch], suite: { ...long, sustained }, works, maxMinutes, limitedBy }));
    const [first, second, third] = works.map(workId);
    const cuts = ({ skipped }: { readonly skipped: readonly { readonly what: string; readonly code: string }[] }) =>
      skipped.map(({ what, code }) => [what, code]);
    const strategies = [
      ['torch-cuda:0 by grouped', 'strategy-cut'],
      ['torch-cuda:0 by compile', 'strategy-cut'],
    ];
    expect(cuts(limited(1, 'user'))).toEqual([
      ...strategies,
      [`${second}, sustained`, 'sustained-cut'],
      [`${first}, sustained`, 'sustained-cut'],
      [third, 'work-cut'],
      [second, 'work-cut'],
    ]);
    const { plan, cases } = limited(1, 'user');
    expect(cases.filter(({ role }) => role.kind === 'work').map(({ id }) => id)).toEqual([first]);
    expect(plan.filter(({ kind, case: item }) => kind === 'time' && item === first)).toHaveLength(20);
    expect(plan.some(({ kind }) => kind === 'sustained')).toBe(false);
    expect(cuts(limited(1, 'suite'))).toEqual(strategies);
    expect(cuts(limited(600, 'user'))).toEqual([]);
  });

  test('leave no run where none of them does the work, and say why', () => {
    const float64 = workOf({ ...layer, dtype: 'float64' });
    expect(refusal(() => buildContext(parts({ targets: [torch], works: [float64] })))).toMatch(
      /^no target can do this work \(torch-cuda:0 by eager, float64: nobody tried whether it works here/,
    );
  });

  test('leave nothing to run at once where one target is left', () => {
    const at = { targets: [torch, target('cpu')], concurrent: true };
    expect(refusal(() => buildContext(parts({ ...at, strategies: ['grouped'] })))).toMatch(
      /^--concurrent runs all targets at once, and torch-cuda:0 is the only one left/,
    );
    const { plan } = buildContext(parts(at));
    const timed = plan.filter(({ kind }) => kind === 'time');
    expect(new Set(timed.map(cell => `${cell.target} ${cell.strategy}`))).toEqual(
      new Set(['torch-cuda:0 eager', 'cpu session']),
    );
  });
});
