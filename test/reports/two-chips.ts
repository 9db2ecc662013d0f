/** Two chips that ran one layer in one run, by one software: what comparisons are tried on. No number here was measured. */
import type { Catalog } from '../../reports/catalog/catalog.ts';
import type { RunRecord, Target } from '../../results/record.ts';
import type { Measurement } from '../../results/schema/outcome.ts';
import { caseA, fixtureCatalog, fixtureRecord, proofsOf, rentOf } from './fixture.ts';

type Medians = readonly number[];

/** The H800 stands where the fixture has its CPU; both ran by WebGPU unless told otherwise. */
export function pair(
  { h20, h800 }: { readonly h20: Medians; readonly h800: Medians },
  changes: {
    readonly machine?: string;
    readonly runId?: string;
    readonly provider?: string;
    readonly uuid?: string;
    /** Which provider the trace of the H800's steps names. */
    readonly placedOn?: string;
  } = {},
): RunRecord {
  const { machine = 'lab-1', runId = 'run-1', provider = 'webgpu', uuid, placedOn = provider } = changes;
  const work = {
    cases: [caseA],
    medians: { cpu: { [caseA.id]: h800 }, 'webgpu-0': { [caseA.id]: h20 } },
    proofs: proofsOf([caseA]),
  };
  const record = fixtureRecord({
    runId,
    change: (measurement, target) => (target === 'cpu' ? onProvider(measurement, placedOn) : measurement),
    work,
  });
  const targets = record.context.targets.map(
    (target): Target =>
      target.id === 'cpu'
        ? {
            ...target,
            onnx: { provider },
            device: { vendor: 'NVIDIA', name: 'NVIDIA H800', index: 1, ...(uuid === undefined ? {} : { uuid }) },
          }
        : target,
  );
  return { ...record, context: { ...record.context, targets, machine: { ...record.context.machine, id: machine } } };
}

const onProvider = (measurement: Measurement, provider: string): Measurement => ({
  ...measurement,
  placement: {
    available: true,
    providers: [{ provider, nodes: 40, timeMs: measurement.stepMs.medianMs, operators: { MatMul: 12 } }],
    copiedBytes: 0,
  },
});

/** Both are rented at one price. */
export const catalog: Catalog = { ...fixtureCatalog(), prices: [rentOf('nvidia-h800', 1), rentOf('nvidia-h20', 1)] };
/** Five rounds as rounds differ, ms. */
export const spread = [9.9, 10, 10.1, 10, 10.05];
export const times = (medians: Medians, factor: number) => medians.map(ms => ms * factor);
