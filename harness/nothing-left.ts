/** A run of which no target or no workload is left, and what was left out of it. Its sentence: commands/text/nothing-left-text.ts. */
import type { ContextLine } from '../results/record.ts';
import { UsageError } from './errors.ts';

export const NOTHING_LEFT_CODES = [
  'no-workload',
  'workload-too-large',
  'no-target-here',
  'no-target-for-work',
  'only-target-concurrent',
] as const;

export type NothingLeftCode = (typeof NOTHING_LEFT_CODES)[number];
export type Skipped = ContextLine['skipped'];

export class NothingLeft extends UsageError {
  readonly code: NothingLeftCode;
  readonly skipped: Skipped;
  /** The targets that are left, where they are too few. */
  readonly targets: readonly string[];

  constructor(code: NothingLeftCode, skipped: Skipped, targets: readonly string[] = []) {
    super(code);
    this.code = code;
    this.skipped = skipped;
    this.targets = targets;
  }
}
