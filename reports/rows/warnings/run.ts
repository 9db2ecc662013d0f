/** What to know of the run that a row stands on, and of newer ones that it does not stand on. Pure. */
import { latestTime } from '../../../results/ahead.ts';
import { type Fact, fact } from '../../fact.ts';
import type { Pool } from '../pool.ts';
import { RUN_WARNINGS, type RunWarning } from './codes.ts';
import { type Found, warningsBy } from './found.ts';
import type { Warning } from './warning.ts';

const RULES: Readonly<Record<RunWarning, (pool: Pool) => Found>> = {
  imported: ({ record: { imported } }) =>
    imported === undefined ? null : { values: { importedOn: dayOf(imported.importedAt) } },
  unsealed: ({ record }) => (record.sealed ? null : { values: {} }),
  'ahead-of-clock': ({ record }) => (record.aheadOfClock === true ? { values: { latest: latestTime(record) } } : null),
  'newer-run-set-aside': ({ newerRuns }) =>
    newerRuns.length === 0 ? null : { values: {}, because: newerRuns.map(setAsideFact) },
};

const dayOf = (time: string): string => time.slice(0, 'yyyy-mm-dd'.length);

const setAsideFact = ({ run, startedAt, reason }: Pool['newerRuns'][number]): Fact =>
  fact('run-set-aside', { run, startedOn: dayOf(startedAt) }, [reason]);

export const runWarnings = (pool: Pool): Warning[] => warningsBy(RUN_WARNINGS, RULES, pool);
