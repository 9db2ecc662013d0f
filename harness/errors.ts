/** The exit codes of every command (DESIGN.md, Commands), and the errors that are the user's to mend. */
export { nearest, UsageError, unknownName } from '../suites/usage-error.ts';

export const EXIT = {
  done: 0,
  cellsFailed: 1,
  usage: 2,
  policy: 3,
  nothingMeasured: 4,
  interrupted: 130,
} as const;

/** What was asked for was tried and went wrong, outside a run, where there is no record to say so. Exit code 1. */
export class RunFault extends Error {}
