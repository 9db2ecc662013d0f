/** The series of a history as choices of its chart, those that moved first. Pure. */

import { median } from '../../../results/statistics.ts';
import type { HistoryChoice, HistoryChoices } from '../../charts/history.ts';
import type { TimedStep } from '../../charts/plot.ts';
import { percentText, timeUnit, type Unit } from '../../format.ts';
import type { MachineNights, NightlySeries } from '../../history/nightly-values.ts';
import { findingId } from '../../regressions/finding-id.ts';
import type { Finding, Metric } from '../../regressions/schema.ts';
import type { Language } from '../../words/language.ts';
import { HISTORY_WORDS } from '../../words/pages/history.ts';
import { METRIC_WORDS, targetText, workText } from '../../words/regressions/series-text.ts';
import { changeText } from '../../words/regressions/step-text.ts';
import type { SiteData } from '../site-data.ts';
import { STATE_ORDER, shownState } from './states.ts';

/** `findings`: with the names that people read. Series of which the newest night says nothing are not among the choices. */
export function historyChoices(
  { nights }: Pick<SiteData, 'nights'>,
  findings: readonly Finding[],
  language: Language,
): HistoryChoices {
  const known = new Map(findings.map(finding => [findingId(finding), finding]));
  const choices = nights.flatMap((machine, place) =>
    machine.series.flatMap(series => {
      const finding = known.get(series.id);
      return finding === undefined
        ? []
        : [{ finding, choice: choiceOf(series, finding, { machine, place, nights, language }) }];
    }),
  );
  return {
    language,
    machines: nights.map(({ nights: runs }) => ({
      times: runs.map(({ startedAt }) => startedAt),
      runs: runs.map(({ runId }) => runId),
    })),
    choices: choices.toSorted((a, b) => rankOf(a.finding) - rankOf(b.finding)).map(({ choice }) => choice),
  };
}

const rankOf = (finding: Finding): number => STATE_ORDER.indexOf(shownState(finding));

type Ground = {
  readonly machine: MachineNights;
  readonly place: number;
  readonly nights: readonly MachineNights[];
  readonly language: Language;
};

function choiceOf({ id, metric, values }: NightlySeries, finding: Finding, ground: Ground): HistoryChoice {
  const { machine, place, nights, language } = ground;
  const words = HISTORY_WORDS[language];
  const name = METRIC_WORDS[language][metric].name;
  const unit = UNITS[metric](median(values.flatMap(value => value ?? [])));
  const target = targetText(finding.series, nights.length === 1, language);
  return {
    id,
    machine: place,
    title: words.seriesTitle(workText(finding, language), name, target),
    axis: words.axis(name, unit.symbol),
    values: values.map(value => (value === null ? null : Number((value * unit.factor).toPrecision(DIGITS)))),
    steps: stepsOf(finding, machine, language),
  };
}

/** More than any instrument resolves. */
const DIGITS = 5;

const bytes = (value: number): Unit => (value >= 1e9 ? { factor: 1e-9, symbol: 'GB' } : { factor: 1e-6, symbol: 'MB' });

/** The unit in which the values of a series read well. */
const UNITS: Readonly<Record<Metric, (typical: number) => Unit>> = {
  'step-time': timeUnit,
  'energy-per-step': () => ({ factor: 1, symbol: 'J' }),
  'peak-host-memory': bytes,
  'peak-device-memory': bytes,
};

const STEP_STATES: readonly TimedStep['state'][] = ['confirmed', 'suspected', 'accepted', 'recovered'];

function stepsOf({ state, step }: Finding, { nights }: MachineNights, language: Language): HistoryChoice['steps'] {
  const shown = STEP_STATES.find(known => known === state);
  const at = step === null ? -1 : nights.findIndex(({ runId }) => runId === step.first.runId);
  if (step === null || shown === undefined || at < 0) return [];
  const share = step.ratio.point - 1;
  const sign = share > 0 ? '+' : '';
  const [first] = step.changed;
  const changed = first === undefined ? '' : ` · ${changeText(first, language)}`;
  return [{ at, state: shown, label: `${sign}${percentText(share, language)}${changed}` }];
}
