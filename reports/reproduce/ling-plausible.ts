/**
 * Whether published speeds make Ling's 20 % plausible. Each device's speed is projected from the anchors without its identity,
 * which the paper keeps to itself; what two devices do not share of a projection's error is drawn jointly, as `compare` does.
 */
import type { Absent } from '../figure.ts';
import { fixed, type Product, productAt } from '../money/sampling/quantity.ts';
import { type Samples, samplesOf } from '../money/sampling/sampling.ts';
import { mapped, paired, type Series, seriesOf, spanOf } from '../money/sampling/series.ts';
import { quantityOf } from '../money/sampling/spread.ts';
import type { Projection, Projector } from '../projection/project.ts';
import { costAtSpeed, shareWithin } from './arithmetic.ts';
import type { ClaimTable, Inference } from './document.ts';
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
  readonly answer: string;
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
    return seriesOf(samples, at => costAtSpeed(productAt(speed, at), device.pricePerHour));
  });
  const ofD = costs[devices.findIndex(({ letter }) => letter === DEAR)];
  if (ofD === undefined) throw new Error('device D is among the devices');
  return projected.flatMap((device, index) => {
    const cost = costs[index];
    return cost === undefined ? [] : [{ ...device, cost: paired(cost, ofD, (a, reference) => a / reference) }];
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

const savingOf = (cost: Series): Series => mapped(cost, share => 1 - share);

/** The share of samples in which the saving is so much or more. */
function chanceOf(saving: Series, claimed: number): number {
  return saving.samples.filter(value => value >= claimed).length / saving.samples.length;
}

function deviceTable(others: readonly Contender[], claimed: number): ClaimTable {
  return {
    id: 'plausible-devices',
    title: 'What published speeds say of each device alone',
    kind: 'inferred',
    columns: [
      { id: 'device', title: 'device', unit: null },
      { id: 'tokensPerSecond', title: 'projected', unit: 'tokens/s' },
      { id: 'low80', title: '80 %: from', unit: 'tokens/s' },
      { id: 'high80', title: 'to', unit: 'tokens/s' },
      ...SAVING_COLUMNS,
      { id: 'chance', title: '20 % or more', unit: 'share' },
    ],
    rows: others.map(({ device, projection: { tokensPerSecondPerDevice: speed }, cost }) => ({
      device: device.letter,
      tokensPerSecond: speed.point,
      low80: speed.low,
      high80: speed.high,
      ...savingCells(cost),
      chance: chanceOf(savingOf(cost), claimed),
    })),
    note: `Saving beside D, both at projected speeds; the last column is how often it is 20 % or more, of ${SAMPLES.toLocaleString('en-US')} joint samples.`,
  };
}

const SAVING_COLUMNS = [
  { id: 'saving', title: 'saving', unit: 'share' },
  { id: 'low', title: '95 %: from', unit: 'share' },
  { id: 'high', title: 'to', unit: 'share' },
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
    title: 'What they say of a mix of two devices',
    kind: 'inferred',
    columns: [
      { id: 'mix', title: 'mix', unit: null },
      { id: 'mostOfSecond', title: 'most of the second', unit: 'share' },
      ...SAVING_COLUMNS.map(column => (column.id === 'saving' ? { ...column, title: 'half and half' } : column)),
      { id: 'chance', title: '20 % or more', unit: 'share' },
    ],
    rows: pairs.map(([cheap, dear]) => {
      const half = paired(cheap.cost, dear.cost, (a, b) => (a + b) / 2);
      return {
        mix: `${cheap.device.letter} + ${dear.device.letter}`,
        mostOfSecond: shareWithin(1 - claimed, dear.cost.point, cheap.cost.point),
        ...savingCells(half),
        chance: chanceOf(savingOf(half), claimed),
      };
    }),
    note: 'Most of the second: the greatest share of tokens on it with which the 20 % holds at projected speeds; – with none. The others: half of the tokens on each.',
  };
}

const inOrder = (a: Contender, b: Contender): readonly [Contender, Contender] =>
  a.cost.point <= b.cost.point ? [a, b] : [b, a];

function speedOfD({ tokensPerSecondPerDevice: { point, low, high } }: Projected, implied: number): Inference {
  const within = implied >= low && implied <= high ? 'lies within' : 'does not lie within';
  return {
    id: 'speed-d-projected',
    text: `A chip of device D's peak and memory would do ${rounded(point)} tokens/s (80 %: ${rounded(low)} to ${rounded(high)}).`,
    because: `It is projected from published speeds, none of them Ling's; the ${rounded(implied)} that the cost implies ${within}.`,
    confidence: 'medium',
  };
}

function ratios({ logSigmaChip }: Projected): Inference {
  return {
    id: 'ratio',
    text: 'A saving takes two projected speeds of one model; their errors are in part the same.',
    because: `What both share drops out. What each has of its own is a factor of e^±${logSigmaChip.toFixed(2)} (one standard deviation), as wide as for a maker without anchors, since none is named.`,
    confidence: 'medium',
  };
}

function answerOf(others: readonly Contender[], claimed: number): Pick<Plausibility, 'answer' | 'shown'> {
  const said = others.map(({ device, cost }) => {
    const { point, low, high } = spanOf(savingOf(cost));
    return { letter: device.letter, chance: chanceOf(savingOf(cost), claimed), point, low, high };
  });
  const [best, ...rest] = said;
  if (best === undefined) throw new Error('there are other devices than D');
  const span = `${percent(best.point)} (95 % of samples: ${percent(best.low)} to ${percent(best.high)})`;
  const shown = best.low > 0;
  const verdict = shown ? 'By these the saving is shown' : 'Plausible, then, and not shown';
  const answer = `By published speeds device ${best.letter} alone would save ${span}, and the 20 % or more in ${percent(best.chance)} of samples; ${rest.map(({ letter, chance }) => `${letter} in ${percent(chance)}`).join(', ')}. ${verdict}: it takes device ${best.letter}, or a mix with much of it.`;
  return { answer, shown };
}

const rounded = (speed: number): string => Math.round(speed).toLocaleString('en-US');
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`.replace('-', '−');
