/** From records to a training rate: the whole step where it ran, else its measured parts through a parallel plan. Pure. */
import { noteText } from '../../results/note-text.ts';
import type { RunRecord } from '../../results/record.ts';
import { falling, type Interval } from '../../results/statistics.ts';
import type { Model, ModelBlock } from '../../suites/models.ts';
import type { Dtype } from '../../suites/workload.ts';
import { type Catalog, type Chip, chipOfDevice, type PeakDtype, shippedChips } from '../catalog/catalog.ts';
import type { Links } from '../catalog/links.ts';
import { peakFlopsSchema } from '../catalog/row.ts';
import { type Absent, isAbsent, said } from '../figure.ts';
import { threeDigits } from '../format.ts';
import { PEAK_OF } from '../reference/reference.ts';
import {
  boundRatios,
  distance,
  type SiblingRatio,
  scaledTime,
  siblingError,
  siblingsOf,
} from '../reference/sibling.ts';
import { rerunCommand } from '../report/command.ts';
import { meanStepTime } from '../rows/normalise.ts';
import { physicsViolations } from '../rows/physics.ts';
import { poolNewest } from '../rows/pool-newest.ts';
import { ranBy, sameRan, whatRan } from '../rows/ran.ts';
import { compareText } from '../rows/runs.ts';
import { isSound, ranConcurrently, sameWork, type WorkPool, worksOf } from '../rows/work.ts';
import { type BoardSpread, boardSpread } from '../spread/board-spread.ts';
import { boardName, boardsOf } from '../spread/boards.ts';
import { chipTime, widened } from '../spread/chip-time.ts';
import { lacksOf, lacksOfCopies } from '../spread/lack.ts';
import type { Lack } from '../spread/verdict.ts';
import { absenceText } from '../words/absence-text.ts';
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
    return said(`what stands around the layers of ${model.name} is not described, so its step is not known`);
  }
  const whole = { ...model, block };
  const works = trainingWorks(question);
  for (const ran of [chip, ...nearestSiblings(question)]) {
    const faithful = works.filter(work => isOf(ran, work, question) && unfaithful(work, model).length === 0);
    const [best] = faithful.toSorted(mostOfTheModel);
    if (best === undefined) continue;
    const pools = faithful.filter(work => standsWith(work, best));
    return rateOf(question, whole, { best, pools, ran });
  }
  const own = works.filter(work => isOf(chip, work, question));
  if (own.length > 0) return said(unfaithfulReason(own, model, chip, dtype));
  return said(`no record of ${chip.name} has a sound backward pass in ${dtype}${unprovenText(question)}`);
}

/** The pools of the chip's own that its rate stands on; none where no record of it is of this model. */
export function trainingPools(question: RateQuestion): readonly WorkPool[] {
  const { chip, model } = question;
  const own = trainingWorks(question).filter(
    work => isOf(chip, work, question) && unfaithful(work, model).length === 0,
  );
  const [best] = own.toSorted(mostOfTheModel);
  return best === undefined ? [] : own.filter(work => standsWith(work, best));
}

/** The same work by the same software. */
const standsWith = (work: WorkPool, best: WorkPool): boolean =>
  sameWork(work, best) && sameRan(ranBy(work.pool), ranBy(best.pool));

/** What a rate stands on: the work, all pools of it by one software, and the chip they are of. */
type Source = { readonly best: WorkPool; readonly pools: readonly WorkPool[]; readonly ran: Chip };

/** Siblings of the chip, the nearest first; none where nothing is known of their error, or the type has no peak. */
function nearestSiblings({ chip, dtype, catalog }: RateQuestion): readonly Chip[] {
  const peak = peakOf(dtype);
  if (peak === null || siblingError(catalog.siblings, shippedChips(catalog)) === null) return [];
  const { chips } = siblingsOf(chip.id, catalog.siblings);
  return catalog.chips
    .filter(({ id }) => chips.includes(id))
    .filter(one => Number.isFinite(distance(one, chip, peak)))
    .toSorted((a, b) => distance(a, chip, peak) - distance(b, chip, peak));
}

const peakOf = (dtype: string): PeakDtype | null => {
  const known = peakFlopsSchema.keyof().safeParse(dtype);
  return known.success ? known.data : null;
};

/** A buyer's dtype is that of products: float8 is any recipe of it that was measured. */
const isIn = (dtype: string, measured: Dtype): boolean => measured === dtype || PEAK_OF[measured] === dtype;

/** Sound works in the dtype, with a backward pass, that ran alone, on no software adapter; of a race the winner alone. */
const trainingWorks = (question: RateQuestion): WorkPool[] =>
  measuredWorks(question)
    .filter(isSound)
    .filter(({ pool: { race } }) => race.leads || race.standing === 'unraced');

/** What else was measured of the chip, and why it does not count. */
function unprovenText(question: RateQuestion): string {
  const texts = measuredWorks(question)
    .filter(work => isOf(question.chip, work, question))
    .flatMap(({ pool: { evidence, record, workloadCase } }) =>
      evidence.status === 'unproven'
        ? [`${workloadCase.id} of run ${record.context.runId} is unproven: ${noteText(evidence)}`]
        : [],
    );
  return texts.length === 0 ? '' : `; ${texts.join('; ')}`;
}

/** Works in the dtype, with a backward pass, that ran alone, on no software adapter; sound or not. */
function measuredWorks({ records, dtype, catalog }: RateQuestion): WorkPool[] {
  const violations = new Map(records.map(record => [record, physicsViolations(record, catalog)]));
  return worksOf(poolNewest(records, violations)).filter(
    work =>
      !ranConcurrently(work) &&
      isIn(dtype, work.workload.dtype) &&
      work.workload.pass !== 'forward' &&
      !work.pool.target.software,
  );
}

const isOf = (chip: Chip, { pool }: WorkPool, { catalog }: RateQuestion): boolean =>
  chipOfDevice(catalog, pool.target.device)?.id === chip.id;

const REACH = { 'moe-layer': 0, 'moe-block': 1, 'train-step': 2 } as const;

/**
 * A step says more than a block, a block more than a layer; then what computes most; of equal work what was measured here and is not
 * dated later than the clock, then what is newest.
 */
function mostOfTheModel(a: WorkPool, b: WorkPool): number {
  return (
    REACH[b.workload.part] - REACH[a.workload.part] ||
    b.pool.workloadCase.flopsPerStep - a.pool.workloadCase.flopsPerStep ||
    standing(b) - standing(a) ||
    compareText(b.pool.record.context.startedAt, a.pool.record.context.startedAt)
  );
}

const standing = ({ pool: { record } }: WorkPool): number =>
  (record.aheadOfClock === true ? 0 : 2) + (record.imported === undefined ? 1 : 0);

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
  if (isAbsent(slice)) return said(`${pool.workloadCase.id}: ${absenceText(slice)}`);
  const measured = workload.part === 'moe-layer' ? {} : { sequence: workload.sequence };
  const options = planOptions(dtype, { ...measured, ...given });
  const { sequence } = options;
  const whole = wholeParts(slice, workload, pool.workloadCase.fitted?.cut ?? [], model, sequence, ran);
  if (isAbsent(whole)) return whole;
  const ground = { rateKind: 'training', available: true, extrapolated: whole.cut.length > 0 } as const;
  const scaling = scalingOf(question, source);
  if (isAbsent(scaling)) return scaling;
  const spread = boardSpread(question.catalog);
  if (workload.part === 'train-step' && whole.cut.length === 0 && given.devices === undefined) {
    const time = chipTime(
      pools.map(({ pool: one }) => one),
      meanStepTime,
      spread,
    );
    const why = [
      measuredText(best, time.boards.length),
      ...elsewhereText(best),
      ...scaling.why,
      spreadText(spread),
      'on one device: no communication',
    ];
    const basis = ran === chip ? 'measured' : 'sibling';
    return {
      ...ground,
      tokensPerSecondPerDevice: rateOver(best, time.interval, scaling.compute),
      basis,
      why,
      runs: runsOf(pools),
      boards: time.boards,
      lacks: lacksOver(time.interval, pools, ran),
    };
  }
  const stack = stackOf(model);
  if (isAbsent(stack)) return stack;
  const fabric = fabricOf(chip.id, links, options.site);
  if (isAbsent(fabric)) return fabric;
  const parts = scaledParts(whole.parts, scaling, spread);
  const planned = bestPlan({ stack, chip, fabric, parts, options });
  if (!planned.available) return planned;
  return {
    ...ground,
    tokensPerSecondPerDevice: planned.tokensPerSecondPerDevice,
    basis: 'projected',
    why: [
      measuredText(best, 1),
      ...elsewhereText(best),
      ...scaling.why,
      spreadText(spread),
      slice.how,
      ...(whole.cut.length === 0 ? [] : [`extrapolated from a slice: ${whole.cut.join(', ')}`]),
      ...whole.assumed,
      ...planWhy(planned, options),
      ...fabric.why,
    ],
    runs: runsOf([best]),
    boards: [boardName(pool)],
    lacks: lacksOver(widened(meanStepTime(pool), spread.board), [best], ran),
  };
}

/** By what times are scaled: what is bound by compute, and what by memory. */
type Scaling = { readonly compute: Ratio; readonly memory: Ratio; readonly why: readonly string[] };
type Ratio = Omit<SiblingRatio, 'limit'>;
const AS_MEASURED: Ratio = { point: 1, low: 1, high: 1 };

function scalingOf({ chip, dtype, catalog }: RateQuestion, { ran }: Source): Scaling | Absent {
  if (ran === chip) return { compute: AS_MEASURED, memory: AS_MEASURED, why: [] };
  const [peak, error] = [peakOf(dtype), siblingError(catalog.siblings, shippedChips(catalog))];
  if (peak === null || error === null) return said(`nothing is known of how ${chip.name} differs from ${ran.name}`);
  const ratios = boundRatios(ran, chip, peak, error);
  if (isAbsent(ratios)) return ratios;
  const { compute, memory } = ratios;
  const { reason } = siblingsOf(chip.id, catalog.siblings);
  const text = `sibling: ${ran.name} was measured, not ${chip.name} (${reason}); its times are taken ${threeDigits(compute.point)} times by compute, ${threeDigits(memory.point)} times by memory, with ${threeDigits(compute.low)} to ${threeDigits(compute.high)} as their ends`;
  return { compute, memory, why: [text] };
}

/** Scaled, and each as wide as boards differ: the parts are of one board. */
function scaledParts(parts: ComputeParts, { compute, memory }: Scaling, { board }: BoardSpread): ComputeParts {
  const scaled = (part: Interval, ratio: Ratio) => scaledTime(widened(part, board), ratio, 0);
  return {
    attention: scaled(parts.attention, compute),
    mixture: scaled(parts.mixture, compute),
    dense: scaled(parts.dense, compute),
    head: scaled(parts.head, compute),
    optimizerPerParameter: scaled(parts.optimizerPerParameter, memory),
  };
}

const runsOf = (works: readonly WorkPool[]): string[] => [
  ...new Set(works.map(({ pool: { record } }) => record.context.runId)),
];

function rateOver({ workload }: WorkPool, time: Interval, ratio: Ratio): Interval {
  const step = ratio === AS_MEASURED ? time : scaledTime(time, ratio, 0);
  return falling(step, ms => (1000 * workload.tokens) / ms);
}

/** What the time lacks of an interval: of a range, board by board. */
function lacksOver(time: Interval, works: readonly WorkPool[], ran: Chip): Lack[] {
  const [first] = works;
  if (first === undefined) return [];
  const what = whatRan(ran.name, ranBy(first.pool), first.workload.dtype);
  const boards = boardsOf(works.map(({ pool }) => pool));
  const copies = boards.flatMap(({ pool }) => lacksOfCopies(pool, what));
  if (time.kind !== 'range') return [...lacksOf(time, what, ''), ...copies];
  const few = boards.flatMap(({ pool }) => {
    const step = meanStepTime(pool);
    const command = rerunCommand([pool.target.id], pool.workloadCase, first.workload);
    return step.kind === 'range' ? lacksOf(step, what, command) : [];
  });
  return [...few, ...copies];
}

const spreadText = ({ board }: BoardSpread): string =>
  board === null
    ? 'of these boards in these runs: nothing is known here of how boards and runs differ'
    : `boards of one chip, their hosts and runs are taken to differ by a standard deviation of ${threeDigits(100 * board)} %`;
