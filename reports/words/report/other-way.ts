/** By what the reference ran, where that is not what a row ran by. */
import { otherWay } from '../../race/comparison.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { ReportRow } from '../../report/row-schema.ts';
import { softwareText } from '../../rows/software.ts';

/** `, by PyTorch 2.13, eager`; nothing where both ran by the same. */
export function otherWayText(row: Pick<ReportRow, 'ran'>, reference: Pick<ReferenceRow, 'ran'>): string {
  const ran = otherWay(row, reference);
  return ran === null ? '' : `, by ${softwareText(ran)}`;
}
