/** A report whose every name and note was written by somebody who means harm. */
import { buildReport } from '../../reports/report/report.ts';
import type { Report } from '../../reports/report/schema.ts';
import type { RunRecord } from '../../results/record.ts';
import { fixtureCatalog, fixtureRecord } from '../reports/fixture.ts';

export const MARKUP = '</script><img src=x onerror=alert(1)>';
export const FORMULA = '=HYPERLINK("http://example.test","x")';

/** Every text of the record that a device, a driver or a user chose. */
export function hostileReport(): Report {
  const record = fixtureRecord();
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const renamed = {
    ...record,
    context: {
      ...record.context,
      machine: { ...record.context.machine, id: FORMULA, hostname: MARKUP },
      command: ['run', MARKUP],
      suite: { ...record.context.suite, name: MARKUP },
      targets: record.context.targets.map((target, i) => ({
        ...target,
        device: { ...target.device, name: i === 0 ? MARKUP : FORMULA },
      })),
    },
  } as RunRecord;
  const unread = [{ path: MARKUP, reason: FORMULA }];
  return buildReport({ records: [renamed], unread, catalog, reference, asOf: null });
}
