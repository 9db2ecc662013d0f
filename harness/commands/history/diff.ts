/** `moebench diff`: what differs between two records, or between two commands that are run in turns. */
import { Command } from 'commander';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { differenceOf, loneWork } from '../../../reports/difference/difference.ts';
import { lanesOf, type Side } from '../../../reports/difference/lane.ts';
import type { Language } from '../../../reports/words/language.ts';
import { jsonWithTexts } from '../../../reports/words/report/report-document.ts';
import { printableInColour } from '../../../results/printable.ts';
import { UsageError } from '../../errors.ts';
import { Interrupted, onInterrupt } from '../../interrupt.ts';
import { CLOCK } from '../../timing/clock.ts';
import { screenOf, verboseOption } from '../options/verbose-option.ts';
import { wholeNumber } from '../options/workload-options.ts';
import { displayPath } from '../text/terminal.ts';
import { DIFF_TEXT_WORDS } from '../words/diff-text-words.ts';
import { diffText } from './diff-text.ts';
import { pairingOf, recordsNamed, type Sides, sideOf } from './sides.ts';
import { isCommand, turnCommand } from './turn-command.ts';
import { turnProcess } from './turn-process.ts';
import { takeTurns } from './turns.ts';

/** A ratio of fewer than 5 turns is a range; nightly runs have 8 rounds. */
export const USUAL_TURNS = 8;

type DiffOptions = {
  readonly turns: number;
  readonly out: string;
  readonly results: string;
  readonly verbose?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
};

export function diffCommand(): Command {
  return new Command('diff')
    .description('compare two runs, or two commands that are run in turns: ratio with interval, and what changed')
    .argument('<a>', 'a record (.jsonl), the id of a run, or a command in quotes: "run --suite quick"')
    .argument('<b>', 'what is compared with it, of the same kind')
    .option(
      '--turns <n>',
      'with two commands: runs of each, in the order A B B A …',
      wholeNumber('--turns'),
      USUAL_TURNS,
    )
    .option('--out <folder>', 'with two commands: folder for their records', 'results/diff')
    .option('--results <folder>', 'folder in which the ids of runs are looked up', 'results/runs')
    .addOption(verboseOption())
    .option('--json', 'print one JSON document (docs/schemas/diff.schema.json)')
    .action(async (a: string, b: string, options: DiffOptions) => {
      const { a: ofA, b: ofB, pairing } = await sidesOf(a, b, options);
      const difference = differenceOf(ofA, ofB, pairing);
      if (difference === null) throw new UsageError(nothingInCommon(ofA, ofB));
      process.stdout.write(
        options.json === true
          ? `${jsonWithTexts(difference)}\n`
          : printableInColour(diffText(difference, screenOf(options.verbose, options.lang))),
      );
    });
}

async function sidesOf(a: string, b: string, options: DiffOptions): Promise<Sides> {
  const commands = [a, b].filter(isCommand);
  if (commands.length === 1) {
    throw new UsageError(`'${commands[0]}' is a command and the other is none: give two records or two commands`);
  }
  return commands.length === 2 ? takenSides(a, b, options) : recordedSides(a, b, options);
}

function recordedSides(a: string, b: string, { results }: DiffOptions): Sides {
  const [ofA, ofB] = [recordsNamed(a, results), recordsNamed(b, results)];
  const pairing = pairingOf(ofA, ofB, [a, b]);
  const [catalog, now] = [loadCatalog(), CLOCK.now()];
  return { a: sideOf(a, ofA, catalog, now), b: sideOf(b, ofB, catalog, now), pairing };
}

async function takenSides(a: string, b: string, { turns, out, lang = 'en' }: DiffOptions): Promise<Sides> {
  const words = DIFF_TEXT_WORDS[lang];
  if (turns < 1) throw new UsageError(`--turns is ${turns}; give at least 1, and 5 for an interval`);
  const interrupt = onInterrupt();
  const run = turnProcess();
  try {
    const taken = await takeTurns(
      { commands: { A: turnCommand(a, 'A'), B: turnCommand(b, 'B') }, turns, out, startedAt: CLOCK.now() },
      {
        run: { A: run, B: run },
        report: (turn, side) => process.stderr.write(`${words.turn(turn + 1, turns, side)}\n`),
        interrupt: interrupt.signal,
      },
    );
    process.stderr.write(`${words.records(displayPath(taken.folder))}\n`);
    const [catalog, now] = [loadCatalog(), CLOCK.now()];
    return { a: sideOf(a, taken.a, catalog, now), b: sideOf(b, taken.b, catalog, now), pairing: 'turns' };
  } catch (error) {
    if (error instanceof Interrupted) process.stderr.write(`moebench: ${error.message}\n`);
    throw error;
  } finally {
    interrupt.ignoreFromNow();
  }
}

/** What each side has, where no work is in both. */
function nothingInCommon(a: Side, b: Side): string {
  const has = (side: Side): string => {
    const cases = [...new Set(lanesOf(side).map(lane => loneWork(lane).case))];
    const more = cases.length > MOST_CASES ? ` and ${cases.length - MOST_CASES} more` : '';
    return cases.length === 0 ? 'nothing timed' : `${cases.slice(0, MOST_CASES).join(', ')}${more}`;
  };
  return `no work is in both: A has ${has(a)}; B has ${has(b)}; give two runs of one suite`;
}

const MOST_CASES = 3;
