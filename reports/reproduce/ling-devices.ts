/** Ling's devices A–E as its Table 1 has them, and which chips they may be: an inference, kept apart from what is said. */
import { type Catalog, type Chip, chipWithId } from '../catalog/catalog.ts';
import type { Fact, Inference } from './document.ts';

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

type Likely = { readonly letter: string; readonly float8: boolean; readonly likely: string; readonly because: string };

const ROWS: readonly Likely[] = [
  {
    letter: 'A',
    float8: false,
    likely: 'a Huawei Ascend 910B',
    because: 'the 910B2 has 376 TFLOP/s in 16 bits and 64 GB, and no FP8',
  },
  {
    letter: 'B',
    float8: false,
    likely: 'an Alibaba T-Head PPU',
    because: 'it has 96 GB, and a report of 16,384 of these cards gives 118.7 TFLOP/s each',
  },
  { letter: 'C', float8: false, likely: 'an NVIDIA A100 or A800', because: 'both have 312 TFLOP/s, 80 GB and no FP8' },
  {
    letter: 'D',
    float8: true,
    likely: 'an NVIDIA H100 or H800',
    because: 'both have 989 TFLOP/s, 80 GB and FP8, and the text names them as the dear class',
  },
  { letter: 'E', float8: true, likely: 'an NVIDIA H20', because: 'it has 148 TFLOP/s, 96 GB and FP8' },
];

/** Peaks, memory and prices are those of the catalog, which has them from the same table. */
export function lingDevices(catalog: Catalog): readonly LingDevice[] {
  return ROWS.map(({ letter, float8 }) => {
    const id = `ling-device-${letter.toLowerCase()}`;
    const chip = chipWithId(catalog, id);
    const price = catalog.prices.find(row => row.chip === id && row.kind === 'fair');
    const { bfloat16 } = chip.peakFlops;
    if (price === undefined || bfloat16 === null) throw new Error(`${id} has a peak and a fair price in the catalog`);
    return { letter, chip, peakFlops: bfloat16, pricePerHour: price.low, float8 };
  });
}

export function deviceFacts(devices: readonly LingDevice[]): readonly Fact[] {
  return devices.map(({ letter, chip, peakFlops, pricePerHour, float8 }) => ({
    id: `device-${letter.toLowerCase()}`,
    text: `Device ${letter}: peak ${peakFlops / 1e12} TFLOP/s, ${(chip.memoryBytes ?? 0) / 1e9} GB, ${float8 ? 'with' : 'no'} FP8; a fair cost of ${pricePerHour} RMB an hour.`,
    section: 'section 1.2, Table 1',
    value: pricePerHour,
    unit: 'CNY per device-hour',
  }));
}

export function likelyChips(): readonly Inference[] {
  return ROWS.map(({ letter, likely, because }) => ({
    id: `identity-${letter.toLowerCase()}`,
    text: `Device ${letter} is likely ${likely}.`,
    because,
    confidence: 'medium',
  }));
}
