/**
 * Whether published speeds make Ling's 20 % plausible. Each device's speed is projected from the anchors without its identity,
 * which the paper keeps to itself; what two devices do not share of a projection's error is drawn jointly, as `compare` does.
 */
import { fact } from '../fact.ts';
import type { Absent } from '../figure.ts';
import { fixed, type Product } from '../money/sampling/quantity.ts';
import { type Samples, samplesOf } from '../money/sampling/sampling.ts';
import { mapped, paired, type Series, seriesOf, spanOf } from '../money/sampling/series.ts';
import { quantityOf } from '../money/sampling/spread.ts';
import { divided, each, meanOf, minus, plus } from '../money/sampling/values.ts';
import type { Projection, Projector } from '../projection/project.ts';
import { costAtSpeed, shareWithin } from './arithmetic.ts';
import type { ClaimTable, ClaimText, Inference } from './claim.ts';
import { DEAR, type LingDevice } from './ling-devices.ts';

const SEED = 1;
const SAMPLES = 16_384;

export type Counts = { readonly active: number; readonly total: number };

/** Cost of 10¹² tokens ÷ that on device D, jointly sampled. */
type Contender = { readonly device: LingDevice; readonly projection: Projected; readonly cost: Series };
type Projected = Extract<Projection, { available: true }>;

export type Plausibility = {
  readonly tables: readonly ClaimTable[];
  readonly inferred: readonly Inference[];
  readonly answer: ClaimText;
  /** The whole interval of the saving of the device that saves most lies above 0. */
  readonly shown: boolean;
};

/** What each device, and each mix of two, would save by projected speeds; how often that is `claimed` or more. */
export function plausibility(
  devices: readonly LingDevice[],
  { counts, claimed, impliedOnD }: { readonly counts: Counts; readonly claimed: number; readonly impliedOnD: number },
  projector: Projector,
): Plausibility {
  const samples = samplesOf(SEED, SAMPLES);
  const contenders = contendersOf(devices, counts, projector, samples);
  const dear = contenders.find(({ device }) => device.letter === DEAR);
  if (dear === undefined) throw new Error('device D is among the devices');
  const others = contenders.filter(contender => contender !== dear).toSorted((a, b) => a.cost.point - b.cost.point);
  return {
    tables: [deviceTable(others, claimed), mixTable([...others, dear], claimed)],
    inferred: [speedOfD(dear.projection, impliedOnD), ratios(dear.projection)],
    ...answerOf(others, claimed),
  };
}

function contendersOf(
  devices: readonly LingDevice[],
  counts: Counts,
  projector: Projector,
  samples: Samples,
): readonly Contender[] {
  const projected = devices.map(device => ({ device, projection: projectionOf(device, counts, projector) }));
  const costs = projected.map(({ device, projection }) => {
    const speed: Product = [
      fixed(projection.tokensPerSecondPerDevice.point),
      quantityOf({ lognormal: { median: 1, sigma: projection.logSigmaChip } }, `projection.chip/${device.chip.id}`),
    ];
    return seriesOf(samples, at => each(at(speed), perSecond => costAtSpeed(perSecond, device.pricePerHour)));
  });
  const ofD = costs[devices.findIndex(({ letter }) => letter === DEAR)];
  if (ofD === undefined) throw new Error('device D is among the devices');
  return projected.flatMap((device, index) => {
    const cost = costs[index];
    return cost === undefined ? [] : [{ ...device, cost: paired(cost, ofD, divided) }];
  });
}

function projectionOf({ chip }: LingDevice, { active, total }: Counts, { project }: Projector): Projected {
  const found: Projection | Absent = project({
    chip,
    model: { id: 'ling-plus', activeParametersForFlops: active, totalParameters: total },
    dtype: 'bfloat16',
    devices: null,
  });
  if (!found.available) throw new Error(`${chip.id} has no projection: ${found.code}`);
  return found;
}

const savingOf = (cost: Series): Series => mapped(cost, share => minus(1, share));

/** The share of samples in which the saving is so much or more. */
function chanceOf(saving: Series, claimed: number): number {
  return meanOf(saving.samples, value => (value >= claimed ? 1 : 0));
}

function deviceTable(others: readonly Contender[], claimed: number): ClaimTable {
  return {
    id: 'plausible-devices',
    title: fact('ling-table-plausible-devices'),
    kind: 'inferred',
    columns: [
      { id: 'device', title: fact('column-device'), unit: null },
      { id: 'tokensPerSecond', title: fact('column-projected'), unit: 'tokens/s' },
      { id: 'low80', title: fact('column-80-from'), unit: 'tokens/s' },
      { id: 'high80', title: fact('column-to'), unit: 'tokens/s' },
      ...savingColumns(fact('column-saving')),
      { id: 'chance', title: fact('column-claimed-chance', { claimed }), unit: 'share' },
    ],
    rows: others.map(({ device, projection: { tokensPerSecondPerDevice: speed }, cost }) => ({
      device: device.letter,
      tokensPerSecond: speed.point,
      low80: speed.low,
      high80: speed.high,
      ...savingCells(cost),
      chance: chanceOf(savingOf(cost), claimed),
    })),
    note: fact('ling-note-plausible-devices', { claimed, samples: SAMPLES }),
  };
}

const savingColumns = (title: ClaimText) => [
  { id: 'saving', title, unit: 'share' },
  { id: 'low', title: fact('column-95-from'), unit: 'share' },
  { id: 'high', title: fact('column-to'), unit: 'share' },
];

function savingCells(cost: Series) {
  const { point, low, high } = spanOf(savingOf(cost));
  return { saving: point, low, high };
}

/** Every two devices, the cheaper first; `from` the cheapest to the dearest at the points. */
function mixTable(ranked: readonly Contender[], claimed: number): ClaimTable {
  const pairs = ranked.flatMap((first, index) => ranked.slice(index + 1).map(second => inOrder(first, second)));
  return {
    id: 'plausible-mixes',
    title: fact('ling-table-plausible-mixes'),
    kind: 'inferred',
    columns: [
      { id: 'mix', title: fact('column-mix'), unit: null },
      { id: 'mostOfSecond', title: fact('column-most-of-second'), unit: 'share' },
      ...savingColumns(fact('column-half-and-half')),
      { id: 'chance', title: fact('column-claimed-chance', { claimed }), unit: 'share' },
    ],
    rows: pairs.map(([cheap, dear]) => {
      const half = paired(cheap.cost, dear.cost, (a, b) => divided(plus(a, b), 2));
      return {
        mix: `${cheap.device.letter} + ${dear.device.letter}`,
        mostOfSecond: shareWithin(1 - claimed, dear.cost.point, cheap.cost.point),
        ...savingCells(half),
        chance: chanceOf(savingOf(half), claimed),
      };
    }),
    note: fact('ling-note-plausible-mixes', { claimed }),
  };
}

const inOrder = (a: Contender, b: Contender): readonly [Contender, Contender] =>
  a.cost.point <= b.cost.point ? [a, b] : [b, a];

function speedOfD({ tokensPerSecondPerDevice: { point, low, high } }: Projected, implied: number): Inference {
  const isWithin = implied >= low && implied <= high;
  return {
    id: 'speed-d-projected',
    text: fact('ling-inferred-speed-d', { point, low, high }),
    because: fact(isWithin ? 'ling-because-speed-d-within' : 'ling-because-speed-d-outside', { implied }),
    confidence: 'medium',
  };
}

function ratios({ logSigmaChip }: Projected): Inference {
  return {
    id: 'ratio',
    text: fact('ling-inferred-ratio'),
    because: fact('ling-because-ratio', { logSigma: logSigmaChip }),
    confidence: 'medium',
  };
}

function answerOf(others: readonly Contender[], claimed: number): Pick<Plausibility, 'answer' | 'shown'> {
  const savings = others.map(({ device: { letter }, cost }) => {
    const { point, low, high } = spanOf(savingOf(cost));
    return { letter, chance: chanceOf(savingOf(cost), claimed), point, low, high };
  });
  const [best, ...rest] = savings;
  if (best === undefined) throw new Error('there are other devices than D');
  const shown = best.low > 0;
  const chances = rest.map(({ letter, chance }) => fact('ling-device-chance', { letter, chance }));
  return { answer: fact(shown ? 'ling-answer-shown' : 'ling-answer-plausible', { ...best, claimed }, chances), shown };
}
