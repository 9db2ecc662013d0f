/** What a report says of faults that this program found itself, and of those that a runtime worded. */
import { expect, test } from 'vitest';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import type { RunRecord } from '../../../results/record.ts';
import { recordLineSchema } from '../../../results/record.ts';
import { codedFault } from '../../../results/schema/coded-fault.ts';
import { note } from '../../../results/schema/note.ts';
import type { Fault } from '../../../results/schema/outcome.ts';
import { fixtureRecord } from '../fixture.ts';
import { reportOf } from './fixture-report.ts';

/** The fixture's timeout as another fault. */
function failing(fault: Fault): RunRecord {
  const record = fixtureRecord();
  const cells = record.cells.map(line =>
    line.outcome.status === 'fault' ? { ...line, outcome: { status: 'fault' as const, fault } } : line,
  );
  for (const line of cells) recordLineSchema.parse(line);
  return { ...record, cells };
}

const failureOf = (fault: Fault) => {
  const report = reportOf({ records: [failing(fault)] });
  const [why] = report.failures.flatMap(failure => (failure.code === fault.code ? [failure.why] : []));
  const [message] = reportDocument(report).failures.flatMap(failure =>
    failure.code === fault.code ? [failure.message] : [],
  );
  return { why, message };
};

test('a fault of one code has that code, and its sentence in the document', () => {
  expect(failureOf(codedFault('timeout', note('others-not-warm', { seconds: 60 })))).toEqual({
    why: { code: 'others-not-warm', values: { seconds: 60 } },
    message: 'the other targets had not warmed up after 60 s',
  });
});

test('a fault of several causes has each as a code, and all of them in its sentence', () => {
  const stolen = note('cpu-stolen', { used: 0.5, cores: 2, quiet: 0.1 });
  const swapping = note('swapping', { pages: 9000 });
  expect(failureOf(codedFault('disturbed', stolen, swapping))).toEqual({
    why: { code: 'several-causes', values: {}, because: [stolen, swapping] },
    message: 'the hypervisor gave others 0.5 of 2 cores, where 0.1 is quiet; 9000 pages were read back from swap',
  });
});

test('a fault that a runtime worded, as in older records, keeps its words', () => {
  expect(failureOf({ code: 'disturbed', message: 'other processes used 0.6 of 2 cores', detail: '' })).toEqual({
    why: null,
    message: 'other processes used 0.6 of 2 cores',
  });
});
