import { describe, expect, test } from 'vitest';
import type { Meter, startMeter } from '../../../harness/energy/meter.ts';
import { startSelftestMeter } from '../../../harness/selftest/meter.ts';
import { selftestPlan } from '../../../harness/selftest/selftest.ts';
import type { Cell } from '../../../results/record.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { twinContext } from '../../results/selftest/twin-record.ts';
import { layerA, NO_ENERGY, target } from '../../results/small-record.ts';

const twins = [
  { ...layerA, id: 'x.a' },
  { ...layerA, id: 'x.b' },
] as const;
const here = target('cpu');

describe('the plan of a self-test', () => {
  test('has one proof, then both names in each round, the one first that was second before', () => {
    const plan = selftestPlan([here], twins, 3, false);
    expect(plan.slice(0, 7).map(({ kind, case: name, round }) => [kind, name, round])).toEqual([
      ['proof', 'x.a', 0],
      ['time', 'x.a', 0],
      ['time', 'x.b', 0],
      ['time', 'x.b', 1],
      ['time', 'x.a', 1],
      ['time', 'x.a', 2],
      ['time', 'x.b', 2],
    ]);
  });

  test('ends in what the harness costs, and in a long cell where one is asked for', () => {
    const kinds = (sustained: boolean) =>
      selftestPlan([here, target('webgpu')], twins, 1, sustained).map(({ kind }) => kind);
    expect(kinds(true).slice(-2)).toEqual(['sustained', 'sustained']);
    expect(kinds(false).at(-1)).toBe('overhead');
    expect(kinds(false).filter(kind => kind === 'overhead')).toHaveLength(16);
  });

  test('stands on its proofs throughout, and has no id twice', () => {
    const plan = selftestPlan([here, target('webgpu')], twins, 10, true);
    const proofs = new Set(plan.filter(({ kind }) => kind === 'proof').map(({ id }) => id));
    expect(proofs.size).toBe(2);
    expect(plan.filter(({ kind, proof }) => kind !== 'proof' && !proofs.has(proof ?? ''))).toEqual([]);
    expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
  });

  test('is of one workload under two names, which the context says', () => {
    const { selftest, cases } = twinContext({ pairs: 4, roundsPerPair: 6, stepMs: () => 1 });
    expect(selftest).toEqual({ names: cases.map(({ id }) => id), pairs: 4, roundsPerPair: 6 });
    expect(new Set(cases.map(({ sha256 }) => sha256)).size).toBe(1);
  });
});

test('every source of energy is asked from the first long cell on, and not before', async () => {
  const log: string[] = [];
  const start: typeof startMeter = async (_, { every = false } = {}) => {
    const name = every ? 'every' : 'first of each';
    log.push(`started ${name}`);
    const meter: Meter = {
      read: async () => {
        log.push(`read ${name}`);
        return { energy: NO_ENERGY, device: unavailable('absent', { detail: name }) };
      },
      samplerShare: () => unavailable('absent', { detail: name }),
      stop: () => log.push(`stopped ${name}`),
    };
    return meter;
  };
  const cell = (kind: Cell['kind']): Cell => ({
    id: kind,
    kind,
    target: 'cpu',
    case: 'x',
    strategy: 'session',
    round: 0,
    proof: null,
  });
  const meter = await startSelftestMeter(new AbortController().signal, start);
  for (const kind of ['time', 'sustained', 'sustained'] as const) {
    await meter.beforeCell(cell(kind));
    await meter.read(here, { startMs: 0, endMs: 1 }, 0);
  }
  meter.stop();
  expect(log).toEqual([
    'started first of each',
    'read first of each',
    'started every',
    'stopped first of each',
    'read every',
    'read every',
    'stopped every',
  ]);
});
