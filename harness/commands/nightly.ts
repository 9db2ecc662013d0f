/** `moebench nightly`: run, then report, one exit code. */
import { Command } from 'commander';
import { makeReport, referenceChip } from './report.ts';
import { addRunOptions, exitCodeOf, performRun, type RunCommandOptions } from './run.ts';
import { runText } from './run-text.ts';
import { displayPath } from './terminal.ts';

type NightlyOptions = RunCommandOptions & { readonly reference: string; readonly site: string };

export function nightlyCommand(): Command {
  return addRunOptions(new Command('nightly'))
    .description('run a suite and build the report')
    .option('--reference <chip>', 'reference chip (moebench list chips)', 'nvidia-h800')
    .option('--site <folder>', 'folder to write the site to', 'reports/site')
    .action(async (options: NightlyOptions, command: Command) => {
      referenceChip(options.reference);
      process.stderr.write('Looking at this machine, then running the suite. Ctrl-C keeps what was measured.\n');
      const finished = await performRun(options, ['nightly', ...(command.parent?.args.slice(1) ?? [])]);
      process.stdout.write(runText(finished));
      process.exitCode = exitCodeOf(finished);
      const { page } = makeReport({ results: options.out, reference: options.reference, out: options.site });
      const path = displayPath(page);
      process.stdout.write(
        `Page: ${path}\nNext: open the page; moebench verify checks the records; moebench list models shows what else can be run.\n`,
      );
    });
}
