/** Which runs the rows stand on, and what is wrong with them. */
import { type Fact, fact } from '../../fact.ts';
import type { AssumptionCode } from '../codes.ts';
import type { Ground, Rule } from './ground.ts';

type Run = Ground['runs'][number];

export const olderRuns: Rule = ({ rows }) => (rows.some(row => row.olderRuns > 0) ? [fact('older-runs')] : []);

export const notRead: Rule = ({ runsNotRead }) => (runsNotRead === null ? [] : [fact('runs-not-read', runsNotRead)]);

export const unsealed: Rule = ({ runs }) => {
  const open = runs.filter(run => run.used && !run.sealed && run.damaged === null);
  return listed('runs-unsealed', open, { runs: open.map(({ id }) => id) });
};

export const damaged: Rule = ({ runs }) => {
  const items = runs.flatMap(run =>
    run.damaged === null ? [] : [fact('damaged-run', { run: run.id, ...run.damaged })],
  );
  return items.length === 0 ? [] : [fact('runs-damaged', {}, items)];
};

export const imported: Rule = ({ runs }) => {
  const elsewhere = runs.filter(run => run.used && run.imported);
  return listed('runs-imported', elsewhere, {
    runs: elsewhere.map(({ id }) => id),
    machines: elsewhere.map(({ machine }) => machine),
  });
};

export const aheadOfClock: Rule = ({ runs }) => {
  const later = runs.filter(run => run.aheadOfClock);
  return listed('runs-ahead-of-clock', later, {
    runs: later.map(({ id }) => id),
    times: later.map(({ startedAt }) => startedAt),
  });
};

const listed = (code: AssumptionCode, runs: readonly Run[], values: Fact['values']): Fact[] =>
  runs.length === 0 ? [] : [fact(code, values)];
