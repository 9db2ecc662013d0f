/** What a user is told where nothing is left to run: one line, with the reasons and the fix. */
import { filled } from '../../../results/filled.ts';
import { noteText } from '../../../results/note-text.ts';
import type { NothingLeft, NothingLeftCode } from '../../nothing-left.ts';

const TEXTS: Readonly<Record<NothingLeftCode, string>> = {
  'no-workload': 'nothing to run: the suite has no workload left',
  'workload-too-large': '{first}',
  'no-target-here': 'no target to run on ({reasons})',
  'no-target-for-work': 'no target can do this work ({reasons}): see moebench detect',
  'only-target-concurrent':
    '--concurrent runs all targets at once, and {targets} is the only one left ({reasons}): leave it out',
};

export function nothingLeftText({ code, skipped, targets }: Pick<NothingLeft, 'code' | 'skipped' | 'targets'>): string {
  const reasons = skipped.map(({ what, ...reason }) => ({ what, text: noteText(reason) }));
  const [first] = reasons;
  return filled(TEXTS[code], {
    first: first === undefined ? '' : `${first.what} ${first.text}`,
    reasons: reasons.map(({ what, text }) => `${what}: ${text}`).join('; ') || 'none found',
    targets: targets.join(', '),
  });
}
