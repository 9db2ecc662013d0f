/** moebench's rule: the steps that nights confirmed. */
import type { NightsTable } from '../../../../reports/regressions/steps/nights.ts';
import type { Rule } from '../alarm.ts';

/** What is needed of a search for steps. */
export type FindSteps = (table: NightsTable) => {
  readonly steps: readonly {
    readonly series: number;
    readonly onset: number;
    readonly confirmedOn: number | null;
    readonly logRatio: number;
  }[];
};

export const confirmedSteps = (findSteps: FindSteps): Rule => ({
  name: 'moebench check',
  repeats: false,
  alarms: ({ table }) =>
    findSteps(table).steps.flatMap(({ series, onset, confirmedOn, logRatio }) =>
      confirmedOn === null
        ? []
        : [{ series, onset, on: confirmedOn, direction: logRatio > 0 ? ('worse' as const) : ('better' as const) }],
    ),
});
