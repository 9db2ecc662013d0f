/** The exit code of a run that has ended. */
import type { RunSummary } from '../cells/run-options.ts';
import { EXIT } from '../errors.ts';

export function exitCodeOf({ status, measured, failed }: RunSummary): number {
  if (status === 'interrupted') return EXIT.interrupted;
  if (measured === 0) return EXIT.nothingMeasured;
  return failed > 0 ? EXIT.cellsFailed : EXIT.done;
}
