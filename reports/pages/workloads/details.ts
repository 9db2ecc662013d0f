/** What stands behind one row: the command, the rounds, memory and energy, placement, parts, parity, versions. */

import { faultText, noteText } from '../../../results/note-text.ts';
import type { Reading } from '../../../results/schema/reading.ts';
import type { Figure } from '../../figure.ts';
import {
  decimalUnit,
  durationText,
  moneyUnit,
  PERCENT,
  percentText,
  pointText,
  shown,
  spreadText,
  threeDigits,
} from '../../format.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import { laneText, softwareText } from '../../rows/software.ts';
import { absenceText } from '../../words/absence-text.ts';
import { factText } from '../../words/fact-text.ts';
import { boundaryText } from '../../words/report/boundary-text.ts';
import { curveText } from '../../words/report/curve-text.ts';
import { powerPriceText, pueText } from '../../words/report/energy-text.ts';
import { memoryText } from '../../words/report/memory-text.ts';
import { partName } from '../../words/report/part-name.ts';
import { dispatchText, rowsText, workloadText } from '../../words/report/work-text.ts';
import { type Html, html } from '../frame/html.ts';

/** One closed `<details>` a row. */
export function rowDetails(report: Report): Html {
  return html`${report.rows.map(detailsOf)}`;
}

function detailsOf(row: ReportRow): Html {
  const facts: readonly (readonly [string, Html | string])[] = [
    ['Run', runText(row)],
    ['Chip', row.chip ?? (row.chipReason === null ? '' : factText(row.chipReason))],
    ['Board', row.board],
    ['Software by', `${softwareText(row.ran)}, ${row.workload.dtype}`],
    ['Kernel', row.ran.kernel ?? 'the runner names none'],
    ...(row.race.standing === 'only' ? [] : [['Race of strategies', raceText(row)] as const]),
    ['Rows per expert', rowsText(row.workload.rowsPerExpert)],
    [
      'Workload',
      html`<code>${row.workload.sha256.slice(0, 16)}</code>, ${threeDigits(row.workload.flopsPerStep / 1e9)} GFLOP a step`,
    ],
    ['Of its own matmuls', shareText(row.efficiencyOfExpertMatmul)],
    ['Peak host memory', bytesText(row.peakHostBytes)],
    ['Of that', memoryText(row.memory)],
    ['Peak device memory', bytesText(row.peakDeviceBytes)],
    ['Energy a step', readingText(row.energyPerStepJ, joules => `${threeDigits(joules)} J`)],
    ['Energy for 10¹² tokens', energyText(row)],
    ['Cost of that energy', energyCostText(row)],
    ['Dispatch', dispatchText(row.workload)],
    ['Before the first step', openingText(row)],
    ['Noise of the machine', noiseText(row)],
    ['Warnings', warningsText(row)],
    ['Placement', placementText(row)],
    ['By part', partsText(row)],
    ['Parity', parityText(row)],
    ...(row.unproven === null ? [] : [['Unproven', `${row.unproven.code}: ${noteText(row.unproven)}`] as const]),
    ...trainingFacts(row),
    [
      'Versions',
      Object.entries(row.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
  ];
  return html`<details>
<summary>${row.device.name} <span class="quiet">${laneText({ target: row.target, strategy: row.ran.strategy })}: ${workloadText(row.workload)}</span></summary>
<pre class="command"><code>${row.command}</code></pre>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<div class="scroll">${roundsTable(row)}</div>
</details>
`;
}

/** How its strategy was chosen. */
function raceText({ race: { standing, winner, runnerUp } }: ReportRow): string {
  if (standing === 'unraced') return 'none in this run: it is not known which strategy is the fastest here';
  return `${standing} (round 0: ${winner ?? 'none'} before ${runnerUp ?? 'none'})`;
}

/** Which run its figures are of, and which others there are. */
function runText({ run, olderRuns, newerRuns }: ReportRow): string {
  const others = [
    ...(olderRuns > 0 ? [`${olderRuns} older not pooled`] : []),
    ...(newerRuns.length > 0 ? [`${newerRuns.length} newer set aside`] : []),
  ];
  return others.length === 0 ? run : `${run} (${others.join(', ')})`;
}

function roundsTable({ rounds }: ReportRow): Html {
  const headings = [
    'Round',
    'Steps',
    'Effective steps',
    'Median ms',
    'Mean ms',
    '5 % ms',
    '95 % ms',
    'Outliers',
    'Steps a batch',
    'Warm-up',
    'Graph',
    'Session',
  ];
  return html`<table>
<thead><tr>${headings.map(heading => html`<th scope="col" class="number">${heading}</th>`)}</tr></thead>
<tbody>${rounds.map(
    round => html`<tr>${[
      `${round.round + 1}`,
      `${round.steps}`,
      round.effectiveSteps === null ? 'too few' : threeDigits(round.effectiveSteps),
      threeDigits(round.medianMs),
      threeDigits(round.meanMs),
      threeDigits(round.p05Ms),
      threeDigits(round.p95Ms),
      `${round.outliers}`,
      batchText(round),
      `${round.warmupSteps} steps, ${round.settled ? 'settled' : 'not settled'}`,
      round.graphBuildMs === null ? '–' : durationText(round.graphBuildMs),
      durationText(round.sessionCreateMs),
    ].map(text => html`<td class="number">${text}</td>`)}</tr>
`,
  )}</tbody>
</table>`;
}

/** Steps between two waits for the device, what of their time a wait is, and whether the device timed each. */
function batchText({ stepsPerBatch, stepsPerSample, fenceShare }: ReportRow['rounds'][number]): string {
  const each = stepsPerSample < stepsPerBatch ? ', each timed' : '';
  return `${stepsPerBatch}${fenceShare === null ? '' : `, wait ${percentText(fenceShare)}`}${each}`;
}

/** Of two runs of the same work, by the machine's own self-test. */
function noiseText({ machineNoise }: ReportRow): string {
  if (!machineNoise.available) return noteText(machineNoise);
  const { interleaved, apart, rounds, run, comparisons } = machineNoise;
  const [within, between] = [interleaved, apart].map(share => percentText(share));
  return `equal things differ by up to ${within} within a run and ${between} between runs, at ${rounds} rounds (self-test ${run}, ${comparisons} comparisons)`;
}

/** Why to be careful with its interval, in the order of WARNING_CODES. */
function warningsText({ warnings }: ReportRow): string {
  return warnings.length === 0 ? 'none' : warnings.map(warning => `${warning.code}: ${factText(warning)}`).join('; ');
}

function shareText(figure: Figure): string {
  return figure.available ? `${percentText(figure.point)} (${spreadText(figure, PERCENT)})` : absenceText(figure);
}

/** Paid once a process, and in no step's time: the least and the greatest of the rounds. */
function openingText({ rounds }: ReportRow): string {
  const built = rounds.flatMap(({ graphBuildMs }) => graphBuildMs ?? []);
  const graph = built.length === 0 ? '' : `graph built in ${spanText(built)}, `;
  const opened = spanText(rounds.map(({ sessionCreateMs }) => sessionCreateMs));
  return `${graph}session opened in ${opened}; in no step's time`;
}

function spanText(values: readonly number[]): string {
  const [least, greatest] = [durationText(Math.min(...values)), durationText(Math.max(...values))];
  return least === greatest ? least : `${least} to ${greatest}`;
}

/** Every part of the traced step, the greatest first, and how much of the step they are together. */
function partsText({ parts }: ReportRow): string {
  if (!parts.available) return `not told apart: ${noteText(parts)}`;
  const { stepMs, partsMs } = parts;
  const share = (ms: number): string => (stepMs > 0 ? `, ${percentText(ms / stepMs)}` : '');
  const named = Object.entries(partsMs).toSorted(([, a], [, b]) => b - a);
  const total = named.reduce((sum, [, ms]) => sum + ms, 0);
  const each = named.map(([name, ms]) => `${partName(name)} ${durationText(ms)}${share(ms)}`);
  return `${each.join('; ')}; together ${durationText(total)} of a traced step of ${durationText(stepMs)}${share(total)}`;
}

/** What only a training step has. */
function trainingFacts({ workload, proof, optimizerOfStream }: ReportRow): (readonly [string, string])[] {
  if (workload.part !== 'train-step') return [];
  const curve = proof?.proof?.curve ?? null;
  return [
    ['Optimizer, of the stream', shareText(optimizerOfStream)],
    ['Loss curve', curve === null ? 'no curve in this run' : curveText(curve)],
  ];
}

function placementText({ placement }: ReportRow): string {
  if (!placement.available) return noteText(placement);
  const total = placement.providers.reduce((sum, { timeMs }) => sum + timeMs, 0);
  const shares = placement.providers.map(({ provider, nodes, timeMs }) => {
    const share = total > 0 ? `, ${percentText(timeMs / total)} of the time` : '';
    return `${provider}: ${nodes} nodes${share}`;
  });
  return `${shares.join('; ')}; ${pointText(placement.copiedBytes, decimalUnit(placement.copiedBytes, 'B'))} copied between them`;
}

function parityText({ proof }: ReportRow): string {
  if (proof === null) return 'no proof in this run';
  if (proof.status === 'fault') return `not proven: ${faultText(proof.fault)}`;
  const { tensors, routing } = proof.proof;
  const [worst] = tensors.toSorted((a, b) => excess(b) - excess(a));
  const parts = [
    `${tensors.length} tensors against the float64 oracle`,
    ...(worst === undefined ? [] : [`the worst, ${worst.name}, ${errorText(worst)}`]),
    ...(routing === null ? [] : [`${routing.flips} of ${routing.choices} choices differ`]),
  ];
  return parts.join('; ');
}

type TensorError = Extract<NonNullable<ReportRow['proof']>, { status: 'proven' }>['proof']['tensors'][number];

/** How much of its tolerance an error takes up; what is no number takes up more than all. */
const excess = ({ error, tolerance }: TensorError): number =>
  error === null ? Number.POSITIVE_INFINITY : error / tolerance;

const errorText = ({ error, tolerance }: TensorError): string =>
  `${error === null ? 'is no number' : `is ${error.toExponential(1)} off`} (${tolerance.toExponential(0)} allowed)`;

/** With method and boundary, and what the boundary holds. */
function energyText({ energyKWhPerTrillionTokens: energy }: ReportRow): string {
  if (!energy.available) return absenceText(energy);
  const { scope, method, otherAccelerators: others } = energy;
  const { main, spread } = shown(energy, { factor: 1, symbol: 'kWh' });
  return `${main} (${spread}), ${method} (${boundaryText({ scope, others })}); without PUE`;
}

function energyCostText({ energyCostPerTrillionTokens: cost }: ReportRow): string {
  if (!cost.available) return absenceText(cost);
  const { pricePerKWh: price, pue } = cost;
  const { main, spread } = shown(cost, moneyUnit(cost.point, price.currency));
  return `${main} (${spread}), at ${powerPriceText(price)} a kWh and a PUE of ${pueText(pue)}; a rent includes it`;
}

const bytesText = (reading: Reading): string =>
  readingText(reading, bytes => pointText(bytes, decimalUnit(bytes, 'B')));

function readingText(reading: Reading, text: (value: number) => string): string {
  return reading.available
    ? `${text(reading.value)} (${reading.scope}, ${reading.method})`
    : `not read: ${noteText(reading)}`;
}
