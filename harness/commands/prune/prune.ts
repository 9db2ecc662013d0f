/** `moebench prune`: deletes the step times of old runs. Every record stays, and with it every figure and interval. */
import { Command } from 'commander';
import type { Language } from '../../../reports/words/language.ts';
import { printable } from '../../../results/printable.ts';
import type { Keep } from '../../../results/prune/age.ts';
import { type PrunedRun, pruneRuns } from '../../../results/prune/prune.ts';
import { UsageError } from '../../errors.ts';
import type { PruneDocument } from './prune-document.ts';
import { pruneText } from './prune-text.ts';

type PruneCommandOptions = {
  readonly keep: string;
  readonly results: string;
  readonly dryRun?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
};

export function pruneCommand(): Command {
  return new Command('prune')
    .description('delete the step times (.samples.gz) of old runs; records, figures and intervals stay')
    .requiredOption('--keep <age>', 'keep the newest 30 runs of each machine (30), or those of the last 90 days (90d)')
    .option('--results <folder>', 'folder with the records', 'results/runs')
    .option('--dry-run', 'print what would be deleted, and delete nothing')
    .option('--json', 'print one JSON document (docs/schemas/prune.schema.json)')
    .action(({ keep: written, results, dryRun = false, lang, json }: PruneCommandOptions) => {
      const keep = keepOf(written);
      const runs = pruneRuns(results, { keep, now: new Date(), by: `moebench prune --keep ${written}`, dryRun });
      const document: PruneDocument = {
        schema: 'moebench.prune/1',
        dryRun,
        keep,
        bytes: bytesOf(runs),
        runs: [...runs],
      };
      process.stdout.write(json === true ? `${JSON.stringify(document)}\n` : printable(pruneText(document, lang)));
    });
}

/** A number of runs (`30`) or of days (`90d`). UsageError for any other text. */
export function keepOf(written: string): Keep {
  const [, count, unit] = /^([1-9]\d{0,5})(d?)$/.exec(written) ?? [];
  if (count === undefined) {
    throw new UsageError(`--keep is '${written}'; give a number of runs as 30, or of days as 90d (1 to 999999)`);
  }
  return unit === 'd' ? { days: Number(count) } : { runs: Number(count) };
}

const bytesOf = (runs: readonly PrunedRun[]): number =>
  runs.reduce((sum, run) => sum + (run.status === 'kept' ? 0 : run.bytes), 0);
