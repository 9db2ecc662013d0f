/** The charts of training steps: where their time goes, and whether they learn what the oracle learns. */
import type { Curve } from '../../results/schema/proof.ts';
import { pointText, threeDigits, timeUnit } from '../format.ts';
import type { Report, ReportRow } from '../report/schema.ts';
import { laneText } from '../rows/software.ts';
import { isComparable } from '../rows/work.ts';
import type { Language } from '../words/language.ts';
import { CHART_WORDS } from '../words/pages/charts.ts';
import { PLOT_WORDS } from '../words/pages/plots/plots.ts';
import { curveText } from '../words/report/curve-text.ts';
import { PASS_PARTS, partName } from '../words/report/part-name.ts';
import { type Bar, grouped, type Plot, type Series } from './plot.ts';
import { type RowNames, rowNames } from './rows/names.ts';

/**
 * Each traced training step, divided into the parts of the model, and each step whose runner tells forward and the two kinds of gradient
 * apart, whatever it is a step of; each part in percent of the step.
 */
export function timeByPart(report: Report, language: Language = 'en'): Plot {
  const words = PLOT_WORDS[language];
  const rowName = rowNames(report, language);
  const named = { id: 'time-by-part', title: words.parts };
  const steps = report.rows.filter(({ workload, parts }) => workload.part === 'train-step' || tellsPasses(parts));
  const bars = steps.flatMap(row => barOf(row, rowName, language).map(bar => ({ row, bar })));
  if (bars.length === 0) {
    return { ...named, drawn: false, reason: steps.length === 0 ? words.noSteps : words.noTraces };
  }
  const groups = grouped(
    report.referenceRows.map(({ workload }) => workload),
    rowName.work,
    shown => bars.filter(({ row }) => isComparable(row.workload, shown)).map(({ bar }) => bar),
  );
  const names = namesOf(
    bars.map(({ bar }) => bar),
    language,
  );
  const totals = bars.map(({ bar }) => bar.segments.reduce((sum, { share }) => sum + share, 0) * 100);
  const [least, most] = [Math.min(...totals), Math.max(...totals)].map(threeDigits);
  const caption = words.partsCaption(least ?? '', most ?? '');
  return {
    ...named,
    drawn: true,
    language,
    kind: 'bars',
    axis: words.partsAxis,
    names,
    groups,
    caption: [caption],
  };
}

/** Cross-entropy step by step, of each target and of the oracle, on the small form of the step they were proven on. */
export function lossCurves(report: Report, language: Language = 'en'): Plot {
  const words = PLOT_WORDS[language];
  const rowName = rowNames(report, language);
  const named = { id: 'loss-curves', title: words.curves };
  const curves = new Map(report.rows.flatMap(row => curveOf(row, rowName).map(curve => [curve.key, curve] as const)));
  if (curves.size === 0) {
    return { ...named, drawn: false, reason: words.noCurves };
  }
  const proofs = [...new Set([...curves.values()].map(({ proof }) => proof))];
  const series = proofs.flatMap((proof): Series[] => {
    const proofCurves = [...curves.values()].filter(curve => curve.proof === proof);
    const labelOf = (label: string): string =>
      proofs.length === 1 ? label : CHART_WORDS[language].named(`${proofCurves[0]?.work}`, label);
    const oracle = proofCurves[0]?.curve.oracle ?? [];
    return [
      { label: labelOf(words.oracle), of: proof, role: 'oracle', values: oracle },
      ...proofCurves.map(({ target, curve }) => ({
        label: labelOf(target),
        of: proof,
        role: 'target' as const,
        values: curve.loss,
      })),
    ];
  });
  const caption = [...curves.values()].map(
    ({ target, work, curve }) =>
      `${CHART_WORDS[language].named(`${target}${words.separator}${work}`, curveText(curve, language))}${language === 'en' ? '.' : '。'}`,
  );
  return {
    ...named,
    drawn: true,
    language,
    kind: 'curves',
    axis: words.curvesAxis,
    series,
    caption,
  };
}

/** A fast forward says nothing of backward: its shares are shown for layers and blocks too. */
const tellsPasses = (parts: ReportRow['parts']): boolean =>
  parts.available && Object.keys(parts.partsMs).some(name => PASS_PARTS.includes(partName(name)));

function barOf(row: ReportRow, rowName: RowNames, language: Language): Bar[] {
  const { target, ran, parts } = row;
  if (!parts.available || parts.stepMs === 0) return [];
  const { stepMs, partsMs } = parts;
  const segments = Object.entries(partsMs)
    .filter(([, ms]) => ms > 0)
    .map(([name, ms]) => ({ name: partName(name, language), share: ms / stepMs, ms }));
  return [
    {
      label: `${rowName.device(row)} (${laneText({ target, strategy: ran.strategy })})${PLOT_WORDS[language].separator}${pointText(stepMs, timeUnit(stepMs), language)}`,
      segments,
    },
  ];
}

/** The order of parts in a bar: what a step is for, then what it takes. Passes come behind them, in bars of their own. */
const PASSES = ['forward', 'dX', 'dW'];
const ORDER = ['experts', 'dense', 'attention', 'head', 'router', 'dispatch', 'norm', 'embedding', 'loss', 'optimizer'];

/** Known parts, those nobody foresaw, and the rest. */
function namesOf(bars: readonly Bar[], language: Language): string[] {
  const rest = partName('other', language);
  const known = [...ORDER, ...PASSES].map(name => partName(name, language));
  const found = bars.flatMap(({ segments }) => segments.map(({ name }) => name)).filter(name => name !== rest);
  return [...new Set([...known, ...found, rest])];
}

type OwnCurve = {
  /** One curve a machine, target and proof: cases that shrink to one workload share it. */
  readonly key: string;
  readonly proof: string;
  readonly target: string;
  readonly work: string;
  readonly curve: Curve;
};

/** None of an unproven row: its curve may be of other work. A record without probes has proofs all the same. */
function curveOf(row: ReportRow, rowName: RowNames): OwnCurve[] {
  const { machine, imported, target: id, ran, workload, proof, unproven } = row;
  const shown = unproven === null || unproven.code === 'no-probe' ? (proof?.proof ?? null) : null;
  if (shown === null || shown.curve === null) return [];
  const target = laneText({ target: id, strategy: ran.strategy });
  return [
    {
      key: JSON.stringify([imported, machine, target, shown.sha256]),
      proof: shown.sha256,
      target: `${rowName.device(row)} (${target})`,
      work: rowName.work(workload),
      curve: shown.curve,
    },
  ];
}
