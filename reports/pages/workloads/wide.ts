/** Which intervals are too wide to decide anything by, and why they are. Pure. */
import type { Figure } from '../../figure.ts';
import { threeDigits } from '../../format.ts';
import type { ReportRow } from '../../report/schema.ts';
import type { WarningCode } from '../../rows/warnings/codes.ts';
import type { WorkloadsWords } from '../../words/pages/workloads/page-words.ts';

/** High ÷ low above this gets a mark in the row. */
export const WIDE_RATIO = 1.5;
/** So many rounds make an interval (docs/METHOD.md). */
const ENOUGH_ROUNDS = 5;

type Why = keyof WorkloadsWords['wideWhy'];

/** The first warning of the row that explains it. */
const CAUSES: Readonly<Partial<Record<WarningCode, Why>>> = {
  disturbed: 'disturbed',
  'two-groups': 'groups',
  'drift-across-rounds': 'drift',
};

/** `wide interval: its ends are 13.9 times apart (other processes used the machine)`; null: it is not. */
export function wideText(figure: Figure, row: Pick<ReportRow, 'warnings'>, words: WorkloadsWords): string | null {
  if (!figure.available || figure.low <= 0 || figure.high / figure.low <= WIDE_RATIO) return null;
  const [cause] = row.warnings.flatMap(({ code }) => CAUSES[code] ?? []);
  const why = cause ?? (figure.rounds < ENOUGH_ROUNDS ? 'fewRounds' : 'rounds');
  return words.wide(threeDigits(figure.high / figure.low), words.wideWhy[why]);
}
