/** What a speed is asked for, and what of it the anchors can speak of. */
import type { Chip, PeakDtype } from '../catalog/catalog.ts';
import { type Absent, said } from '../figure.ts';

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
    return said(`no speed, because the anchors are bfloat16 and float8: nothing is known of ${dtype}`);
  }
  if (peak === null) return said(`no speed, because the catalog has no ${dtype} peak of ${chip.name}`);
  if (sixteenBitPeak === null) return said(`no speed, because the catalog has no 16-bit peak of ${chip.name}`);
  if (!(active > 0 && total >= active && Number.isFinite(total))) {
    return said(`no speed, because of ${total} parameters ${active} are said to be active: give 0 < active ≤ total`);
  }
  if (devices !== null && !(devices >= 1 && Number.isFinite(devices))) {
    return said(`no speed, because ${devices} is no number of devices: give 1 or more, or null`);
  }
  return { query, sixteenBitPeak, dtypePeakRatio: peak / sixteenBitPeak };
}
