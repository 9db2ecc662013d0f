/** `moebench nightly`: run, then report, one exit code. */
import { Command } from 'commander';
import { DEFAULT_REFERENCE } from '../../reports/catalog/catalog.ts';
import { checkSiteFolder } from '../../reports/pages/site.ts';
import { jsonWithTexts } from '../../reports/words/report-document.ts';
import { onDisk } from '../../results/disk.ts';
import { AUTO_SUITE } from '../suite-choice.ts';
import { addPowerOptions, makeReport, type PowerOptions, referenceChip } from './report.ts';
import { addRunOptions, exitCodeOf, performRun, type RunCommandOptions } from './run.ts';
import { runDocument, runText } from './text/run-text.ts';
import { displayPath } from './text/terminal.ts';

/** The default, in the words of the help. */
const SUITE_BY_TARGETS = 'accelerator where one is, else nightly';

type NightlyOptions = RunCommandOptions &
  PowerOptions & {
    readonly reference: string;
    readonly site: string;
    readonly json?: boolean;
  };

export function nightlyCommand(): Command {
  return addPowerOptions(addRunOptions(new Command('nightly'), SUITE_BY_TARGETS))
    .description('run a suite and build the report')
    .option('--reference <chip>', 'reference chip (moebench list chips)', DEFAULT_REFERENCE)
    .option('--site <folder>', 'folder to write the site to', 'reports/site')
    .option('--json', 'print one JSON document (docs/schemas/run.schema.json)')
    .action(async (options: NightlyOptions, command: Command) => {
      referenceChip(options.reference);
      onDisk(options.site, () => checkSiteFolder(options.site));
      process.stderr.write('Looking at this machine, then running the suite. Ctrl-C keeps what was measured.\n');
      const named = options.suite !== SUITE_BY_TARGETS;
      const suite = named ? options : { ...options, suite: AUTO_SUITE, otherwise: 'nightly' };
      const finished = await performRun(suite, ['nightly', ...(command.parent?.args.slice(1) ?? [])]);
      process.exitCode = exitCodeOf(finished);
      if (options.json !== true) process.stdout.write(runText(finished));
      const { out, reference, site } = options;
      const { page } = makeReport({ ...options, results: out, reference, out: site });
      process.stdout.write(
        options.json === true ? `${jsonWithTexts(runDocument(finished, page))}\n` : nextSteps(displayPath(page)),
      );
    });
}

function nextSteps(page: string): string {
  return `Page: ${page}\nNext: open the page; moebench verify checks the records; moebench list models shows what else can be run.\n`;
}
