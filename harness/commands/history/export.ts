/** `moebench export`: what the newest night found, in a format that another program reads. */
import { Command, Option } from 'commander';
import { OUTPUT_FORMATS } from '../../../reports/outputs/formats.ts';
import type { Language } from '../../../reports/words/language.ts';
import { EXIT } from '../../errors.ts';
import { RECORD_COMMAND_WORDS } from '../words/record-command-words.ts';
import { checkOf } from './check.ts';
import { assertWritable, outputText, writeOutputs } from './outputs.ts';

const STANDARD_OUTPUT = '-';

type ExportOptions = {
  readonly format: string;
  readonly results: string;
  readonly machine?: string;
  readonly out: string;
  readonly lang?: Language;
};

export function exportCommand(): Command {
  return new Command('export')
    .description('write what the newest night found, and how it stands to the nights before, for another program')
    .addOption(
      new Option('--format <format>', 'what to write (docs/OUTPUTS.md)')
        .choices(OUTPUT_FORMATS.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('--results <folder>', 'folder with the records', 'results/runs')
    .option('--machine <name>', 'only the runs of this machine (default: every machine there)')
    .option('--out <file>', 'file to write; - is standard output', STANDARD_OUTPUT)
    .action(async ({ format, results, machine, out, lang = 'en' }: ExportOptions) => {
      if (out !== STANDARD_OUTPUT) assertWritable(out);
      const check = await checkOf(results, machine === undefined ? {} : { machine });
      if (check.runs.length === 0) {
        process.stderr.write(RECORD_COMMAND_WORDS[lang].noRun(results));
        process.exitCode = EXIT.nothingMeasured;
        return;
      }
      const checked = { results, check };
      if (out !== STANDARD_OUTPUT) await writeOutputs([{ format, path: out }], checked);
      else process.stdout.write(await outputText(format, checked));
    });
}
