/** `moebench accept`: a step becomes the new baseline, with who says so and why. */
import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { Command } from 'commander';
import * as z from 'zod';
import {
  acceptableSteps,
  namesOf,
  unmatchedName,
  type Wanted,
  wantedSteps,
} from '../../../reports/regressions/acceptable.ts';
import type { SteppedFinding } from '../../../reports/regressions/entries.ts';
import { findingId } from '../../../reports/regressions/finding-id.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import type { Language } from '../../../reports/words/language.ts';
import { METRIC_WORDS, targetText, workText } from '../../../reports/words/regressions/series-text.ts';
import { movedText } from '../../../reports/words/regressions/step-text.ts';
import { acceptanceLineSchema } from '../../../results/history/acceptance.ts';
import { accept, acceptancesPath } from '../../../results/history/acceptance-file.ts';
import { onOneLine, printable } from '../../../results/printable.ts';
import { UsageError, unknownName } from '../../errors.ts';
import { DEFAULT_RESULTS, resultsOption } from '../text/check/accept-hint.ts';
import { displayPath } from '../text/terminal.ts';
import { ACCEPT_TEXT_WORDS } from '../words/check-text-words.ts';
import { checkOf } from './check.ts';

export const ACCEPTED_SCHEMA = 'moebench.accepted/1';

/** What `accept --json` prints. */
export const acceptedDocumentSchema = z.strictObject({
  schema: z.literal(ACCEPTED_SCHEMA),
  /** The file they were written to. */
  path: z.string(),
  accepted: z.array(acceptanceLineSchema.omit({ schema: true, previousSha256: true, ownSha256: true })),
});

type AcceptedDocument = z.infer<typeof acceptedDocumentSchema>;

type AcceptOptions = Wanted & {
  readonly results: string;
  readonly machine?: string;
  readonly all?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly lang?: Language;
  readonly json?: boolean;
};

export function acceptCommand(): Command {
  return new Command('accept')
    .description('take a step that check tells as the new baseline, with who says so and why')
    .option('--results <folder>', 'folder with the records', DEFAULT_RESULTS)
    .option('--case <name>', 'of this case')
    .option('--target <id>', 'of this target')
    .option('--strategy <name>', 'of this strategy')
    .option('--metric <name>', 'of this metric')
    .option('--machine <name>', 'of this machine')
    .option('--series <id>', 'of this series, by the id in the list that accept prints where several are meant')
    .option('--all', 'every step that the other options leave')
    .option('--reason <text>', 'why it is the new baseline (required)')
    .option('--by <name>', 'who says so (default: user.name of git, else the name of the user)')
    .option('--json', 'print one JSON document (docs/schemas/accepted.schema.json)')
    .action(async (options: AcceptOptions) => {
      const { results, json } = options;
      const document = await acceptSteps(options, new Date());
      process.stdout.write(
        json === true ? `${JSON.stringify(document)}\n` : acceptedText(document, results, options.lang),
      );
    });
}

/** Appends an acceptance for each step that is meant. UsageError where none is, several are without --all, or no reason is given. */
export async function acceptSteps(options: AcceptOptions, now: Date): Promise<AcceptedDocument> {
  const { results, machine, by = userName() } = options;
  const reason = statement(options.reason, '--reason');
  const who = statement(by, '--by');
  const check = await checkOf(results, machine === undefined ? {} : { machine });
  const steps = meantSteps(check, options);
  const path = acceptancesPath(results);
  const accepted = steps.map(({ series, case: name, metric, step: { first, ratio } }) => ({
    acceptedAt: now.toISOString(),
    by: who,
    reason,
    series,
    case: name,
    metric,
    first,
    ratio: ratio.point,
  }));
  accept(path, accepted);
  return { schema: ACCEPTED_SCHEMA, path, accepted };
}

function meantSteps(check: Check, options: AcceptOptions): readonly SteppedFinding[] {
  const steps = acceptableSteps(check);
  if (steps.length === 0)
    throw new UsageError(`${options.results}: check tells no step that is not accepted yet; see moebench check`);
  const meant = wantedSteps(steps, options);
  if (meant.length === 0) {
    const name = unmatchedName(steps, options);
    const value = name === null ? undefined : options[name];
    if (name !== null && value !== undefined)
      throw unknownName(`${name} of a step that check tells`, value, namesOf(steps, name));
    throw new UsageError(`no step has all of these: ${listed(steps)}`);
  }
  if (meant.length > 1 && options.all !== true) {
    throw new UsageError(`${meant.length} steps are meant; give --all, or --series with one of: ${listed(meant)}`);
  }
  return meant;
}

const MOST_LISTED = 8;

function listed(steps: readonly SteppedFinding[]): string {
  const texts = steps.map(
    step => `${findingId(step)} ${workText(step)} on ${targetText(step.series, false)}, ${movedText(step)}`,
  );
  const rest = texts.length - MOST_LISTED;
  return `${texts.slice(0, MOST_LISTED).join('; ')}${rest > 0 ? `; and ${rest} more (moebench check --verbose)` : ''}`;
}

/** What a person says, on a line of its own in the file. UsageError where nothing is said. */
function statement(text: string | undefined, option: string): string {
  const said = onOneLine(text ?? '');
  if (said === '')
    throw new UsageError(`${option} is ${text === undefined ? 'missing' : 'empty'}; give ${ASKED[option]}`);
  return said;
}

const ASKED: Readonly<Record<string, string>> = {
  '--reason': 'why this level is the new baseline, as --reason "driver 560 is what we ship"',
  '--by': 'who says so, as --by "A. Turing"',
};

/** The name that git signs commits with, else the name of the account; undefined: neither is known. */
function userName(): string | undefined {
  try {
    const name = execFileSync('git', ['config', 'user.name'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (name.trim() !== '') return name.trim();
  } catch {
    // No git, or no name in it.
  }
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function acceptedText({ path, accepted }: AcceptedDocument, results: string, language: Language = 'en'): string {
  const words = ACCEPT_TEXT_WORDS[language];
  const lines = accepted.map(line => {
    const day = line.first.startedAt.slice(0, 'yyyy-mm-dd'.length);
    const metric = language === 'en' ? line.metric : METRIC_WORDS[language][line.metric].name;
    return words.accepted(workText(line, language), targetText(line.series, false, language), metric, day);
  });
  const next = `moebench check${resultsOption(results)}`;
  return printable(`${lines.join('\n')}\n${words.written(displayPath(path), next)}\n`);
}
