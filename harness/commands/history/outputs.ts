/** What a night found, written for other programs: for `moebench export`, and for the outputs of a nightly. */
import { accessSync, constants, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OUTPUT_FORMATS, type OutputFormat } from '../../../reports/outputs/formats.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import { onDisk } from '../../../results/disk.ts';
import { distinctRuns } from '../../../results/history/runs.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords, recordFiles } from '../../../results/store.ts';
import { UsageError, unknownName } from '../../errors.ts';
import { observationsIn } from './observations.ts';
import { outputDocument } from './output-document.ts';
import { type CheckedResults, writeNightsParquet } from './parquet-output.ts';

export type Output = { readonly format: string; readonly path: string };

/** `junit=reports/junit.xml`, as an option has it. UsageError for an unknown format or a file that could not be written. */
export function parseOutput(text: string): Output {
  const [, format = text, path = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const { name, file } = formatCalled(format);
  if (path === '') throw new UsageError(`--output ${text} names no file; write it as ${name}=${file}`);
  assertWritable(path);
  return { format: name, path };
}

/** A file a text format in a folder, each under the name of its format. Parquet, which needs DuckDB, is asked for by name. */
export const outputsIn = (folder: string): readonly Output[] =>
  OUTPUT_FORMATS.filter(({ kind }) => kind === 'text').map(({ name, file }) => ({
    format: name,
    path: join(folder, file),
  }));

/** Writes each; a reader sees the old file or the new, never half of one. */
export async function writeOutputs(outputs: readonly Output[], checked: CheckedResults): Promise<void> {
  const found = outputs.map(({ format, path }) => ({ format: formatCalled(format), path }));
  const document = await documentFor(
    found.map(({ format }) => format),
    checked,
  );
  for (const { format, path } of found) if (format.kind === 'text') writeWhole(path, format.text(document));
  // Last: without DuckDB they are refused, and the others are written already.
  for (const { format, path } of found) if (format.kind === 'table') await writeNightsParquet(path, checked);
}

/** The text of a format. UsageError for one that is no text. */
export async function outputText(name: string, checked: CheckedResults): Promise<string> {
  const format = formatCalled(name);
  if (format.kind === 'table') throw new UsageError(`${name} is no text: name a file, as in --out ${format.file}`);
  return format.text(await documentFor([format], checked));
}

async function documentFor(formats: readonly OutputFormat[], { results, check }: CheckedResults) {
  const needsHistory = formats.some(format => format.kind === 'text' && format.hasHistory === true);
  const machines = new Set(check.runs.map(({ machine }) => machine));
  const history = needsHistory ? await observationsIn(results, { lastNights: Number.MAX_SAFE_INTEGER }) : [];
  return outputDocument({
    check,
    records: recordsOf(check, results),
    history: history.filter(({ machine }) => machines.has(machine)),
  });
}

export function formatCalled(name: string): OutputFormat {
  const found = OUTPUT_FORMATS.find(format => format.name === name);
  if (found !== undefined) return found;
  throw unknownName(
    'format',
    name,
    OUTPUT_FORMATS.map(format => format.name),
  );
}

/** UsageError where the file could not be written, before anything is measured for it. */
export function assertWritable(path: string): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new UsageError(`${folder}: no such folder; make it, or give another file`);
  if (existsSync(path) && statSync(path).isDirectory()) throw new UsageError(`${path} is a folder; give a file`);
  onDisk(folder, () => accessSync(folder, constants.W_OK));
}

/** A record's file has the name of its run, so that few are read; where one is called otherwise, all are. */
function recordsOf({ runs }: Check, results: string): readonly RunRecord[] {
  const names = new Set(runs.map(({ runId }) => `${runId}.jsonl`));
  const named = recordFiles(results).filter(file => names.has(basename(file)));
  const found = distinctRuns(named.flatMap(file => readRecords(file).records));
  const ids = new Set(found.map(({ context }) => context.runId));
  return runs.every(({ runId }) => ids.has(runId)) ? found : distinctRuns(readRecords(results).records);
}

/** What is no plain file, such as /dev/stdout or a pipe, is written to; a plain file is replaced, where a link points at. */
function writeWhole(path: string, text: string): void {
  if (existsSync(path) && !statSync(path).isFile()) {
    onDisk(path, () => writeFileSync(path, text));
    return;
  }
  const target = existsSync(path) ? realpathSync(path) : path;
  const part = `${target}.${process.pid}.part`;
  try {
    onDisk(path, () => {
      writeFileSync(part, text, { flush: true });
      renameSync(part, target);
    });
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
