import { expect, test } from 'vitest';
import { nightsCsv } from '../../../reports/outputs/nights-csv.ts';
import { documentOf, hostileDocument, OBSERVATION } from './made-document.ts';

test('a row has the figures of a series and run; a cell without a figure is empty', () => {
  const lost = { ...OBSERVATION, unusable: 'not-measured' as const, rounds: 0, roundStepMs: [], peakHostBytes: null };
  const [head, first, second, end] = nightsCsv(documentOf([], { history: [OBSERVATION, lost] })).split('\n');
  expect(head).toBe(
    'series,machine,target,board,strategy,case,role,workloadSha256,concurrent,powerLimitW,runId,startedAt,order,computeKernel,unusable,rounds,plannedRounds,stepMsMedian,stepMsMean,stepMsLeast,stepMsGreatest,energyJPerStep,peakHostBytes,peakDeviceBytes,clockMHz,setup.driver',
  );
  const sha = 'a'.repeat(64);
  const series = 'lab-1/cpu/toy.moe-layer/session/9335067be091,lab-1,cpu,,session,toy.moe-layer,work';
  expect(first).toBe(
    `${series},${sha},false,,night-8,2026-03-08T01:00:00.000Z,7,,,3,3,6.5,6.166666666666667,5,7,,500000000,,,560.35`,
  );
  expect(second).toBe(`${series},${sha},false,,night-8,2026-03-08T01:00:00.000Z,7,,not-measured,0,3,,,,,,,,,560.35`);
  expect(end).toBe('');
});

test('a name that a spreadsheet would compute stays text', () => {
  const text = nightsCsv(hostileDocument());
  expect(text).toContain('"\'=HYPERLINK(""http://example.test"",""x"")"');
  expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
});
