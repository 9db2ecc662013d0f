/** Made-up self-tests: what each cell of the plan took, told by a function. No number here was measured. */
import { selftestContext } from '../../../harness/selftest/selftest.ts';
import type { CellLine, ContextLine, RunRecord } from '../../../results/record.ts';
import type { SensorReading } from '../../../results/schema/energy.ts';
import type { Overhead } from '../../../results/schema/overhead.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { contextOf, layer, measurementOf, proofThat, QUIET_MACHINE, STARTED, target, workOf } from '../small-record.ts';

const SHA = '0'.repeat(64);

export type Twins = {
  readonly pairs: number;
  readonly roundsPerPair?: number;
  /** Every step of a cell; null: it failed. `place`: 0 for the cell of a round that ran first, 1 for the one behind it. */
  readonly stepMs: (name: 'a' | 'b', round: number, place: number) => number | null;
  readonly overheads?: readonly Overhead[];
  /** With these, there is a long window of 30 s. */
  readonly sensors?: readonly SensorReading[];
};

export type TwinRecord = Pick<RunRecord, 'context' | 'proofs' | 'cells'>;

export function twinContext({ pairs, roundsPerPair = 5, sensors }: Twins): Omit<ContextLine, 'previousSha256'> {
  const { machine, suite, targets } = contextOf();
  const sustained = sensors === undefined ? null : suite.timing;
  return selftestContext({
    startedAt: new Date(STARTED),
    machine,
    machineState: QUIET_MACHINE,
    disturbed: 'warn',
    concurrent: false,
    targets,
    suite: { ...suite, name: 'selftest', rounds: roundsPerPair, sustained },
    skipped: [],
    command: ['selftest', '--pairs', String(pairs)],
    work: workOf(layer),
    pairs,
  });
}

export function twinRecord(twins: Twins): TwinRecord {
  const context = { ...twinContext(twins), previousSha256: null };
  const behind = new Map<number, string>();
  for (const { kind, round, id } of context.plan) if (kind === 'time') behind.set(round, id);
  const cells = context.plan.flatMap(({ id, kind, case: name, round }): CellLine[] => {
    const line = { kind: 'cell', cell: id, startedAt: STARTED, wallMs: 400, previousSha256: SHA } as const;
    const overhead = twins.overheads?.[round];
    switch (kind) {
      case 'time': {
        const ms = twins.stepMs(name.endsWith('.a') ? 'a' : 'b', round, behind.get(round) === id ? 1 : 0);
        const fault = { code: 'crash', message: 'made up', detail: '' } as const;
        return [{ ...line, outcome: ms === null ? { status: 'fault', fault } : measured([ms, ms, ms]) }];
      }
      case 'overhead':
        return overhead === undefined ? [] : [{ ...line, outcome: { status: 'overhead', overhead } }];
      case 'sustained': {
        const { outcome } = { outcome: measured([15_000, 15_000]) };
        const measurement = { ...outcome.measurement, sensors: [...(twins.sensors ?? [])] };
        return [{ ...line, wallMs: 31_000, outcome: { ...outcome, measurement } }];
      }
      default:
        return [];
    }
  });
  const [proof] = context.plan;
  const proven = { status: 'proven', proof: proofThat(true) } as const;
  const stamp = { startedAt: STARTED, wallMs: 350, previousSha256: SHA };
  return {
    context,
    cells,
    proofs: proof === undefined ? [] : [{ kind: 'proof', cell: proof.id, ...stamp, outcome: proven }],
  };
}

const measured = (stepsMs: readonly number[]) =>
  ({ status: 'measured', measurement: { ...measurementOf(stepsMs), samplesSha256: SHA } }) as const;

/** So many blocks in which the recorded step and the whole window are this much longer than a bare step of 2 ms. */
export function overheadOf(recorded: number, window: number, blocks = 2): Overhead {
  return {
    steps: 30,
    blocks: Array.from({ length: blocks }, (_, i) => ({
      first: i % 2 === 0 ? 'bare' : 'window',
      bareMs: 2,
      recordedMs: 2 * (1 + recorded),
      windowMs: 2 * (1 + window),
    })),
    clock: { tickMs: 4e-5, readingMs: 1e-4 },
    samplerShare: unavailable('not-asked'),
  };
}

export const CPU = target('cpu').id;
