/** From records to a training rate: the whole step where it ran, else its measured parts through a parallel plan. Pure. */
import type { RunRecord } from '../../../results/record.ts';
import { type Interval, studentInterval } from '../../../results/statistics.ts';
import type { Model, ModelBlock } from '../../../suites/models.ts';
import { type Catalog, type Chip, chipOfDevice } from '../../catalog/catalog.ts';
import type { Links } from '../../catalog/links.ts';
import { threeDigits } from '../../format.ts';
import { absent } from '../figure.ts';
import { meanStepTime } from '../normalise.ts';
import { physicsViolations } from '../physics.ts';
import { placed } from '../placed.ts';
import { compareText, poolNewest } from '../pool.ts';
import { isSound, ranConcurrently, sameWork, type WorkPool, worksOf } from '../work.ts';
import { fabricOf } from './collectives.ts';
import { wholeParts } from './extrapolate.ts';
import { type PlanOptions, planOptions } from './options.ts';
import type { TrainingRate } from './rate.ts';
import { bestPlan, type PlannedStep, planText } from './search.ts';
import { sliceParts, unfaithful } from './slice.ts';
import { stackOf } from './stack.ts';

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
 * devices is asked for; else `projected`. Absent with the reason where records, links or memory do not carry it.
 */
export function trainingRateFromRecords(question: RateQuestion): TrainingRate {
  const { model, chip, dtype } = question;
  const { block } = model;
  if (block === null)
    return absent(`what stands around the layers of ${model.name} is not described, so its step is not known`);
  const works = worksOn(question);
  if (works.length === 0) return absent(`no record of ${chip.name} has a sound backward pass in ${dtype}`);
  const faithful = works.filter(work => unfaithful(work, model).length === 0);
  const [best] = faithful.toSorted(mostOfTheModel);
  if (best === undefined) return absent(unfaithfulReason(works, model, chip, dtype));
  return rateOf(
    question,
    { ...model, block },
    best,
    faithful.filter(work => sameWork(work, best)),
  );
}

/** Sound works of the chip in the dtype, with a backward pass, that ran alone. */
function worksOn({ records, chip, dtype, catalog }: RateQuestion): WorkPool[] {
  const violations = new Map(records.map(record => [record, physicsViolations(record, catalog)]));
  return worksOf(poolNewest(records, violations)).filter(
    work =>
      isSound(work) &&
      !ranConcurrently(work) &&
      work.workload.dtype === dtype &&
      work.workload.pass !== 'forward' &&
      !work.pool.target.software &&
      chipOfDevice(catalog, work.pool.target.device.name)?.id === chip.id,
  );
}

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

function rateOf(
  { chip, dtype, links, options: given = {} }: RateQuestion,
  model: Model & { readonly block: ModelBlock },
  work: WorkPool,
  pools: readonly WorkPool[],
): TrainingRate {
  const { pool, workload } = work;
  const options = planOptions(dtype, given);
  const slice = sliceParts(work, model, chip);
  if ('reason' in slice) return absent(`${pool.workloadCase.id}: ${slice.reason}`);
  const sequence = given.sequence ?? (workload.part === 'moe-layer' ? options.sequence : workload.sequence);
  const whole = wholeParts(slice, workload, pool.workloadCase.fitted?.cut ?? [], model, sequence, chip);
  if ('reason' in whole) return whole;
  const ground = { rateKind: 'training', available: true, extrapolated: whole.cut.length > 0 } as const;
  if (workload.part === 'train-step' && whole.cut.length === 0 && given.devices === undefined) {
    const tokensPerSecondPerDevice = rateOver(pools);
    const why = [measuredText(work, pools), ...elsewhereText(work), 'on one device: no communication'];
    return { ...ground, tokensPerSecondPerDevice, basis: 'measured', why, runs: runsOf(pools) };
  }
  const stack = stackOf(model);
  if ('reason' in stack) return stack;
  const fabric = fabricOf(chip.id, links, options.site);
  if ('reason' in fabric) return fabric;
  const planned = bestPlan({ stack, chip, fabric, parts: whole.parts, options: { ...options, sequence } });
  if (!planned.available) return planned;
  return {
    ...ground,
    tokensPerSecondPerDevice: planned.tokensPerSecondPerDevice,
    basis: 'projected',
    why: [
      measuredText(work, [work]),
      ...elsewhereText(work),
      slice.how,
      ...(whole.cut.length === 0 ? [] : [`extrapolated from a slice: ${whole.cut.join(', ')}`]),
      ...whole.assumed,
      ...planWhy(planned, { ...options, sequence }),
      ...fabric.why,
    ],
    runs: runsOf([work]),
  };
}

const runsOf = (works: readonly WorkPool[]): string[] => [
  ...new Set(works.map(({ pool: { record } }) => record.context.runId)),
];

function measuredText({ pool, workload }: WorkPool, pools: readonly WorkPool[]): string {
  const devices = pools.length === 1 ? '' : `, ${pools.length} devices`;
  return `measured: ${pool.workloadCase.id} (${workload.part}, ${pool.rounds.length} rounds${devices})`;
}

function elsewhereText({ pool }: WorkPool): string[] {
  const placement = pool.rounds.find(({ measurement }) => measurement.placement.available)?.measurement.placement;
  if (placement === undefined) return [];
  const { target } = placed(pool.target, placement);
  return target === pool.target.id ? [] : [`part of its work was done elsewhere (${target})`];
}

/** One device keeps the interval of its rounds; several give one over devices. */
function rateOver(pools: readonly WorkPool[]): Interval {
  const rates = pools.map(({ pool, workload }): Interval => {
    const mean = meanStepTime(pool);
    const rate = (ms: number) => (1000 * workload.tokens) / ms;
    return { ...mean, point: rate(mean.point), low: rate(mean.high), high: rate(mean.low) };
  });
  const [only, second] = rates;
  return only !== undefined && second === undefined ? only : studentInterval(rates.map(({ point }) => point));
}

/** Every statement of the plan that a reader may doubt. */
function planWhy({ plan, seconds, weighed }: PlannedStep, options: PlanOptions): string[] {
  const { devices, batchTokens, sequence, overlap, communication, nodesPerToken } = options;
  const percent = (share: number) => `${threeDigits(100 * share)} %`;
  const part = (time: number) => percent(time / seconds.step);
  const open = seconds.communication - seconds.hidden;
  return [
    `plan: ${planText(plan)}, the fastest of ${weighed.fitting} that fit of ${weighed.plans} for ${devices} devices, ${batchTokens} tokens a step in sequences of ${sequence}`,
    `of the step: computing ${part(seconds.compute + seconds.recompute)}, waiting for the pipeline ${part(seconds.bubble)}, optimizer ${part(seconds.optimizer)}, communication in the open ${part(open)} (hidden: ${part(seconds.hidden)})`,
    `assumed: ${percent(overlap.point)} (${percent(overlap.low)} to ${percent(overlap.high)}) of what experts, pipeline and data send is hidden behind computing; collectives take ${threeDigits(communication.low)} to ${threeDigits(communication.high)} of what their model says; experts are used evenly; devices that share a layer lose nothing by its being narrower`,
    nodesPerToken === null
      ? 'assumed: a token travels to each of its experts'
      : `assumed: a token travels to at most ${nodesPerToken} nodes, and from there to its experts`,
  ];
}
