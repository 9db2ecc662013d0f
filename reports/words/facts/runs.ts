/** Which runs a row stands on, and which not. */
import type { SetAsideCode } from '../../rows/codes.ts';
import type { RunWarning } from '../../rows/warnings/codes.ts';
import type { Sentence } from '../sentence.ts';

export const SET_ASIDE: Readonly<Record<SetAsideCode, Sentence>> = {
  'dated-ahead-of-clock': 'dated later than the clock here',
  'run-cannot-be-true': 'cannot be true ({check})',
  'run-not-raced': 'its strategies were not raced',
  'run-rounds-missing': '{measured} of {planned} rounds measured',
  'run-unproven': 'unproven ({proof})',
};

export const RUN_WARNINGS: Readonly<Record<RunWarning | 'run-set-aside', Sentence>> = {
  imported: 'measured elsewhere and imported on {importedOn}: counted as a machine of its own, whatever its id',
  unsealed: 'its run was cut off before the seal',
  'ahead-of-clock': 'its run is dated {latest}, later than the clock here: correct whichever clock is wrong',
  'newer-run-set-aside': '{because}',
  'run-set-aside': 'run {run} of {startedOn}: {because}',
};
