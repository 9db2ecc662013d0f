/** The one exit code of a night, and what of it is news. Pure. */
import type { Check } from '../../../reports/regressions/schema.ts';
import type { RunSummary } from '../../cells/run-options.ts';
import { EXIT } from '../../errors.ts';
import type { StageFailure } from './stages.ts';

export type NightFacts = {
  /** null: the run did not end by itself; a failure of stage `run` says why. */
  readonly run: Pick<RunSummary, 'status' | 'measured' | 'failed'> | null;
  /** Cells that were measured before the run broke off; of a run that ended, as in `run`. */
  readonly measured: number;
  readonly check: Pick<Check, 'verdict' | 'news'> | null;
  readonly failures: readonly Pick<StageFailure, 'stage'>[];
};

type ExitRow = { readonly code: number; readonly holds: (night: NightFacts) => boolean };

/** The first that holds. What makes a night's figures missing comes before what they say. */
const EXITS: readonly ExitRow[] = [
  { code: EXIT.interrupted, holds: ({ run }) => run?.status === 'interrupted' },
  { code: EXIT.nothingMeasured, holds: ({ measured }) => measured === 0 },
  { code: EXIT.cellsFailed, holds: ({ run, failures }) => run === null || run.failed > 0 || failures.length > 0 },
  { code: EXIT.policy, holds: ({ check }) => check?.verdict === 'regressed' },
];

export const nightExit = (night: NightFacts): number => EXITS.find(({ holds }) => holds(night))?.code ?? EXIT.done;

/** `regressed`: a step for the worse was confirmed by tonight's run; one that is open since earlier nights was told then. */
export const NEWS = ['nothing-measured', 'cells-failed', 'stage-failed', 'regressed'] as const;

export type News = (typeof NEWS)[number];

const IS_NEWS: Readonly<Record<News, (night: NightFacts) => boolean>> = {
  'nothing-measured': ({ measured }) => measured === 0,
  'cells-failed': ({ run }) => run !== null && run.failed > 0,
  'stage-failed': ({ failures }) => failures.length > 0,
  regressed: ({ check }) => check !== null && check.news > 0,
};

/** An interrupt is no news: whoever sent it knows. */
export const newsOf = (night: NightFacts): readonly News[] =>
  night.run?.status === 'interrupted' ? [] : NEWS.filter(news => IS_NEWS[news](night));
