/** By what the reference ran, where that is not what a row ran by. */
import { otherWay } from '../../race/comparison.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { ReportRow } from '../../report/row-schema.ts';
import { softwareText } from '../../rows/software.ts';
import type { InEvery, Language } from '../language.ts';

const BY: InEvery<(software: string) => string> = {
  en: software => `, by ${software}`,
  zh: software => `，使用 ${software}`,
};

/** `, by PyTorch 2.13, eager`; nothing where both ran by the same. */
export function otherWayText(
  row: Pick<ReportRow, 'ran'>,
  reference: Pick<ReferenceRow, 'ran'>,
  language: Language = 'en',
): string {
  const ran = otherWay(row, reference);
  return ran === null ? '' : BY[language](softwareText(ran));
}
