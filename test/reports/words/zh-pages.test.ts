/** Every page of the site in Chinese, of reports with all kinds of troubles: no English sentence is on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAST_NIGHTS } from '../../../harness/commands/history/check.ts';
import { observationsOfRecords } from '../../../harness/commands/history/observations.ts';
import { trainedModel, trainingOf } from '../../../harness/commands/options/trained-model.ts';
import { historySources } from '../../../harness/commands/site/history-sources.ts';
import { DEFAULT_REFERENCE } from '../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { framed } from '../../../reports/pages/frame/frame.ts';
import { pagesOf } from '../../../reports/pages/pages.ts';
import { sheetPage } from '../../../reports/pages/sheet/sheet.ts';
import type { SiteData } from '../../../reports/pages/site-data.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { runFactsOf } from '../../../reports/runs/run-facts.ts';
import type { RunRecord } from '../../../results/record.ts';
import { codedFault } from '../../../results/schema/coded-fault.ts';
import { readRecords } from '../../../results/store.ts';
import { loadModels } from '../../../suites/models.ts';
import { slowerNights } from '../../harness/commands/history/slower-nights.ts';
import { calculator, preset } from '../calculator/fixture.ts';
import { fixtureCatalog, fixtureRecord } from '../fixture.ts';
import { siteData } from '../pages/compare/site.ts';
import { partsRecord } from '../parts-fixture.ts';
import { plainWords } from '../plain-words.ts';
import { shippedSiteDataOf, siteDataOf } from '../site-text.ts';
import { shownTexts, visibleEnglish } from './visible-english.ts';

const catalog = loadCatalog();
const NAMES = [
  ...catalog.chips.flatMap(({ name, vendor }) => [name, vendor]),
  ...catalog.anchors.models.map(({ name }) => name),
  ...loadModels().map(({ name }) => name),
  'AMD EPYC 9534 64-Core Processor',
  'SwiftShader Device',
];

const reference = () => {
  const chip = fixtureCatalog().chips[0];
  if (chip === undefined) throw new Error('the fixture catalog is empty');
  return chip;
};

/** The site of these records with all that comes with the program. */
function siteOf(records: readonly RunRecord[]): SiteData {
  const report = buildReport({
    records,
    unread: [{ path: 'broken.jsonl', reason: 'unreadable' }],
    catalog: fixtureCatalog(),
    reference: reference(),
    asOf: null,
  });
  return {
    ...siteDataOf(report),
    runs: runFactsOf(records, report),
  };
}

const failing = (): RunRecord => {
  const record = fixtureRecord({ runId: 'failing' });
  const values = { used: '3.2', cores: 8, quiet: '0.1', who: ', the busiest of them 42 (cc1) with 2.9' };
  const fault = codedFault('disturbed', { code: 'cpu-others', values });
  return {
    ...record,
    cells: record.cells.map(line =>
      line.outcome.status === 'fault' ? { ...line, outcome: { status: 'fault' as const, fault } } : line,
    ),
  };
};

const unproven = (): RunRecord => ({ ...fixtureRecord({ runId: 'unproven' }), proofs: [], sealed: false });

const documentsOf = (data: SiteData): readonly (readonly [path: string, document: string])[] => {
  const pages = pagesOf(data, 'zh');
  const facts = {
    language: 'zh',
    sections: new Set(pages.map(({ section }) => section)),
    asOf: data.report.asOf,
  } as const;
  return pages.map(page => [page.path, plainWords(framed(page, facts))]);
};

const englishOn = (data: SiteData): readonly string[] => [
  ...new Set(documentsOf(data).flatMap(([, document]) => visibleEnglish(document, NAMES))),
];

describe('no page in Chinese shows an English sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-chinese-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('of a mismatch, a failure and a skip, with a calculator', () => {
    const { calculator } = siteData(preset);
    expect(englishOn({ ...siteOf([failing()]), calculator })).toEqual([]);
  });

  test('of what comes with the program: claims, catalog, documents', () => {
    const { claims, catalog: rows, documents } = shippedSiteDataOf(siteOf([]).report);
    expect(englishOn({ ...siteOf([]), claims, catalog: rows, documents })).toEqual([]);
  });

  test('of rows without a proof, of an unsealed run', () => {
    expect(englishOn(siteOf([unproven()]))).toEqual([]);
  });

  test('of blocks and training steps, with parts, curves and memory accounts', () => {
    expect(englishOn(siteOf([partsRecord()]))).toEqual([]);
  });

  test('of a machine without an accelerator, where costs are by what others published', () => {
    const chip = catalog.chips.find(({ id }) => id === DEFAULT_REFERENCE);
    if (chip === undefined) throw new Error('the shipped catalog has no default reference');
    const records = [fixtureRecord({ runId: 'cpu' })];
    const training = trainingOf(trainedModel(), catalog);
    const report = buildReport({ records, unread: [], catalog, reference: chip, asOf: null, training });
    expect(englishOn({ ...siteDataOf(report), runs: runFactsOf(records, report) })).toEqual([]);
  });

  describe('of nights that got slower', () => {
    let data: SiteData;
    beforeAll(() => {
      slowerNights(folder);
      const { records } = readRecords(folder);
      data = { ...siteOf(records.slice(-1)), ...historySources(folder, observationsOfRecords(records, LAST_NIGHTS)) };
    });

    test('in the history of them', () => {
      expect(data.check?.verdict).toBe('regressed');
      expect(englishOn(data)).toEqual([]);
    });
  });

  test('nor does the decision sheet', () => {
    const answer = calculator(preset);
    if (answer.status !== 'compared') throw new Error(answer.message);
    const { comparison } = answer;
    const sheet = sheetPage({ comparison, command: 'moebench compare case.yaml', style: '', language: 'zh' });
    const names = [...NAMES, ...comparison.rows.map(({ name }) => name)];
    expect(visibleEnglish(sheet, names)).toEqual([]);
  });
});

describe('what counts as English', () => {
  const found = (body: string) => visibleEnglish(body, ['NVIDIA H800 SXM']);

  test.each([
    ['<p>速度 no interval was given。</p>', ['no interval was given']],
    ['<td aria-label="speed of the chip"></td>', ['speed of the chip']],
    ['<p lang="en">the words of others</p><p>它 is not known yet</p>', ['is not known yet']],
  ])('%s', (body, english) => {
    expect(found(body)).toEqual(english);
  });

  test.each([
    '<p>NVIDIA H800 SXM 的速度</p>',
    '<code>moebench run the suite</code>',
    '<article lang="en"><p>all of <b>this text</b> is quoted</p></article>',
    '<p>“average of clouds”</p>',
  ])('not %s', body => {
    expect(found(body)).toEqual([]);
  });

  test('a text behind an element in English is read again', () => {
    expect(shownTexts('<p><span lang="en">a <br> b</span>c</p>')).toEqual(['c']);
  });
});
