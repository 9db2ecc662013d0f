/** `moebench nightly`: run, check, report, tell; one exit code. */
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { jsonWithTexts } from '../../../reports/words/report/report-document.ts';
import { onInterrupt } from '../../interrupt.ts';
import type { RunRequest } from '../../session/request.ts';
import { AUTO_SUITE } from '../../suite-choice.ts';
import { runRequestOf, typedCommand } from '../options/suite-options.ts';
import { screenOf } from '../options/verbose-option.ts';
import { makeReport } from '../report.ts';
import { waitingText } from '../text/session-text.ts';
import { NIGHT_TEXT_WORDS } from '../words/check-text-words.ts';
import { type NightlyDocument, nightlyDocument } from './document.ts';
import { newsOf, nightExit } from './exit.ts';
import { holdFolder } from './folder-lock.ts';
import { type Night, type NightRequest, nightOf } from './night.ts';
import { nightlyText } from './nightly-text.ts';
import { notify } from './notify.ts';
import { addNightlyOptions, checkNightly, lockRequest, type NightlyOptions, SUITE_BY_TARGETS } from './settings.ts';

export function nightlyCommand(): Command {
  return addNightlyOptions(new Command('nightly'))
    .description('run a suite, check it against the nights before, build the report, tell what is new; one exit code')
    .action(async (options: NightlyOptions, command: Command) => {
      const request = nightRequest(options, typedCommand(command));
      const lock = await heldFolder(options);
      try {
        say(NIGHT_TEXT_WORDS[options.lang ?? 'en'].begin);
        const night = await nightOf(request);
        const notification = await notified(night, options);
        process.stdout.write(
          options.json === true
            ? `${jsonWithTexts(nightlyDocument(night, notification))}\n`
            : nightlyText(night, screenOf(options.verbose, options.lang), options.out),
        );
        process.exitCode = nightExit(night);
      } finally {
        lock.release();
      }
    });
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function nightRequest(options: NightlyOptions, command: readonly string[]): NightRequest {
  const outputs = checkNightly(options);
  const { out, site, previous = null } = options;
  return {
    run: requestOf(options, command),
    compare: options.interleaved ? { out: join(dirname(resolve(out)), 'interleaved'), previous } : null,
    makeSite: () => makeReport({ ...options, results: out, out: site }),
    outputs,
    say,
    language: options.lang ?? 'en',
  };
}

function requestOf(options: NightlyOptions, command: readonly string[]): RunRequest {
  const request = runRequestOf(options, command);
  if (options.suite !== SUITE_BY_TARGETS) return request;
  return { ...request, suite: AUTO_SUITE, suiteWithoutAccelerator: 'nightly' };
}

async function heldFolder(options: NightlyOptions) {
  const interrupt = onInterrupt();
  const minutes = options.wait ?? 0;
  try {
    return await holdFolder(lockRequest(options), interrupt.signal, why =>
      process.stderr.write(waitingText({ why, minutes }, options.lang)),
    );
  } finally {
    interrupt.ignoreFromNow();
  }
}

/** A command that fails is said and changes no exit code: that is of the night. */
async function notified(
  night: Night,
  { notifyCommand, notify: policy = 'news', lang = 'en' }: NightlyOptions,
): Promise<NonNullable<NightlyDocument['notification']>> {
  if (notifyCommand === undefined) return 'not-asked-for';
  if (policy === 'news' && newsOf(night).length === 0) return 'no-news';
  const fault = await notify(notifyCommand, `${jsonWithTexts(nightlyDocument(night, null))}\n`);
  if (fault === null) return 'sent';
  say(NIGHT_TEXT_WORDS[lang].notified(fault));
  return 'failed';
}
