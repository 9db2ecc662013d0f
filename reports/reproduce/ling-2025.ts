/** Ling-plus on lower-specification devices: what each must reach for the 20 %, and under which mixes of devices it holds. */
import { findModel } from '../../suites/models.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { fact, type Values } from '../fact.ts';
import type { Projector } from '../projection/project.ts';
import { costAtSpeed, costOfRest, shareWithin, speedAtShare, speedForCost, usefulFlops } from './arithmetic.ts';
import {
  type Claim,
  type ClaimTable,
  type Confidence,
  type Inference,
  type Statement,
  type Step,
  step,
} from './claim.ts';
import { DEAR, deviceStatements, type LingDevice, likelyChips, lingDevices } from './ling-devices.ts';
import { plausibility } from './ling-plausible.ts';
import { activeParameters, totalParameters } from './model.ts';
import type { IdsOf } from './text-codes.ts';

/** RMB per 10¹² tokens. */
export const COST_ON_D = 6.35e6;
export const CLAIMED_COST = 5.08e6;
const CLAIMED_SAVING = 0.2;
/** Shares of the tokens that device D does in a mix. */
const SHARES_OF_D = [0, 0.1, 0.25, 0.5, 0.75] as const;

const STATEMENTS: readonly Statement[] = [
  statement('cost-d', COST_ON_D, 'CNY'),
  statement('cost-lower', CLAIMED_COST, 'CNY'),
  statement('saving', CLAIMED_SAVING, 'share'),
  statement('mix', null, null),
  { ...statement('silence', null, null), section: fact('ling-all-sections') },
];

/** Recomputes the claim from its Table 1 and the two costs. */
export function ling2025(catalog: Catalog, projector: Projector): Claim {
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
  const mfuOfD = usefulFlops(speedOfD, active) / dear.peakFlops;
  const costs = { claimedCost: CLAIMED_COST, costOnD: COST_ON_D };
  return {
    name: 'ling-2025',
    title: fact('ling-title', { saving: CLAIMED_SAVING }),
    source: { text: fact('ling-source'), date: '2025-03', confidence: 'high' },
    answer: [
      fact('ling-answer-arithmetic', { ...costs, saving: 1 - CLAIMED_COST / COST_ON_D }),
      fact(
        'ling-answer-needs',
        { claimed: CLAIMED_SAVING, mfuOfD },
        cheapest.map(({ device: { letter }, mfu }) => fact('ling-device-need', { letter, mfu })),
      ),
      plausible.answer,
    ],
    shown: {
      holds: plausible.shown,
      because: fact(plausible.shown ? 'ling-shown' : 'ling-not-shown'),
      give: fact('ling-to-show', costs),
    },
    says: [...deviceStatements(devices), ...STATEMENTS],
    follows: [
      made('saving', costs, 1 - CLAIMED_COST / COST_ON_D, 'share', CLAIMED_SAVING),
      made('hours-d', { ...costs, pricePerHour: dear.pricePerHour }, COST_ON_D / dear.pricePerHour, 'device-hours'),
      made('speed-d', {}, speedOfD, 'tokens/s'),
      made('mfu-d', { active, peak: dear.peakFlops }, mfuOfD, 'share'),
    ],
    inferred: [...likelyChips(), ...INFERENCES, ...plausible.inferred],
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

const INFERENCES: readonly Inference[] = [
  inference('peak-dtype', 'medium'),
  inference('rent', 'medium'),
  inference('system', 'high'),
];

function needTable(needs: readonly Need[], active: number): ClaimTable {
  return {
    id: 'devices',
    title: fact('ling-table-devices'),
    kind: 'follows',
    columns: [
      { id: 'device', title: fact('column-device'), unit: null },
      { id: 'pricePerHour', title: fact('column-price'), unit: 'CNY/h' },
      { id: 'tokensPerSecond', title: fact('column-for-claimed-cost', { cost: CLAIMED_COST }), unit: 'tokens/s' },
      { id: 'mfu', title: fact('column-mfu'), unit: 'share' },
      { id: 'ofD', title: fact('column-of-speed-of-d'), unit: 'share' },
      { id: 'evenTokensPerSecond', title: fact('column-for-cost-on-d', { cost: COST_ON_D }), unit: 'tokens/s' },
      { id: 'evenMfu', title: fact('column-mfu'), unit: 'share' },
    ],
    rows: needs.map(({ device, ...need }) => ({ device: device.letter, pricePerHour: device.pricePerHour, ...need })),
    note: fact('ling-note-devices', { active, costOnD: COST_ON_D }),
  };
}

/** Device D does a share of the tokens at its 6.35 million; the other must be so much faster. */
function mixTable(needs: readonly Need[], active: number): ClaimTable {
  const others = needs.filter(({ device }) => device.letter !== DEAR);
  return {
    id: 'mixes-with-d',
    title: fact('ling-table-mixes-with-d'),
    kind: 'follows',
    columns: [
      { id: 'device', title: fact('column-device'), unit: null },
      ...SHARES_OF_D.map(share => ({
        id: shareId(share),
        title: fact('column-share-of-d', { share }),
        unit: 'share',
      })),
      { id: 'mostOfD', title: fact('column-most-of-d'), unit: 'share' },
    ],
    rows: others.map(({ device }) => ({
      device: device.letter,
      ...Object.fromEntries(SHARES_OF_D.map(share => [shareId(share), mfuInMix(device, share, active)])),
      mostOfD: shareWithin(CLAIMED_COST, COST_ON_D, costAtPeak(device, active)),
    })),
    note: fact('ling-note-mixes-with-d', { claimedCost: CLAIMED_COST }),
  };
}

/** The MFU at which `device` does what D leaves for the rest of 5.08 million; null above its peak. */
function mfuInMix(device: LingDevice, shareOfD: number, active: number): number | null {
  const cost = costOfRest(CLAIMED_COST, COST_ON_D, shareOfD);
  if (cost === null) return null;
  const mfu = usefulFlops(speedForCost(cost, device.pricePerHour), active) / device.peakFlops;
  return mfu <= 1 ? mfu : null;
}

function costAtPeak({ peakFlops, pricePerHour }: LingDevice, active: number): number {
  return costAtSpeed(speedAtShare(1, peakFlops, active), pricePerHour);
}

/** The column of a share of D: `mfuAtD25`. */
const shareId = (share: number): string => `mfuAtD${Math.round(100 * share)}`;

function statement(id: IdsOf<'ling-states-'>, value: number | null, unit: string | null): Statement {
  const text = fact(`ling-states-${id}`, value === null ? {} : { value });
  return { id, text, section: fact('ling-costs-section'), value, unit };
}

function made(
  id: IdsOf<'ling-step-'>,
  inputs: Values,
  value: number,
  unit: string,
  stated: number | null = null,
): Step {
  const texts = { text: fact(`ling-step-${id}`), formula: fact(`ling-formula-${id}`, inputs) };
  return step({ id, ...texts, value, unit }, stated);
}

function inference(id: 'peak-dtype' | 'rent' | 'system', confidence: Confidence): Inference {
  return { id, text: fact(`ling-inferred-${id}`), because: fact(`ling-because-${id}`), confidence };
}
