/** The answer of a check, and why figures of a night were not judged. */
import type { DamagedLine } from '../../../results/history/acceptance.ts';
import type { Unusable } from '../../../results/history/observation.ts';
import { isOpenRegression } from '../../regressions/check.ts';
import type { Check, State } from '../../regressions/schema.ts';

export const WHY_NOT_JUDGED: Readonly<Record<Unusable, string>> = {
  'ahead-of-clock': 'the run is dated later than the clock of this machine',
  damaged: 'the record is damaged',
  impossible: 'its values cannot be true (moebench verify)',
  unproven: 'it has no proof that holds',
  disturbed: 'others used the machine',
  'not-measured': 'it was not measured',
  'rounds-missing': 'some of its rounds are missing',
  'self-test': 'the run is a self-test',
};

export const DAMAGE: Readonly<Record<DamagedLine['code'], string>> = {
  'not-json': 'is not JSON and is not used',
  'not-an-acceptance': 'is no acceptance of this version and is not used',
  changed: 'is not as it was written and is not used',
  'lines-before-missing': 'stands behind lines that are no longer there',
};

/** Nouns of a count, in the order in which they are said. */
const COUNTED: readonly (readonly [State, string])[] = [
  ['steady', 'steady'],
  ['suspected', 'suspected'],
  ['confirmed', 'better'],
  ['accepted', 'at an accepted level'],
  ['recovered', 'back at the level before'],
  ['insufficient-history', 'with too few nights'],
  ['not-judged', 'not judged'],
];

/** `Nothing got worse: 42 figures, 41 steady, 1 with too few nights.` */
export function headline({ verdict, counts, findings, news }: Check): string {
  const open = findings.filter(isOpenRegression).length;
  const parts = COUNTED.flatMap(([state, word]) => {
    const count = counts[state] - (state === 'confirmed' ? open : 0);
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const total = `${findings.length} ${findings.length === 1 ? 'figure' : 'figures'}`;
  const rest = parts.length === 0 ? '' : `, ${parts.join(', ')}`;
  if (verdict === 'holds') return `Nothing got worse: ${total}${rest}.`;
  if (verdict === 'cannot-tell') return `Nobody can tell yet whether anything got worse: ${total}${rest}.`;
  const since = news === open ? '' : news === 0 ? ', none of them new tonight' : `, ${news} of them new tonight`;
  return `Worse: ${open} of ${total}${since}${rest}.`;
}
