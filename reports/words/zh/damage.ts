/** What is said of a damaged record, in Chinese (results/record-file/damage-text.ts in English). */
import type { RunRecord } from '../../../results/record.ts';

export const damageText = ({ line, message, lostLines }: NonNullable<RunRecord['damaged']>): string =>
  `第 ${line} 行：${message}；舍弃 ${lostLines} 行`;
