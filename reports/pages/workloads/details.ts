/** What stands behind one row: the command, the rounds, memory and energy, placement, parts, parity, versions. */
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
import type { ReportRow } from '../../report/schema.ts';
import { laneText, softwareText } from '../../rows/software.ts';
import { absenceText } from '../../words/absence-text.ts';
import { factText } from '../../words/fact-text.ts';
import type { Language } from '../../words/language.ts';
import { faultText, noteText } from '../../words/notes/note-text.ts';
import { DETAIL_WORDS, type DetailName } from '../../words/pages/row-details.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { boundaryText } from '../../words/report/boundary-text.ts';
import { curveText } from '../../words/report/curve-text.ts';
import { powerPriceText, pueText } from '../../words/report/energy-text.ts';
import { memoryText } from '../../words/report/memory-text.ts';
import { partName } from '../../words/report/part-name.ts';
import { methodText, scopeText } from '../../words/report/scope-text.ts';
import { type Html, html } from '../frame/html.ts';
import { type Compared, relativeText, savingText } from './compared-details.ts';
import { roundsTable } from './rounds.ts';
import { rowAnchor } from './work.ts';

/** One closed `<details>` a row, which a link of the table names. */
export function rowDetails(
  rows: readonly ReportRow[],
  deviceOf: (row: ReportRow) => string,
  compared: Compared,
  language: Language,
): Html {
  const { names } = DETAIL_WORDS[language];
  return html`${rows.map(
    row => html`<details id="${rowAnchor(row)}">
<summary>${deviceOf(row)} <span class="quiet">${laneText({ target: row.target, strategy: row.ran.strategy })}</span></summary>
<pre class="command"><code>${row.command}</code></pre>
<dl>${factsOf(row, compared, language).map(([name, value]) => html`<dt>${names[name]}</dt><dd>${value}</dd>`)}</dl>
<div class="scroll" tabindex="0" role="region" aria-label="${deviceOf(row)}${WORKLOADS_WORDS[language].separator}${row.target}${WORKLOADS_WORDS[language].colon}${DETAIL_WORDS[language].rounds.round}">${roundsTable(row, language)}</div>
</details>
`,
  )}`;
}

type Detail = readonly [DetailName, Html | string];

function factsOf(row: ReportRow, compared: Compared, language: Language): readonly Detail[] {
  const words = DETAIL_WORDS[language];
  const [relative, saving] = [relativeText(row, compared, language), savingText(row, language)];
  return [
    ['run', words.otherRuns(row.run, row.olderRuns, row.newerRuns.length)],
    ['chip', row.chip ?? (row.chipReason === null ? '' : factText(row.chipReason, language))],
    ['board', row.board],
    ['software', `${softwareText(row.ran)}${WORKLOADS_WORDS[language].separator}${row.workload.dtype}`],
    ['kernel', row.ran.kernel ?? words.noKernel],
    ...(row.race.standing === 'only' ? [] : [['race', raceText(row, language)] as const]),
    ['workload', words.flops(row.workload.sha256.slice(0, 16), threeDigits(row.workload.flopsPerStep / 1e9))],
    ...(relative === null ? [] : [['relative', relative] as const]),
    ...(saving === null ? [] : [['saving', saving] as const]),
    ['ofOwnProducts', shareText(row.efficiencyOfExpertMatmul, language)],
    ['hostMemory', bytesText(row.peakHostBytes, language)],
    ['memoryParts', memoryText(row.memory, language)],
    ['deviceMemory', bytesText(row.peakDeviceBytes, language)],
    ['energyStep', readingText(row.energyPerStepJ, joules => `${threeDigits(joules)} J`, language)],
    ['energyTokens', energyText(row, language)],
    ['energyCost', energyCostText(row, language)],
    ['opening', openingText(row, language)],
    ['noise', noiseText(row, language)],
    ['warnings', warningsText(row, language)],
    ['placement', placementText(row, language)],
    ['parts', partsText(row, language)],
    ['parity', parityText(row, language)],
    ...(row.unproven === null ? [] : [['unproven', noteText(row.unproven, language)] as const]),
    ...trainingFacts(row, language),
    [
      'versions',
      Object.entries(row.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(WORKLOADS_WORDS[language].separator),
    ],
  ];
}

/** How its strategy was chosen. */
function raceText({ race: { standing, winner, runnerUp } }: ReportRow, language: Language): string {
  const words = DETAIL_WORDS[language];
  if (standing === 'unraced') return words.noRace;
  return words.race(WORKLOADS_WORDS[language].standing[standing] ?? standing, winner, runnerUp);
}

/** Of two runs of the same work, by the machine's own self-test. */
function noiseText({ machineNoise }: ReportRow, language: Language): string {
  if (!machineNoise.available) return noteText(machineNoise, language);
  const { interleaved, apart, ...facts } = machineNoise;
  return DETAIL_WORDS[language].noise({
    ...facts,
    within: percentText(interleaved, language),
    between: percentText(apart, language),
  });
}

/** Why to be careful with its interval, in the order of WARNING_CODES. */
function warningsText({ warnings }: ReportRow, language: Language): Html | string {
  if (warnings.length === 0) return DETAIL_WORDS[language].none;
  return html`<ul>${warnings.map(warning => html`<li>${factText(warning, language)}</li>`)}</ul>`;
}

function shareText(figure: Figure, language: Language): string {
  if (!figure.available) return absenceText(figure, language);
  return `${percentText(figure.point, language)}${DETAIL_WORDS[language].bracket(spreadText(figure, PERCENT, language))}`;
}

/** Paid once a process, and in no step's time: the least and the greatest of the rounds. */
function openingText({ rounds }: ReportRow, language: Language): string {
  const words = DETAIL_WORDS[language];
  const built = rounds.flatMap(({ graphBuildMs }) => graphBuildMs ?? []);
  const opened = rounds.map(({ sessionCreateMs }) => sessionCreateMs);
  return words.opening(built.length === 0 ? null : spanText(built, words.to), spanText(opened, words.to));
}

function spanText(values: readonly number[], to: string): string {
  const [least, greatest] = [durationText(Math.min(...values)), durationText(Math.max(...values))];
  return least === greatest ? least : `${least}${to}${greatest}`;
}

/** Every part of the traced step, the greatest first, and how much of the step they are together. */
function partsText({ parts }: ReportRow, language: Language): string {
  const words = DETAIL_WORDS[language];
  if (!parts.available) return words.notToldApart(noteText(parts, language));
  const { stepMs, partsMs } = parts;
  const comma = WORKLOADS_WORDS[language].separator;
  const share = (ms: number): string => (stepMs > 0 ? `${comma}${percentText(ms / stepMs, language)}` : '');
  const named = Object.entries(partsMs).toSorted(([, a], [, b]) => b - a);
  const total = named.reduce((sum, [, ms]) => sum + ms, 0);
  const each = named.map(([name, ms]) => `${partName(name, language)} ${durationText(ms)}${share(ms)}`);
  return words.together(each, durationText(total), durationText(stepMs), share(total));
}

/** What only a training step has. */
function trainingFacts({ workload, proof, optimizerOfStream }: ReportRow, language: Language): readonly Detail[] {
  if (workload.part !== 'train-step') return [];
  const curve = proof?.proof?.curve ?? null;
  return [
    ['optimizer', shareText(optimizerOfStream, language)],
    ['curve', curve === null ? DETAIL_WORDS[language].noCurve : curveText(curve, language)],
  ];
}

function placementText({ placement }: ReportRow, language: Language): string {
  if (!placement.available) return noteText(placement, language);
  const words = DETAIL_WORDS[language];
  const total = placement.providers.reduce((sum, { timeMs }) => sum + timeMs, 0);
  const shares = placement.providers.map(({ provider, nodes, timeMs }) =>
    words.nodes(provider, nodes, total > 0 ? percentText(timeMs / total, language) : null),
  );
  const bytes = pointText(placement.copiedBytes, decimalUnit(placement.copiedBytes, 'B'));
  return [...shares, words.copied(bytes)].join(words.semicolon);
}

function parityText({ proof }: ReportRow, language: Language): string {
  const words = DETAIL_WORDS[language];
  if (proof === null) return words.noProof;
  if (proof.status === 'fault') return words.notProven(faultText(proof.fault, language));
  const { tensors, routing } = proof.proof;
  const [worst] = tensors.toSorted((a, b) => excess(b) - excess(a));
  const parts = [
    words.tensors(tensors.length),
    ...(worst === undefined
      ? []
      : [words.worst(worst.name, worst.error?.toExponential(1) ?? null, worst.tolerance.toExponential(0))]),
    ...(routing === null ? [] : [words.choices(routing.flips, routing.choices)]),
  ];
  return parts.join(words.semicolon);
}

type TensorError = Extract<NonNullable<ReportRow['proof']>, { status: 'proven' }>['proof']['tensors'][number];

/** How much of its tolerance an error takes up; what is no number takes up more than all. */
const excess = ({ error, tolerance }: TensorError): number =>
  error === null ? Number.POSITIVE_INFINITY : error / tolerance;

/** With method and boundary, and what the boundary holds. */
function energyText({ energyKWhPerTrillionTokens: energy }: ReportRow, language: Language): string {
  if (!energy.available) return absenceText(energy, language);
  const words = DETAIL_WORDS[language];
  const { scope, method, otherAccelerators: others } = energy;
  const { main, spread } = shown(energy, { factor: 1, symbol: 'kWh' }, language);
  const boundary = words.bracket(boundaryText({ scope, others }, language));
  return `${main}${words.bracket(spread)}${words.semicolon}${methodText(method, language)}${boundary}${words.semicolon}${words.withoutPue}`;
}

function energyCostText({ energyCostPerTrillionTokens: cost }: ReportRow, language: Language): string {
  if (!cost.available) return absenceText(cost, language);
  const words = DETAIL_WORDS[language];
  const { pricePerKWh: price, pue } = cost;
  const { main, spread } = shown(cost, moneyUnit(cost.point, price.currency, language), language);
  const at = words.atPrice(powerPriceText(price, language), pueText(pue, language));
  return `${main}${words.bracket(spread)}${WORKLOADS_WORDS[language].separator}${at}`;
}

const bytesText = (reading: Reading, language: Language): string =>
  readingText(reading, bytes => pointText(bytes, decimalUnit(bytes, 'B')), language);

function readingText(reading: Reading, text: (value: number) => string, language: Language): string {
  const words = DETAIL_WORDS[language];
  return reading.available
    ? `${text(reading.value)}${words.bracket(
        [scopeText(reading.scope, language), methodText(reading.method, language)].join(
          WORKLOADS_WORDS[language].separator,
        ),
      )}`
    : words.notRead(noteText(reading, language));
}
