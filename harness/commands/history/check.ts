/** `moebench check`: is anything worse than it was on the nights before? */
import { Command } from 'commander';
import { checkNights, type LevelPlace } from '../../../reports/regressions/check.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import { acceptancesIn, acceptancesPath } from '../../../results/history/acceptance-file.ts';
import { agreementsIn, agreementsPath } from '../../../results/history/interleaved-file.ts';
import type { Observation } from '../../../results/history/observation.ts';
import { printableInColour } from '../../../results/printable.ts';
import { EXIT, unknownName } from '../../errors.ts';
import { dayOf } from '../options/day.ts';
import { screenOf, verboseOption } from '../options/verbose-option.ts';
import { DEFAULT_RESULTS } from '../text/check/accept-hint.ts';
import { checkText } from '../text/check/check-text.ts';
import { observationsIn } from './observations.ts';

/** More than a year: the levels of old steps stay known. */
export const LAST_NIGHTS = 400;

export type CheckOptions = {
  /** Left out: every machine there. */
  readonly machine?: string;
  /** A day; left out: all runs. */
  readonly asOf?: string;
  /** Levels that an interleaved comparison agrees with, beside those that the folder keeps. */
  readonly interleaved?: readonly LevelPlace[];
};

/** The check of a folder of records. UsageError for a folder that is not there, or a machine that has no runs in it. */
export async function checkOf(results: string, options: CheckOptions = {}): Promise<Check> {
  return checkFrom(results, await observationsIn(results, { lastNights: LAST_NIGHTS }), options);
}

/** As `checkOf`, of observations that were read already. */
export function checkFrom(results: string, found: readonly Observation[], options: CheckOptions = {}): Check {
  const { machine, asOf, interleaved = [] } = options;
  const last = asOf === undefined ? null : dayOf(asOf);
  const all = acceptancesIn(acceptancesPath(results));
  const isBy = (instant: string) => last === null || instant.slice(0, last.length) <= last;
  return checkNights({
    observations: ofMachine(found, machine).filter(({ startedAt }) => isBy(startedAt)),
    acceptances: { ...all, lines: all.lines.filter(({ acceptedAt }) => isBy(acceptedAt)) },
    interleaved: [
      ...interleaved,
      ...agreementsIn(agreementsPath(results)).filter(({ comparedAt }) => isBy(comparedAt)),
    ],
  });
}

function ofMachine(observations: readonly Observation[], machine: string | undefined): readonly Observation[] {
  if (machine === undefined) return observations;
  const known = [...new Set(observations.map(observation => observation.machine))];
  if (known.length > 0 && !known.includes(machine)) throw unknownName('machine', machine, known);
  return observations.filter(observation => observation.machine === machine);
}

/** 4: no run; 3: a confirmed step for the worse is open. */
export function checkExit({ runs, verdict }: Check): number {
  if (runs.length === 0) return EXIT.nothingMeasured;
  return verdict === 'regressed' ? EXIT.policy : EXIT.done;
}

type CheckCommandOptions = CheckOptions & {
  readonly results: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
};

export function checkCommand(): Command {
  return new Command('check')
    .description('is anything slower, or does it take more energy or memory, than on the nights before?')
    .option('--results <folder>', 'folder with the records', DEFAULT_RESULTS)
    .option('--machine <name>', 'only the runs of this machine (default: every machine there)')
    .option('--as-of <date>', 'what was known on this day (default: all runs)')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/check.schema.json)')
    .action(async ({ results, verbose, json, ...options }: CheckCommandOptions) => {
      const check = await checkOf(results, options);
      process.stdout.write(
        json === true ? `${JSON.stringify(check)}\n` : printableInColour(checkText(check, screenOf(verbose), results)),
      );
      process.exitCode = checkExit(check);
    });
}
