/** What a projected speed is asked for, and whether the anchors cover it. */
import type { Chip, PeakDtype } from '../catalog/catalog.ts';
import { type Absent, absent } from '../figure.ts';

/** Of a token and an active parameter, forward and backward: what an MFU counts. */
export const FLOPS_PER_PARAMETER = 6;

export type ProjectionQuery = {
  readonly chip: Chip;
  readonly model: {
    readonly id?: string;
    /** Of one token, as published, else computed with embeddings: 6 × these × tokens/s is what an MFU counts. */
    readonly activeParametersForFlops: number;
    /** Equal to the active ones for a dense model. */
    readonly totalParameters: number;
  };
  readonly dtype: PeakDtype;
  /** Null: not known; then as many as is usual among the anchors. */
  readonly devices: number | null;
};

/** A query whose chip has the peaks it takes. */
export type Case = {
  readonly query: ProjectionQuery;
  /** Dense, FLOP/s: what shares are of, whatever the dtype. */
  readonly sixteenBitPeak: number;
  /** The dense peak of the dtype over it: 2 for FP8 on most chips that have it. */
  readonly dtypePeakRatio: number;
};

/** The query as a case, or why there is no speed. */
export function caseOf(query: ProjectionQuery): Case | Absent {
  const { chip, model, dtype, devices } = query;
  const { activeParametersForFlops: active, totalParameters: total } = model;
  const sixteenBitPeak = chip.peakFlops.bfloat16 ?? chip.peakFlops.float16;
  const peak = chip.peakFlops[dtype];
  if (dtype === 'float32' || dtype === 'tf32') {
    return absent('no-anchor-of-dtype', { dtype });
  }
  if (peak === null) return absent('no-peak-of-dtype', { chip: chip.name, dtype });
  if (sixteenBitPeak === null) return absent('no-sixteen-bit-peak', { chip: chip.name });
  if (!(active > 0 && total >= active && Number.isFinite(total))) {
    return absent('active-above-total', { active, total });
  }
  if (devices !== null && !(devices >= 1 && Number.isFinite(devices))) {
    return absent('not-a-device-count', { devices });
  }
  return { query, sixteenBitPeak, dtypePeakRatio: peak / sixteenBitPeak };
}
