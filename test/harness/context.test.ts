import { describe, expect, test } from 'vitest';
import { buildContext, type ContextParts } from '../../harness/context.ts';
import { UsageError } from '../../harness/errors.ts';
import { contextLineSchema } from '../../results/record.ts';
import { layerCase, rooflineCases } from '../../suites/cases.ts';
import type { LayerWorkload } from '../../suites/workload.ts';
import { contextOf, layer, layerA, target } from '../results/small-record.ts';

const { machine, suite } = contextOf();
const large: LayerWorkload = { ...layer, hidden: 4096, ffn: 4096, experts: 64 };
const largeCase = layerCase(large, 'toy', {});

const parts = (changes: Partial<ContextParts>): ContextParts => ({
  startedAt: new Date('2026-03-01T01:02:03.456Z'),
  machine,
  targets: [target('cpu')],
  suite,
  cases: [layerA],
  skipped: [],
  command: ['run'],
  ...changes,
});

describe('the context of a run', () => {
  test('is a line the schema takes', () => {
    const context = buildContext(parts({ cases: [layerA, ...rooflineCases([layer])] }));
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

  test('leaves out a layer that needs more memory than there is, with what it needs and what there is', () => {
    // 64 experts × 3 × 4096² values × 4 bytes = 12 GiB of weights; the machine has 8 GB.
    const { cases, skipped, plan } = buildContext(parts({ cases: [layerA, largeCase] }));
    expect(cases.map(({ id }) => id)).toEqual([layerA.id]);
    expect(skipped).toEqual([
      { what: largeCase.id, reason: 'needs about 12.0 GiB, the machine has 7.5 GiB: scale it down' },
    ]);
    expect(plan.filter(cell => cell.case === largeCase.id)).toEqual([]);
  });

  test('leaves out the matrix products of a layer that is left out: they need its weights', () => {
    const roofline = rooflineCases([layer, large]);
    const own = roofline.filter(({ role }) => role.kind === 'expert-matmuls');
    const { cases, skipped } = buildContext(parts({ cases: [layerA, largeCase, ...roofline] }));
    expect(own).toHaveLength(2);
    expect(cases.map(({ id }) => id)).toContain(own[0]?.id);
    expect(cases.map(({ id }) => id)).not.toContain(own[1]?.id);
    expect(skipped).toContainEqual({ what: own[1]?.id, reason: 'its layer does not fit the machine' });
  });

  test('does not exist for a machine no layer fits: a roofline alone answers nothing', () => {
    const build = () => buildContext(parts({ cases: [largeCase, ...rooflineCases([large])] }));
    expect(build).toThrow(UsageError);
    expect(build).toThrow(
      /^no layer fits this machine: toy\.forward\S+ needs about 12\.0 GiB, the machine has 7\.5 GiB/,
    );
  });
});
