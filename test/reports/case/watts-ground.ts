/** Records of training work whose energy was read, and the watts that they give. */
import { listedCaseModel } from '../../../reports/case/model.ts';
import { speedSources } from '../../../reports/case/speed/sources.ts';
import type { FoundWatts, WattQuery } from '../../../reports/case/watts.ts';
import { loadLinks } from '../../../reports/catalog/load.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { CellEnergy } from '../../../results/schema/energy.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../../results/schema/reading.ts';
import { fixtureCatalog } from '../fixture.ts';
import { partsRecord, trainCase } from '../parts-fixture.ts';
import { toy } from '../toy-model.ts';

export const catalog = fixtureCatalog();

/** A window of the training step is 3 × 40 + 1.5 ms. */
export const SECONDS = 0.1215;
/** 380, 400, 420, 400 and 400 W. */
const WATTS = [380, 400, 420, 400, 400];
export const board = (watts: number, method = 'energy-counter') => read(watts * SECONDS, method, 'board');

export type Energies = Partial<Pick<CellEnergy, 'energyJ' | 'widestEnergyJ' | 'idlePowerW' | 'sensors'>>;

/** The record of all parts with these energies in the rounds of the H20's training step. */
export function recordWith(
  of: (watts: number, round: number) => Energies,
  { runId = 'run-parts', machine = {} }: { runId?: string; machine?: Partial<RunRecord['context']['machine']> } = {},
): RunRecord {
  const record = partsRecord();
  const energised = (measurement: Measurement, cell: string): Measurement => {
    const [target, caseId, round] = cell.split(':');
    const index = Number(round);
    return target === 'webgpu-0' && caseId === trainCase.id
      ? { ...measurement, ...of(WATTS[index] ?? Number.NaN, index) }
      : measurement;
  };
  const context = { ...record.context, runId, machine: { ...record.context.machine, ...machine } };
  const cells = record.cells.map(line =>
    line.outcome.status === 'measured'
      ? { ...line, outcome: { ...line.outcome, measurement: energised(line.outcome.measurement, line.cell) } }
      : line,
  );
  return { ...record, context, cells };
}

export const sourcesOf = (...records: RunRecord[]) =>
  speedSources({
    catalog,
    links: loadLinks(),
    anchors: { models: [], anchors: [] },
    projector: () => {
      throw new Error('nothing is projected here');
    },
    records,
  });

const h20 = catalog.chips.find(({ id }) => id === 'nvidia-h20');
if (h20 === undefined) throw new Error('the fixture catalog has no H20');
export const QUERY: WattQuery = { model: listedCaseModel(toy), chip: h20, dtype: 'float32' };
export const found = (...records: RunRecord[]): FoundWatts => sourcesOf(...records).measuredWatts(QUERY);
export const ofBoard = (changes: Energies = {}) =>
  recordWith(watts => ({ energyJ: board(watts), widestEnergyJ: board(watts), ...changes }));

export const medianOf = (watts: FoundWatts) =>
  watts.available && typeof watts.watts === 'object' && 'lognormal' in watts.watts
    ? watts.watts.lognormal.median
    : Number.NaN;

/** As the machine of the record has them. */
export const card = { vendor: 'NVIDIA', name: 'NVIDIA H20', driver: '550.54', memoryBytes: unavailable('not-asked') };
export const chassis = (watts: number): Reading => read(watts * SECONDS, 'sampled-power', 'chassis');
export const inChassis = (accelerators: number) =>
  recordWith(watts => ({ energyJ: board(watts), widestEnergyJ: chassis(2 * watts) }), {
    machine: { accelerators: Array.from({ length: accelerators }, () => card) },
  });
