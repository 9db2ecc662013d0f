/** A night whose report is priced by the user's own catalog. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MISSING, moebench, SKIP, workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

const folder = workFolder('nightly-catalog');
const ROW =
  '{chip: nvidia-h800, low: 11, high: 13, currency: CNY, kind: rent-reserved, offer: ours, date: 2026-11-02, source: quote 4711, confidence: high}';

describe.skipIf(SKIP)(`nightly --catalog${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('nightly prices the report by a catalog of the user’s', async () => {
    writeFileSync(join(folder, 'mine.yaml'), `prices: [${ROW}]\n`);
    const suite = writeSuite(folder, 'night', { rounds: 1 });
    const args = ['--suite', suite, '--target', 'cpu', '--out', 'night', '--site', 'site', '--catalog', 'mine.yaml'];
    const { code, stderr } = await moebench(folder, 'nightly', ...args);
    expect(code, stderr).toBe(0);
    const report = JSON.parse(readFileSync(join(folder, 'site/report.json'), 'utf8'));
    expect(JSON.stringify(report.assumptions)).toContain('rent-reserved in CNY of nvidia-h800');
    expect(report.reference.price.price).toMatchObject({
      low: 11,
      high: 13,
      source: 'quote 4711',
      overlay: 'mine.yaml',
    });
  });
});
