/** The options of a nightly, all of them checked before anything is measured. */
import type { Command } from 'commander';
import { DEFAULT_REFERENCE } from '../../../reports/catalog/catalog.ts';
import { loadCatalogWith } from '../../../reports/catalog/load.ts';
import { checkSiteFolder } from '../../../reports/pages/writer/site.ts';
import { onDisk } from '../../../results/disk.ts';
import { nameHere } from '../../detect/machine-name.ts';
import { thisMachine } from '../../detect/world.ts';
import { UsageError } from '../../errors.ts';
import { type Output, outputsIn, parseOutput } from '../history/outputs.ts';
import { commandWords } from '../options/command-words.ts';
import { addSuiteOptions, type SuiteOptions } from '../options/suite-options.ts';
import { trainedModel, trainedModelOption } from '../options/trained-model.ts';
import { addPowerOptions, type PowerOptions, referenceChip } from '../report.ts';
import type { FolderLock } from './folder-lock.ts';
import { type NotifyPolicy, notifyPolicyOf } from './notify.ts';
import { assertFolderWritable } from './writable.ts';

/** The default suite, as the help describes it. */
export const SUITE_BY_TARGETS = 'accelerator if there is one, else nightly';

export type NightlyOptions = SuiteOptions &
  PowerOptions & {
    readonly reference: string;
    readonly site: string;
    readonly model: string;
    readonly catalog?: string;
    readonly interleaved: boolean;
    readonly previous?: string;
    readonly output: readonly Output[];
    readonly outputs?: string;
    readonly notifyCommand?: string;
    readonly notify?: NotifyPolicy;
    readonly json?: boolean;
  };

export function addNightlyOptions(command: Command): Command {
  return addPowerOptions(addSuiteOptions(command, SUITE_BY_TARGETS))
    .option('--reference <chip>', 'reference chip (moebench list chips)', DEFAULT_REFERENCE)
    .option('--site <folder>', 'folder to write the site to', 'reports/site')
    .option('--catalog <file>', 'your own chips and prices (YAML), added to the shipped catalog')
    .addOption(trainedModelOption())
    .option('--previous <command>', 'the program of the previous version, with which a suspected step is compared')
    .option('--no-interleaved', 'do not measure a suspected step again beside the previous version')
    .option('--output <format=file>', 'write the night as junit, github-summary, …; may be repeated', addOutput, [])
    .option('--outputs <folder>', 'write the night in every format into this folder')
    .option('--notify-command <command>', 'shell command that gets the JSON document on its standard input')
    .option('--notify <policy>', 'when to run it: news, or always (default: news)', notifyPolicyOf)
    .option('--json', 'print one JSON document (docs/schemas/nightly.schema.json)');
}

const addOutput = (text: string, previous: readonly Output[]): readonly Output[] => [...previous, parseOutput(text)];

/** The files to write. UsageError for an option that cannot be used, or a folder that could not be written. */
export function checkNightly(options: NightlyOptions): readonly Output[] {
  const { out, site, outputs: folder, notify, notifyCommand, previous, interleaved } = options;
  trainedModel(options.model);
  referenceChip(options.reference, loadCatalogWith(options.catalog));
  if (notify !== undefined && notifyCommand === undefined) {
    throw new UsageError(`--notify ${notify} has no effect without --notify-command: give the command as well`);
  }
  if (notifyCommand?.trim() === '') throw new UsageError('--notify-command is empty; give the command to run');
  if (previous !== undefined) commandWords(previous, '--previous');
  if (previous !== undefined && !interleaved) {
    throw new UsageError('--previous has no effect with --no-interleaved: leave one of them out');
  }
  assertFolderWritable('--out', out);
  assertFolderWritable('--site', site);
  onDisk(site, () => checkSiteFolder(site));
  if (folder === undefined) return options.output;
  assertFolderWritable('--outputs', folder);
  return [...options.output, ...outputsIn(folder)];
}

/** What the folder's lock is taken by. UsageError for a name of the machine that cannot be used. */
export const lockRequest = ({ out, machine, wait = 0 }: NightlyOptions): FolderLock => ({
  out,
  machine: nameHere(machine, thisMachine),
  waitMinutes: wait,
});
