/** `moebench nightly`: run, then report, one exit code. */
import { Command } from 'commander';
import { DEFAULT_REFERENCE } from '../../reports/catalog/catalog.ts';
import { loadCatalogWith } from '../../reports/catalog/load.ts';
import { checkSiteFolder } from '../../reports/pages/site.ts';
import { jsonWithTexts } from '../../reports/words/report/report-document.ts';
import { onDisk } from '../../results/disk.ts';
import type { FinishedRun } from '../session/finished-run.ts';
import type { RunRequest } from '../session/request.ts';
import { runSession } from '../session.ts';
import { AUTO_SUITE } from '../suite-choice.ts';
import { exitCodeOf } from './exit-code.ts';
import { addSuiteOptions, runRequestOf, type SuiteOptions, typedCommand } from './options/suite-options.ts';
import { trainedModel, trainedModelOption } from './options/trained-model.ts';
import { screenOf } from './options/verbose-option.ts';
import { addPowerOptions, makeReport, type PowerOptions, referenceChip } from './report.ts';
import { reported } from './session-report.ts';
import { endsRound } from './text/run-progress.ts';
import { runDocument, runText } from './text/run-text.ts';
import { displayPath } from './text/terminal.ts';

/** The default suite, as the help describes it. */
const SUITE_BY_TARGETS = 'accelerator if there is one, else nightly';

type NightlyOptions = SuiteOptions &
  PowerOptions & {
    readonly reference: string;
    readonly site: string;
    readonly model: string;
    readonly catalog?: string;
    readonly json?: boolean;
  };

export function nightlyCommand(): Command {
  return addPowerOptions(addSuiteOptions(new Command('nightly'), SUITE_BY_TARGETS))
    .description('run a suite, then build the report; one exit code for both')
    .option('--reference <chip>', 'reference chip (moebench list chips)', DEFAULT_REFERENCE)
    .option('--site <folder>', 'folder to write the site to', 'reports/site')
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .addOption(trainedModelOption())
    .option('--json', 'print one JSON document (docs/schemas/run.schema.json)')
    .action(async (options: NightlyOptions, command: Command) => {
      trainedModel(options.model);
      referenceChip(options.reference, loadCatalogWith(options.catalog));
      onDisk(options.site, () => checkSiteFolder(options.site));
      process.stderr.write('Looking at this machine, then running the suite. Ctrl-C keeps what was measured.\n');
      const finished = await reported(parts => runSession(requestOf(options, typedCommand(command)), parts), endsRound);
      process.exitCode = exitCodeOf(finished);
      const { out, reference, site } = options;
      const { report, page } = reportOrRun(finished, options, () =>
        makeReport({ ...options, results: out, reference, out: site }),
      );
      process.stdout.write(
        options.json === true
          ? `${jsonWithTexts(runDocument(finished, page))}\n`
          : `${runText(finished, screenOf(options.verbose), report)}${nextSteps(displayPath(page))}`,
      );
    });
}

/** The report; where it cannot be made, what was run is printed first. */
function reportOrRun<Made>(finished: FinishedRun, { json, verbose }: NightlyOptions, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (json !== true) process.stdout.write(runText(finished, screenOf(verbose)));
    throw error;
  }
}

function requestOf(options: NightlyOptions, command: readonly string[]): RunRequest {
  const request = runRequestOf(options, command);
  if (options.suite !== SUITE_BY_TARGETS) return request;
  return { ...request, suite: AUTO_SUITE, suiteWithoutAccelerator: 'nightly' };
}

function nextSteps(page: string): string {
  return `Page: ${page}\nNext: open the page; moebench verify checks the records; moebench list models shows what else can be run.\n`;
}
