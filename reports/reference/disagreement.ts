/** Where the reference has two speeds on one work that cannot both be right. Pure. */
import type { ReferenceRow } from '../report/reference-schema.ts';
import { isComparable } from '../rows/work.ts';

/** `times`: by which factor the surer of the two lies apart from the projection, above 1. */
export type Disagreement = { readonly surer: ReferenceRow; readonly projected: ReferenceRow; readonly times: number };

/** Of each work with a projection beside a measured or a sibling's speed: those whose speed lies outside the interval of the projection. */
export function disagreements(rows: readonly ReferenceRow[]): readonly Disagreement[] {
  return rows
    .filter(({ basis }) => basis === 'projected')
    .flatMap(projected =>
      rows
        .filter(({ basis, workload }) => basis !== 'projected' && isComparable(workload, projected.workload))
        .flatMap(surer => disagreement(surer, projected)),
    );
}

function disagreement(surer: ReferenceRow, projected: ReferenceRow): readonly Disagreement[] {
  const [speed, projection] = [surer.tokensPerSecond, projected.tokensPerSecond];
  if (!speed.available || !projection.available) return [];
  if (projection.low <= speed.point && speed.point <= projection.high) return [];
  const ratio = speed.point / projection.point;
  return [{ surer, projected, times: Math.max(ratio, 1 / ratio) }];
}
