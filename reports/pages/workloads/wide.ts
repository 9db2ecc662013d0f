/** Which intervals are too wide to decide anything by, and why they are. Pure. */
import type { Figure } from '../../figure.ts';
import { threeDigits } from '../../format.ts';
import type { ReferenceRow, ReportRow } from '../../report/schema.ts';
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

const OF_REFERENCE: Readonly<Record<ReferenceRow['basis'], Why>> = {
  measured: 'rounds',
  sibling: 'sibling',
  projected: 'projected',
};

/** Of a measured row its warnings, of the reference what its figure rests on. */
type Grounds = Pick<ReportRow, 'warnings'> | Pick<ReferenceRow, 'basis'>;

/** `wide interval: its ends are 13.9 times apart (other processes used the machine)`; null: it is not. */
export function wideText(figure: Figure, row: Grounds, words: WorkloadsWords): string | null {
  if (!figure.available) return null;
  const reachesZero = figure.low <= 0;
  if (!reachesZero && figure.high / figure.low <= WIDE_RATIO) return null;
  const why = words.wideWhy[whyOf(figure, row)];
  return reachesZero ? words.reachesZero(why) : words.wide(threeDigits(figure.high / figure.low), why);
}

function whyOf({ rounds }: Extract<Figure, { available: true }>, row: Grounds): Why {
  if (!('warnings' in row)) return OF_REFERENCE[row.basis];
  const [cause] = row.warnings.flatMap(({ code }) => CAUSES[code] ?? []);
  return cause ?? (rounds < ENOUGH_ROUNDS ? 'fewRounds' : 'rounds');
}
