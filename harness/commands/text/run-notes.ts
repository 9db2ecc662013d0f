/** What of a run its table does not show: what was cut to fit, and how sustained cells went. */
import { pointText, timeUnit } from '../../../reports/format.ts';
import type { Language } from '../../../reports/words/language.ts';
import { changeOf, meanMs } from '../../../results/drift.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { Drift } from '../../../results/schema/outcome.ts';
import { formatMemory } from '../../../suites/moe/footprint.ts';
import { formatSpan } from '../../cells/overrun.ts';
import { RUN_TEXT_WORDS } from '../words/run-text-words.ts';

/** A line for each part of a model that was cut, with what was; another for each sustained cell that was measured. */
export function runNotes(
  { context, cells }: Pick<RunRecord, 'context' | 'cells'>,
  language: Language = 'en',
): string[] {
  const words = RUN_TEXT_WORDS[language];
  const cuts = context.cases.flatMap(({ model, workload, fitted }) => {
    if (fitted === null || fitted.cut.length === 0) return [];
    const what = fitted.cut.map(cut => `${cut.what} ${cut.from} → ${cut.to}`).join(words.comma);
    return [words.cut(formatMemory(fitted.memoryBytes), model, workload.part, what)];
  });
  const drifts = cells.flatMap(({ cell, outcome }) => {
    const drift = outcome.status === 'measured' ? outcome.measurement.drift : undefined;
    return drift === undefined ? [] : [`${cell}${words.colon}${driftText(drift, language)}`];
  });
  return [...new Set(cuts), ...drifts];
}

/** `12.3 ms a step at first, 12.9 ms after 10 min (+4.9 %), steady from part 3 of 10 on` */
function driftText(drift: Drift, language: Language): string {
  const words = RUN_TEXT_WORDS[language];
  const { parts, steadyFrom } = drift;
  const [first, last] = [parts.slice(0, 1), parts.slice(-1)].map(part =>
    pointText(meanMs(part), timeUnit(meanMs(part))),
  );
  const change = `${changeOf(drift) < 0 ? '−' : '+'}${Math.abs(100 * changeOf(drift)).toFixed(1)} %`;
  const length = formatSpan(parts.reduce((total, { sumMs }) => total + sumMs, 0));
  const steady = steadyFrom === null ? words.never : words.steady(steadyFrom + 1, parts.length);
  return words.drift(first ?? '', last ?? '', length, change, steady);
}
