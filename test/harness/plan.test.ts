import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan } from '../../harness/plan.ts';
import { casesOf, workCase } from '../../suites/cases.ts';
import { layer, layerA, layerB, target, workOf } from '../results/small-record.ts';

const [here, there] = [target('cpu'), target('webgpu-0')];

describe('a plan', () => {
  test('is proofs first, then round after round with the cases in turn', () => {
    const cells = plan([here], [layerA, layerB], 2);
    expect(cells.map(({ kind, case: item, round }) => [kind, item, round])).toEqual([
      ['proof', layerA.id, 0],
      ['proof', layerB.id, 0],
      ['time', layerA.id, 0],
      ['time', layerB.id, 0],
      ['time', layerA.id, 1],
      ['time', layerB.id, 1],
    ]);
  });

  test('turns through the targets within a round', () => {
    const cells = plan([here, there], [layerA], 2).filter(({ kind }) => kind === 'time');
    expect(cells.map(({ target: id, round }) => [id, round])).toEqual([
      ['cpu', 0],
      ['webgpu-0', 0],
      ['cpu', 1],
      ['webgpu-0', 1],
    ]);
  });

  test('names its cells by target, case and round, counted from one as people do', () => {
    const timed = plan([here], [layerA], 2).filter(({ kind }) => kind === 'time');
    expect(timed.map(({ id }) => id)).toEqual([`cpu/${layerA.id}/round-1`, `cpu/${layerA.id}/round-2`]);
  });

  test('proves once what shrinks to the same small workload, and once on each target', () => {
    // 64 and 4096 tokens, 32 hidden: the first is small already, the second shrinks to it.
    const large = workCase(workOf({ ...layer, tokens: 4096 }));
    const cells = plan([here, there], [layerA, large], 1);
    const proofs = cells.filter(({ kind }) => kind === 'proof');
    expect(proofs.map(({ target: id, case: item, proof }) => [id, item, proof])).toEqual([
      ['cpu', layerA.id, null],
      ['webgpu-0', layerA.id, null],
    ]);
    const standsOn = cells.filter(({ kind }) => kind === 'time').map(({ case: item, proof }) => [item, proof]);
    expect(standsOn).toEqual([
      [layerA.id, proofs[0]?.id],
      [large.id, proofs[0]?.id],
      [layerA.id, proofs[1]?.id],
      [large.id, proofs[1]?.id],
    ]);
  });

  test('has the roofline in every round, proven too', () => {
    const cases = casesOf([workOf(layer)]);
    const cells = plan([here], cases, 3);
    for (const round of [0, 1, 2]) {
      const timed = cells.filter(cell => cell.kind === 'time' && cell.round === round);
      expect(timed.map(({ case: item }) => item)).toEqual(cases.map(({ id }) => id));
    }
    const proofs = new Set(cells.filter(({ kind }) => kind === 'proof').map(({ id }) => id));
    expect(cells.filter(({ kind, proof }) => kind === 'time' && !proofs.has(proof ?? ''))).toEqual([]);
  });

  test('has the roofline before the works, small products first, and each work before its own products', () => {
    const kinds = casesOf([workOf(layer), workOf({ ...layer, pass: 'forward-backward' })]).map(({ role }) => role.kind);
    expect(kinds.slice(-4)).toEqual(['work', 'expert-matmuls', 'work', 'expert-matmuls']);
    expect(new Set(kinds.slice(0, -4))).toEqual(new Set(['largest-matmul']));
    const flops = casesOf([workOf(layer)])
      .filter(({ role }) => role.kind === 'largest-matmul')
      .map(({ flopsPerStep }) => flopsPerStep);
    expect(flops).toEqual(flops.toSorted((a, b) => a - b));
  });

  test('ends in one long cell a target for each case that is sustained', () => {
    const cells = plan([here, there], [layerA, layerB], 2, new Set([layerB.id]));
    expect(cells.slice(-2).map(({ id, kind, case: item }) => [id, kind, item])).toEqual([
      [`cpu/${layerB.id}/sustained`, 'sustained', layerB.id],
      [`webgpu-0/${layerB.id}/sustained`, 'sustained', layerB.id],
    ]);
    expect(cells.filter(({ kind }) => kind === 'sustained')).toHaveLength(2);
  });

  test('has rounds × targets × cases timed cells, and no id twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }), (rounds, targets) => {
        const ids = Array.from({ length: targets }, (_, i) => target(`t-${i}`));
        const cells = plan(ids, [layerA, layerB], rounds);
        expect(cells.filter(({ kind }) => kind === 'time')).toHaveLength(rounds * targets * 2);
        expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
      }),
    );
  });
});
