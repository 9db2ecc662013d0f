/** What rows of a report are called in its charts: devices and workloads by names that no other has. */
import type { Report, ReportRow, WorkloadRef } from '../../report/schema.ts';
import { laneText } from '../../rows/software.ts';
import type { Language } from '../../words/language.ts';
import { deviceNames } from '../../words/names/device-name.ts';
import { workloadNames } from '../../words/names/workload-name.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';

export type RowNames = {
  readonly work: (workload: WorkloadRef) => string;
  readonly device: (row: ReportRow) => string;
  /** The device with the runner and the strategy that did the work: `NVIDIA H20 (torch-cuda:0, grouped)`. */
  readonly lane: (row: ReportRow) => string;
};

export function rowNames(
  { rows, referenceRows }: Pick<Report, 'rows' | 'referenceRows'>,
  language: Language,
): RowNames {
  const device = deviceNames(rows, language);
  const { runnerUp } = PLOT_WORDS[language];
  return {
    work: workloadNames(
      [...referenceRows, ...rows].map(({ workload }) => workload),
      language,
    ),
    device,
    lane: row => {
      const { target, ran, race } = row;
      const mark = race.standing === 'runner-up' ? runnerUp : '';
      return `${device(row)} (${laneText({ target, strategy: ran.strategy })}${mark})`;
    },
  };
}
