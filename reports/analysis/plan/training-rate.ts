/** From records to a training rate: the whole step where it ran, else its measured parts through a parallel plan. Pure. */
import type { RunRecord } from '../../../results/record.ts';
import { falling, type Interval, studentInterval } from '../../../results/statistics.ts';
import type { Model, ModelBlock } from '../../../suites/models.ts';
import { dtypeSchema } from '../../../suites/workload.ts';
import { type Catalog, type Chip, chipOfDevice, type PeakDtype } from '../../catalog/catalog.ts';
import type { Links } from '../../catalog/links.ts';
import { threeDigits } from '../../format.ts';
import { type Absent, absent } from '../figure.ts';
import { meanStepTime } from '../normalise.ts';
import { physicsViolations } from '../physics.ts';
import { compareText, poolNewest } from '../pool.ts';
import { PEAK_OF } from '../reference.ts';
import { boundRatios, distance, type SiblingRatio, scaledTime, siblingError, siblingsOf } from '../sibling.ts';
import { isSound, ranConcurrently, sameWork, type WorkPool, worksOf } from '../work.ts';
import { fabricOf } from './collectives.ts';
import { wholeParts } from './extrapolate.ts';
import { type PlanOptions, planOptions } from './options.ts';
import type { TrainingRate } from './rate.ts';
import { bestPlan } from './search.ts';
import { sliceParts, unfaithful } from './slice.ts';
import { stackOf } from './stack.ts';
import type { ComputeParts } from './step.ts';
import { elsewhereText, measuredText, planWhy } from './why.ts';

export type RateQuestion = {
  readonly records: readonly RunRecord[];
  readonly model: Model;
  readonly chip: Chip;
  /** As workloads spell it; a type nobody can run, as float8, has no records. */
  readonly dtype: string;
  readonly catalog: Catalog;
  readonly links: Links;
  readonly options?: Partial<PlanOptions>;
};

/**
 * Tokens per second and device of training `model` on `chip`. `measured` where a device ran the whole step and no number of
 * devices is asked for; else `projected`. Where the chip has no such record, those of its nearest sibling are scaled
 * (sibling.ts). Absent with the reason where records, links or memory do not carry it.
 */
export function trainingRateFromRecords(question: RateQuestion): TrainingRate {
  const { model, chip, dtype } = question;
  const { block } = model;
  if (block === null) {
    return absent(`what stands around the layers of ${model.name} is not described, so its step is not known`);
  }
  const whole = { ...model, block };
  const works = trainingWorks(question);
  for (const ran of [chip, ...nearestSiblings(question)]) {
    const faithful = works.filter(work => isOf(ran, work, question) && unfaithful(work, model).length === 0);
    const [best] = faithful.toSorted(mostOfTheModel);
    if (best === undefined) continue;
    const pools = faithful.filter(work => sameWork(work, best));
    return rateOf(question, whole, { best, pools, ran });
  }
  const own = works.filter(work => isOf(chip, work, question));
  return absent(
    own.length === 0
      ? `no record of ${chip.name} has a sound backward pass in ${dtype}`
      : unfaithfulReason(own, model, chip, dtype),
  );
}

/** The pools of the chip's own that its rate stands on; none where no record of it is of this model. */
export function trainingPools(question: RateQuestion): readonly WorkPool[] {
  const { chip, model } = question;
  const own = trainingWorks(question).filter(
    work => isOf(chip, work, question) && unfaithful(work, model).length === 0,
  );
  const [best] = own.toSorted(mostOfTheModel);
  return best === undefined ? [] : own.filter(work => sameWork(work, best));
}

/** What a rate stands on: the work, all pools of it, and the chip they are of. */
type Source = { readonly best: WorkPool; readonly pools: readonly WorkPool[]; readonly ran: Chip };

/** Siblings of the chip, the nearest first; none where nothing is known of their error, or the type has no peak. */
function nearestSiblings({ chip, dtype, catalog }: RateQuestion): readonly Chip[] {
  const peak = peakOf(dtype);
  if (peak === null || siblingError(catalog.siblings, catalog.chips) === null) return [];
  const { chips } = siblingsOf(chip.id, catalog.siblings);
  return catalog.chips
    .filter(({ id }) => chips.includes(id))
    .filter(one => Number.isFinite(distance(one, chip, peak)))
    .toSorted((a, b) => distance(a, chip, peak) - distance(b, chip, peak));
}

const peakOf = (dtype: string): PeakDtype | null => {
  const known = dtypeSchema.safeParse(dtype);
  return known.success ? PEAK_OF[known.data] : null;
};

/** Sound works in the dtype, with a backward pass, that ran alone, on no software adapter. */
function trainingWorks({ records, dtype, catalog }: RateQuestion): WorkPool[] {
  const violations = new Map(records.map(record => [record, physicsViolations(record, catalog)]));
  return worksOf(poolNewest(records, violations)).filter(
    work =>
      isSound(work) &&
      !ranConcurrently(work) &&
      work.workload.dtype === dtype &&
      work.workload.pass !== 'forward' &&
      !work.pool.target.software,
  );
}

const isOf = (chip: Chip, { pool }: WorkPool, { catalog }: RateQuestion): boolean =>
  chipOfDevice(catalog, pool.target.device.name)?.id === chip.id;

const REACH = { 'moe-layer': 0, 'moe-block': 1, 'train-step': 2 } as const;

/** A step says more than a block, a block more than a layer; then what computes most, then what is newest. */
function mostOfTheModel(a: WorkPool, b: WorkPool): number {
  return (
    REACH[b.workload.part] - REACH[a.workload.part] ||
    b.pool.workloadCase.flopsPerStep - a.pool.workloadCase.flopsPerStep ||
    compareText(b.pool.record.context.startedAt, a.pool.record.context.startedAt)
  );
}

function unfaithfulReason(works: readonly WorkPool[], model: Model, chip: Chip, dtype: string): string {
  const own = works.filter(({ pool }) => pool.workloadCase.model === model.id);
  const [nearest] = own.toSorted((a, b) => unfaithful(a, model).length - unfaithful(b, model).length);
  if (nearest === undefined) return `no record of ${chip.name} is of ${model.name} in ${dtype}`;
  const names = unfaithful(nearest, model).join(', ');
  return `what was measured of ${model.name} on ${chip.name} is scaled (${names} are not the model's own), and says nothing of its speed; run it with --fit`;
}

function rateOf(question: RateQuestion, model: Model & { readonly block: ModelBlock }, source: Source): TrainingRate {
  const { chip, dtype, links, options: given = {} } = question;
  const { best, pools, ran } = source;
  const { pool, workload } = best;
  const slice = sliceParts(best, model, ran);
  if ('reason' in slice) return absent(`${pool.workloadCase.id}: ${slice.reason}`);
  const measured = workload.part === 'moe-layer' ? {} : { sequence: workload.sequence };
  const options = planOptions(dtype, { ...measured, ...given });
  const { sequence } = options;
  const whole = wholeParts(slice, workload, pool.workloadCase.fitted?.cut ?? [], model, sequence, ran);
  if ('reason' in whole) return whole;
  const ground = { rateKind: 'training', available: true, extrapolated: whole.cut.length > 0 } as const;
  const scaling = scalingOf(question, source);
  if ('reason' in scaling) return scaling;
  if (workload.part === 'train-step' && whole.cut.length === 0 && given.devices === undefined) {
    const why = [measuredText(best, pools), ...elsewhereText(best), ...scaling.why, 'on one device: no communication'];
    const basis = ran === chip ? 'measured' : 'sibling';
    return { ...ground, tokensPerSecondPerDevice: rateOver(pools, scaling.compute), basis, why, runs: runsOf(pools) };
  }
  const stack = stackOf(model);
  if ('reason' in stack) return stack;
  const fabric = fabricOf(chip.id, links, options.site);
  if ('reason' in fabric) return fabric;
  const parts = scaledParts(whole.parts, scaling);
  const planned = bestPlan({ stack, chip, fabric, parts, options });
  if (!planned.available) return planned;
  return {
    ...ground,
    tokensPerSecondPerDevice: planned.tokensPerSecondPerDevice,
    basis: 'projected',
    why: [
      measuredText(best, [best]),
      ...elsewhereText(best),
      ...scaling.why,
      slice.how,
      ...(whole.cut.length === 0 ? [] : [`extrapolated from a slice: ${whole.cut.join(', ')}`]),
      ...whole.assumed,
      ...planWhy(planned, options),
      ...fabric.why,
    ],
    runs: runsOf([best]),
  };
}

/** By what times are scaled: what is bound by compute, and what by memory. */
type Scaling = { readonly compute: Ratio; readonly memory: Ratio; readonly why: readonly string[] };
type Ratio = Omit<SiblingRatio, 'limit'>;
const AS_MEASURED: Ratio = { point: 1, low: 1, high: 1 };

function scalingOf({ chip, dtype, catalog }: RateQuestion, { ran }: Source): Scaling | Absent {
  if (ran === chip) return { compute: AS_MEASURED, memory: AS_MEASURED, why: [] };
  const [peak, error] = [peakOf(dtype), siblingError(catalog.siblings, catalog.chips)];
  if (peak === null || error === null) return absent(`nothing is known of how ${chip.name} differs from ${ran.name}`);
  const ratios = boundRatios(ran, chip, peak, error);
  if ('reason' in ratios) return ratios;
  const { compute, memory } = ratios;
  const { reason } = siblingsOf(chip.id, catalog.siblings);
  const text = `sibling: ${ran.name} was measured, not ${chip.name} (${reason}); its times are taken ${threeDigits(compute.point)} times by compute, ${threeDigits(memory.point)} times by memory, with ${threeDigits(compute.low)} to ${threeDigits(compute.high)} as their ends`;
  return { compute, memory, why: [text] };
}

function scaledParts(parts: ComputeParts, { compute, memory }: Scaling): ComputeParts {
  return {
    attention: scaledTime(parts.attention, compute, 0),
    mixture: scaledTime(parts.mixture, compute, 0),
    dense: scaledTime(parts.dense, compute, 0),
    head: scaledTime(parts.head, compute, 0),
    optimizerPerParameter: scaledTime(parts.optimizerPerParameter, memory, 0),
  };
}

const runsOf = (works: readonly WorkPool[]): string[] => [
  ...new Set(works.map(({ pool: { record } }) => record.context.runId)),
];

/** One device keeps the interval of its rounds; several give one over devices. */
function rateOver(pools: readonly WorkPool[], ratio: Ratio): Interval {
  const [first] = pools;
  if (first === undefined) throw new Error('a rate stands on a pool');
  const steps = pools.map(({ pool }) => meanStepTime(pool));
  const [only, second] = steps;
  const own = only !== undefined && second === undefined ? only : studentInterval(steps.map(({ point }) => point));
  const step = ratio === AS_MEASURED ? own : scaledTime(own, ratio, 0);
  return falling(step, ms => (1000 * first.workload.tokens) / ms);
}
