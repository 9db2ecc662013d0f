/** Ling's devices A–E as its Table 1 has them, and which chips they may be: an inference, kept apart from the statements. */
import { type Catalog, type Chip, chipWithId } from '../catalog/catalog.ts';
import { fact } from '../fact.ts';
import type { Inference, Statement } from './claim.ts';

/** A device with what a cost takes. `pricePerHour`: in CNY. */
export type LingDevice = {
  readonly letter: string;
  readonly chip: Chip;
  readonly peakFlops: number;
  readonly pricePerHour: number;
  readonly float8: boolean;
};

/** The device that 6.35 million is the cost on. */
export const DEAR = 'D';

const ROWS = [
  { letter: 'A', id: 'a', float8: false },
  { letter: 'B', id: 'b', float8: false },
  { letter: 'C', id: 'c', float8: false },
  { letter: 'D', id: 'd', float8: true },
  { letter: 'E', id: 'e', float8: true },
] as const;

/** Peaks, memory and prices are those of the catalog, which has them from the same table. */
export function lingDevices(catalog: Catalog): readonly LingDevice[] {
  return ROWS.map(({ letter, id, float8 }) => {
    const chipId = `ling-device-${id}`;
    const chip = chipWithId(catalog, chipId);
    const price = catalog.prices.find(row => row.chip === chipId && row.kind === 'fair');
    const { bfloat16 } = chip.peakFlops;
    if (price === undefined || bfloat16 === null)
      throw new Error(`${chipId} has a peak and a fair price in the catalog`);
    return { letter, chip, peakFlops: bfloat16, pricePerHour: price.low, float8 };
  });
}

export function deviceStatements(devices: readonly LingDevice[]): readonly Statement[] {
  return devices.map(({ letter, chip, peakFlops, pricePerHour, float8 }) => ({
    id: `device-${letter.toLowerCase()}`,
    text: fact(float8 ? 'ling-states-device-with-float8' : 'ling-states-device-without-float8', {
      letter,
      peak: peakFlops,
      memoryBytes: chip.memoryBytes ?? 'unknown',
      pricePerHour,
    }),
    section: fact('ling-devices-section'),
    value: pricePerHour,
    unit: 'CNY per device-hour',
  }));
}

export function likelyChips(): readonly Inference[] {
  return ROWS.map(({ id }) => ({
    id: `identity-${id}`,
    text: fact(`ling-inferred-identity-${id}`),
    because: fact(`ling-because-identity-${id}`),
    confidence: 'medium',
  }));
}
