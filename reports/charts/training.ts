/** The charts of training steps: where their time goes, and whether they learn what the oracle learns. */
import type { Curve } from '../../results/schema/proof.ts';
import { pointText, threeDigits, timeUnit } from '../format.ts';
import type { Report, ReportRow } from '../report/schema.ts';
import { laneText } from '../rows/software.ts';
import { isComparable } from '../rows/work.ts';
import type { Language } from '../words/language.ts';
import { curveText } from '../words/report/curve-text.ts';
import { PASS_PARTS, partName } from '../words/report/part-name.ts';
import { partText, workloadText } from '../words/report/work-text.ts';
import { type Bar, grouped, type Plot, type Series } from './plot.ts';

/**
 * Each traced training step, divided into the parts of the model, and each step whose runner tells forward and the two kinds of gradient
 * apart, whatever it is a step of; each part in percent of the step.
 */
export function timeByPart(report: Report, language: Language = 'en'): Plot {
  const named = { id: 'time-by-part', title: "Where a step's time goes" };
  const steps = report.rows.filter(({ workload, parts }) => workload.part === 'train-step' || tellsPasses(parts));
  const bars = steps.flatMap(row => barOf(row).map(bar => ({ row, bar })));
  if (bars.length === 0) {
    const why = steps.length === 0 ? 'no training step was measured' : 'no training step was traced by part';
    return { ...named, drawn: false, reason: `Not drawn, because ${why}.` };
  }
  const groups = grouped(
    report.referenceRows.map(({ workload }) => workload),
    workloadText,
    shown => bars.filter(({ row }) => isComparable(row.workload, shown)).map(({ bar }) => bar),
  );
  const names = namesOf(bars.map(({ bar }) => bar));
  const totals = bars.map(({ bar }) => bar.segments.reduce((sum, { share }) => sum + share, 0) * 100);
  const [least, most] = [Math.min(...totals), Math.max(...totals)].map(threeDigits);
  const caption = `One traced step each. Its parts add up to ${least === most ? least : `${least} to ${most}`} % of it.`;
  return {
    ...named,
    drawn: true,
    language,
    kind: 'bars',
    axis: 'Share of the traced step',
    names,
    groups,
    caption: [caption],
  };
}

/** Cross-entropy step by step, of each target and of the oracle, on the small form of the step they were proven on. */
export function lossCurves(report: Report, language: Language = 'en'): Plot {
  const named = { id: 'loss-curves', title: 'Does it train the same' };
  const curves = new Map(report.rows.flatMap(row => curveOf(row).map(curve => [curve.key, curve] as const)));
  if (curves.size === 0) {
    return { ...named, drawn: false, reason: 'Not drawn, because no training step was proven over several steps.' };
  }
  const proofs = [...new Set([...curves.values()].map(({ proof }) => proof))];
  const series = proofs.flatMap((proof): Series[] => {
    const proofCurves = [...curves.values()].filter(curve => curve.proof === proof);
    const prefix = proofs.length === 1 ? '' : `${proofCurves[0]?.work}: `;
    const oracle = proofCurves[0]?.curve.oracle ?? [];
    return [
      { label: `${prefix}oracle, float64`, of: proof, role: 'oracle', values: oracle },
      ...proofCurves.map(({ target, curve }) => ({
        label: `${prefix}${target}`,
        of: proof,
        role: 'target' as const,
        values: curve.loss,
      })),
    ];
  });
  const caption = [...curves.values()].map(({ target, work, curve }) => `${target}, ${work}: ${curveText(curve)}.`);
  return {
    ...named,
    drawn: true,
    language,
    kind: 'curves',
    axis: 'Cross-entropy, small form of the step',
    series,
    caption,
  };
}

/** A fast forward says nothing of backward: its shares are shown for layers and blocks too. */
const tellsPasses = (parts: ReportRow['parts']): boolean =>
  parts.available && Object.keys(parts.partsMs).some(name => PASS_PARTS.includes(partName(name)));

function barOf({ device, target, ran, parts }: ReportRow): Bar[] {
  if (!parts.available || parts.stepMs === 0) return [];
  const { stepMs, partsMs } = parts;
  const segments = Object.entries(partsMs)
    .filter(([, ms]) => ms > 0)
    .map(([name, ms]) => ({ name: partName(name), share: ms / stepMs, ms }));
  return [
    {
      label: `${device.name} (${laneText({ target, strategy: ran.strategy })}), ${pointText(stepMs, timeUnit(stepMs))}`,
      segments,
    },
  ];
}

/** The order of parts in a bar: what a step is for, then what it takes. Passes come behind them, in bars of their own. */
const ORDER = ['experts', 'dense', 'attention', 'head', 'router', 'dispatch', 'norm', 'embedding', 'loss', 'optimizer'];
const REST = partName('other');

/** Known parts, those nobody foresaw, and the rest. */
function namesOf(bars: readonly Bar[]): string[] {
  const found = bars.flatMap(({ segments }) => segments.map(({ name }) => name)).filter(name => name !== REST);
  return [...new Set([...ORDER, ...PASS_PARTS, ...found, REST])];
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
function curveOf({ machine, imported, device, target: id, ran, workload, proof, unproven }: ReportRow): OwnCurve[] {
  const shown = unproven === null || unproven.code === 'no-probe' ? (proof?.proof ?? null) : null;
  if (shown === null || shown.curve === null) return [];
  const target = laneText({ target: id, strategy: ran.strategy });
  return [
    {
      key: JSON.stringify([imported, machine, target, shown.sha256]),
      proof: shown.sha256,
      target: `${device.name} (${target})`,
      work: partText(workload),
      curve: shown.curve,
    },
  ];
}
