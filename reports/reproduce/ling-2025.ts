/** Ling-plus on lower-specification devices: what each must reach for the 20 %, and under which mixes of devices it holds. */
import { findModel } from '../../suites/models.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Projector } from '../projection/project.ts';
import { costAtSpeed, costOfRest, shareWithin, speedAtShare, speedForCost, usefulFlops } from './arithmetic.ts';
import {
  arithmeticOf,
  type ClaimTable,
  type Fact,
  type Inference,
  REPRODUCE_SCHEMA,
  type Reproduction,
  type Step,
  step,
} from './document.ts';
import { DEAR, deviceFacts, type LingDevice, likelyChips, lingDevices } from './ling-devices.ts';
import { plausibility } from './ling-plausible.ts';
import { activeParameters, totalParameters } from './model.ts';

/** RMB per 10¹² tokens. */
export const COST_ON_D = 6.35e6;
export const CLAIMED_COST = 5.08e6;
const CLAIMED_SAVING = 0.2;
const COST_SECTION = 'section 1.3';
/** Shares of the tokens that device D does in a mix. */
const SHARES_OF_D = [0, 0.1, 0.25, 0.5, 0.75] as const;

const CLAIM: readonly Fact[] = [
  fact('cost-d', '10¹² tokens of Ling-plus cost an estimated 6.35 million RMB on device D.', COST_ON_D, 'CNY'),
  fact('cost-lower', 'On a lower-specification hardware system they cost 5.08 million RMB …', CLAIMED_COST, 'CNY'),
  fact('saving', '… which saves 20 %.', CLAIMED_SAVING, 'share'),
  {
    id: 'mix',
    text: '9 × 10¹² tokens of pre-training were spread over five distinct hardware configurations.',
    section: COST_SECTION,
    value: null,
    unit: null,
  },
  {
    id: 'silence',
    text: 'It names no maker of any device, no device or mix for the 5.08 million, no share of tokens, no throughput and no MFU.',
    section: 'the whole paper',
    value: null,
    unit: null,
  },
];

/** Recomputes the claim from its Table 1 and the two costs. */
export function ling2025(catalog: Catalog, projector: Projector): Reproduction {
  const model = findModel('ling-plus');
  const active = activeParameters(model);
  const devices = lingDevices(catalog);
  const dear = devices.find(({ letter }) => letter === DEAR);
  if (dear === undefined) throw new Error('device D is among the devices');
  const speedOfD = speedForCost(COST_ON_D, dear.pricePerHour);
  const needs = devices.map(device => needOf(device, active, speedOfD));
  const cheapest = needs.filter(({ device }) => device !== dear).toSorted((a, b) => a.mfu - b.mfu);
  const plausible = plausibility(
    devices,
    { counts: { active, total: totalParameters(model) }, claimed: CLAIMED_SAVING, impliedOnD: speedOfD },
    projector,
  );
  const follows: readonly Step[] = [
    step(
      {
        id: 'saving',
        text: 'Saving',
        formula: '1 − 5.08 ÷ 6.35',
        value: 1 - CLAIMED_COST / COST_ON_D,
        unit: 'share',
      },
      CLAIMED_SAVING,
    ),
    step({
      id: 'hours-d',
      text: 'Hours of device D for 10¹² tokens',
      formula: `6,350,000 ÷ ${dear.pricePerHour}`,
      value: COST_ON_D / dear.pricePerHour,
      unit: 'device-hours',
    }),
    step({
      id: 'speed-d',
      text: 'Speed of device D',
      formula: '10¹² ÷ (3600 × hours)',
      value: speedOfD,
      unit: 'tokens/s',
    }),
    step({
      id: 'mfu-d',
      text: 'MFU of device D',
      formula: `tokens/s × 6 × ${active / 1e9} × 10⁹ ÷ ${dear.peakFlops / 1e12} TFLOP/s`,
      value: usefulFlops(speedOfD, active) / dear.peakFlops,
      unit: 'share',
    }),
  ];
  return {
    schema: REPRODUCE_SCHEMA,
    name: 'ling-2025',
    title: 'Ling-plus trained on lower-specification devices costs 20 % less than on device D',
    source: { text: "arXiv:2503.05139v2, 'Every FLOP Counts'", date: '2025-03', confidence: 'high' },
    answer: [
      `The arithmetic holds: 5.08 million is ${percent(1 - CLAIMED_COST / COST_ON_D)} less than 6.35 million. What it rests on is not in the paper: no throughput, no device, no mix.`,
      `For the 20 % a device alone must reach, of its own peak, ${cheapest.map(({ device, mfu }) => `${percent(mfu)} (${device.letter})`).join(', ')}, where the cost on D implies ${percent(usefulFlops(speedOfD, active) / dear.peakFlops)} of D's.`,
      plausible.answer,
    ],
    arithmetic: arithmeticOf(follows),
    shown: {
      holds: plausible.shown,
      because: plausible.shown
        ? 'By published speeds the whole interval of the saving lies above 0.'
        : 'The paper gives no throughput, no device and no mix, and by published speeds the interval of the saving holds 0.',
      give: 'tokens per second of Ling-plus on device D and on what the 5.08 million were reached with, each of several runs',
    },
    says: [...deviceFacts(devices), ...CLAIM],
    follows: [...follows],
    inferred: [...likelyChips(), ...INFERRED, ...plausible.inferred],
    tables: [needTable(needs, active), mixTable(needs, active), ...plausible.tables],
  };
}

/** What a device alone must reach for the claimed cost, and for the cost on D. */
export type Need = {
  readonly device: LingDevice;
  readonly tokensPerSecond: number;
  readonly mfu: number;
  readonly ofD: number;
  readonly evenTokensPerSecond: number;
  readonly evenMfu: number;
};

export function needOf(device: LingDevice, active: number, speedOfD: number): Need {
  const tokensPerSecond = speedForCost(CLAIMED_COST, device.pricePerHour);
  const evenTokensPerSecond = speedForCost(COST_ON_D, device.pricePerHour);
  const mfu = (speed: number) => usefulFlops(speed, active) / device.peakFlops;
  return {
    device,
    tokensPerSecond,
    mfu: mfu(tokensPerSecond),
    ofD: tokensPerSecond / speedOfD,
    evenTokensPerSecond,
    evenMfu: mfu(evenTokensPerSecond),
  };
}

const INFERRED: readonly Inference[] = [
  {
    id: 'peak-dtype',
    text: 'The one peak of each device is that of 16-bit products.',
    because: 'The table gives one figure and no type; it is the 16-bit one of every chip that fits.',
    confidence: 'medium',
  },
  {
    id: 'rent',
    text: 'The fair cost is all that an hour of a device costs: power, host and network in it.',
    because: 'The two costs are given as whole costs, and the table has nothing else that costs.',
    confidence: 'medium',
  },
  {
    id: 'system',
    text: 'The lower-specification system may be one device or any mix, device D among them.',
    because: 'Only its cost is given. Every cell of the tables above is a way to reach it.',
    confidence: 'high',
  },
];

function needTable(needs: readonly Need[], active: number): ClaimTable {
  return {
    id: 'devices',
    title: 'What each device alone must reach',
    kind: 'follows',
    columns: [
      { id: 'device', title: 'device', unit: null },
      { id: 'pricePerHour', title: 'price', unit: 'CNY/h' },
      { id: 'tokensPerSecond', title: 'for 5.08 M', unit: 'tokens/s' },
      { id: 'mfu', title: 'that is', unit: 'share' },
      { id: 'ofD', title: 'of D’s speed', unit: 'share' },
      { id: 'evenTokensPerSecond', title: 'for 6.35 M', unit: 'tokens/s' },
      { id: 'evenMfu', title: 'that is', unit: 'share' },
    ],
    rows: needs.map(({ device, ...need }) => ({ device: device.letter, pricePerHour: device.pricePerHour, ...need })),
    note: `tokens/s = price × 10¹² ÷ (3600 × cost); of its peak: × 6 × ${active / 1e9} × 10⁹ ÷ peak (MFU). At the speed for 6.35 million it costs what D does.`,
  };
}

/** Device D does a share of the tokens at its 6.35 million; the other must be so much faster. */
function mixTable(needs: readonly Need[], active: number): ClaimTable {
  const others = needs.filter(({ device }) => device.letter !== DEAR);
  return {
    id: 'mixes-with-d',
    title: 'What a device must reach when D does a share of the tokens',
    kind: 'follows',
    columns: [
      { id: 'device', title: 'device', unit: null },
      ...SHARES_OF_D.map(share => ({ id: shareId(share), title: `D ${percent(share, 0)}`, unit: 'share' })),
      { id: 'mostOfD', title: 'most of D', unit: 'share' },
    ],
    rows: others.map(({ device }) => ({
      device: device.letter,
      ...Object.fromEntries(SHARES_OF_D.map(share => [shareId(share), mfuBeside(device, share, active)])),
      mostOfD: shareWithin(CLAIMED_COST, COST_ON_D, costAtPeak(device, active)),
    })),
    note: 'MFU the device must reach, so that both together cost 5.08 million; – is above its peak. Most of D: the share at which it would need all of its peak. Of two devices at one MFU, neither of them D, the mix must reach the mean of what each must alone, weighted by tokens.',
  };
}

/** The MFU at which `device` does what D leaves for the rest of 5.08 million; null above its peak. */
function mfuBeside(device: LingDevice, shareOfD: number, active: number): number | null {
  const cost = costOfRest(CLAIMED_COST, COST_ON_D, shareOfD);
  if (cost === null) return null;
  const mfu = usefulFlops(speedForCost(cost, device.pricePerHour), active) / device.peakFlops;
  return mfu <= 1 ? mfu : null;
}

function costAtPeak({ peakFlops, pricePerHour }: LingDevice, active: number): number {
  return costAtSpeed(speedAtShare(1, peakFlops, active), pricePerHour);
}

function fact(id: string, text: string, value: number, unit: string): Fact {
  return { id, text, section: COST_SECTION, value, unit };
}

/** The column of a share of D: `mfuAtD25`. */
const shareId = (share: number): string => `mfuAtD${Math.round(100 * share)}`;

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
