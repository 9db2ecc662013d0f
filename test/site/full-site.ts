/** A site with something in every section: records of several machines on disk, made into a site as `moebench report` does. No number here was measured. */
import { join } from 'node:path';
import { makeReport } from '../../harness/commands/report.ts';
import { writeSheet } from '../../reports/pages/sheet/sheet-file.ts';
import type { RunRecord } from '../../results/record.ts';
import { createRun } from '../../results/store.ts';
import { slowerNights } from '../harness/commands/history/slower-nights.ts';
import { calculator, preset } from '../reports/calculator/fixture.ts';
import { fixtureRecord } from '../reports/fixture.ts';
import { partsRecord } from '../reports/parts-fixture.ts';
import { pair, spread, times } from '../reports/two-chips.ts';
import { SCRIPTS } from './browse.ts';

/** An H20 beside the reference, a run with faults and a skip, a run of every part, and a month of nights of which the last are slower. */
export function writeRecords(results: string): void {
  const chips = pair({ h20: times(spread, 1.4), h800: spread }, { machine: 'lab-2', runId: 'run-chips' });
  for (const record of [fixtureRecord(), partsRecord(), chips]) storeRecord(results, record);
  slowerNights(results);
}

/** Writes the site into `folder`/site, the same as one file in each language, and a decision sheet; gives the folder of the site back. */
export async function writeFullSite(folder: string): Promise<string> {
  const results = join(folder, 'runs');
  const site = join(folder, 'site');
  writeRecords(results);
  for (const lang of ['en', 'zh'] as const) {
    const singleFile = join(folder, `single-${lang}.html`);
    await makeReport({ results, reference: 'nvidia-h800', out: site, singleFile, lang }, SCRIPTS);
    writeSheet(join(folder, `sheet-${lang}.html`), comparisonOf(), 'moebench compare case.yaml', lang);
  }
  return site;
}

/** Of the offers that the calculator begins with. */
function comparisonOf() {
  const answer = calculator(preset);
  if (answer.status !== 'compared') throw new Error('the preset is compared');
  return answer.comparison;
}

/** A sealed file with the chain that its lines have on disk. */
export function storeRecord(results: string, { context, proofs, cells }: RunRecord): void {
  const { previousSha256: _, ...first } = context;
  const writer = createRun(results, first);
  for (const { previousSha256: _previous, ...line } of [...proofs, ...cells]) writer.append(line);
  writer.seal(context.startedAt);
  writer.close();
}
