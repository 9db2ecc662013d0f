/** What a check found of one series and metric, in one line: for other programs that show it by itself. */
import { onOneLine } from '../../../results/printable.ts';
import type { Finding, State } from '../../regressions/schema.ts';
import { WHY_NOT_JUDGED } from '../regressions/check-words.ts';
import { METRIC_WORDS, targetText, workText } from '../regressions/series-text.ts';
import { changedText, entryText } from '../regressions/step-text.ts';

const TEXTS: Readonly<Record<State, (finding: Finding) => string>> = {
  steady: finding => `${subject(finding)}: ${tonightText(finding)}${levelText(finding)}.`,
  suspected: finding => `${stepText(finding)} Another night has to agree.`,
  confirmed: stepText,
  accepted: finding => `${stepText(finding)}${acceptedText(finding)}`,
  recovered: finding => `${stepText(finding)} The level before it is back.`,
  'insufficient-history': finding => `${subject(finding)}: ${tonightText(finding)}; too few nights to judge it.`,
  'not-judged': finding => `${subject(finding)}: not judged${whyText(finding)}.`,
};

export const findingText = (finding: Finding): string => TEXTS[finding.state](finding);

/** `Step time of moe-layer by grouped on torch-cuda-0 of lab-1`; of the machine as a whole `Step time of everything on …` */
function subject(finding: Finding): string {
  const { name } = METRIC_WORDS[finding.metric];
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return `${capital} of ${workText(finding)} on ${targetText(finding.series, false)}`;
}

const tonightText = ({ metric, tonight }: Finding): string =>
  tonight === null ? 'no figure tonight' : METRIC_WORDS[metric].valueText(tonight);

function levelText({ metric, baseline }: Finding): string {
  if (baseline === null) return '';
  const { value, nights } = baseline;
  return `; the level of ${nights} ${nights === 1 ? 'night' : 'nights'} is ${METRIC_WORDS[metric].valueText(value)}`;
}

const whyText = ({ why }: Finding): string => (why === null ? '' : `: ${WHY_NOT_JUDGED[why]}`);

/** The step, what changed with it and, where a step stays open without a figure of tonight, why there is none. */
function stepText(finding: Finding): string {
  const { step, why } = finding;
  if (step === null) return `${subject(finding)}: ${finding.state}.`;
  const stepped = { ...finding, step };
  const entry =
    finding.role === 'machine'
      ? ({ kind: 'target', findings: [stepped] } as const)
      : ({ kind: 'work', finding: stepped } as const);
  const sentence = entryText(entry, false);
  const tonight = why === null ? '' : ` Tonight is not judged${whyText(finding)}.`;
  return `${sentence} ${changedText(step.changed)}${tonight}`;
}

function acceptedText({ step }: Finding): string {
  const accepted = step?.accepted ?? null;
  return accepted === null ? '' : ` Accepted by ${onOneLine(accepted.by)}: ${onOneLine(accepted.reason)}`;
}
