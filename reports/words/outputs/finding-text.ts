/** What a check found of one series and metric, in one line: for other programs that show it by itself. */
import { onOneLine } from '../../../results/printable.ts';
import type { Finding, State } from '../../regressions/schema.ts';
import type { InEvery, Language } from '../language.ts';
import { WHY_NOT_JUDGED } from '../regressions/check-words.ts';
import { METRIC_WORDS, targetText, workText } from '../regressions/series-text.ts';
import { changedText, entryText } from '../regressions/step-text.ts';

type FindingWords = {
  readonly subject: (metric: string, work: string, place: string) => string;
  readonly noFigure: string;
  readonly level: (nights: number, value: string) => string;
  readonly states: Readonly<Record<State, (parts: Parts) => string>>;
  readonly why: (why: string) => string;
  readonly notJudgedTonight: (why: string) => string;
  readonly accepted: (by: string, reason: string) => string;
};

type Parts = {
  readonly subject: string;
  readonly tonight: string;
  readonly level: string;
  readonly step: string;
  readonly why: string;
  readonly accepted: string;
};

const WORDS: InEvery<FindingWords> = {
  en: {
    subject: (metric, work, place) => `${metric.charAt(0).toUpperCase()}${metric.slice(1)} of ${work} on ${place}`,
    noFigure: 'no figure tonight',
    level: (nights, value) => `; the level of ${nights} ${nights === 1 ? 'night' : 'nights'} is ${value}`,
    states: {
      steady: ({ subject, tonight, level }) => `${subject}: ${tonight}${level}.`,
      suspected: ({ step }) => `${step} Another night has to agree.`,
      confirmed: ({ step }) => step,
      accepted: ({ step, accepted }) => `${step}${accepted}`,
      recovered: ({ step }) => `${step} The level before it is back.`,
      'insufficient-history': ({ subject, tonight }) => `${subject}: ${tonight}; too few nights to judge it.`,
      'not-judged': ({ subject, why }) => `${subject}: not judged${why}.`,
    },
    why: why => `: ${why}`,
    notJudgedTonight: why => ` Tonight is not judged${why}.`,
    accepted: (by, reason) => ` Accepted by ${by}: ${reason}`,
  },
  zh: {
    subject: (metric, work, place) => `${place} 上 ${work} 的${metric}`,
    noFigure: '今晚没有数据',
    level: (nights, value) => `；${nights} 晚的水平为 ${value}`,
    states: {
      steady: ({ subject, tonight, level }) => `${subject}：${tonight}${level}。`,
      suspected: ({ step }) => `${step}还需再有一晚确认。`,
      confirmed: ({ step }) => step,
      accepted: ({ step, accepted }) => `${step}${accepted}`,
      recovered: ({ step }) => `${step}现已恢复到此前水平。`,
      'insufficient-history': ({ subject, tonight }) => `${subject}：${tonight}；测量晚数不足，暂不能判断。`,
      'not-judged': ({ subject, why }) => `${subject}：未作判定${why}。`,
    },
    why: why => `（${why}）`,
    notJudgedTonight: why => `今晚未作判定${why}。`,
    accepted: (by, reason) => `由 ${by} 验收：${reason}`,
  },
};

export const findingText = (finding: Finding, language: Language = 'en'): string =>
  WORDS[language].states[finding.state]({
    subject: subject(finding, language),
    tonight: tonightText(finding, language),
    level: levelText(finding, language),
    step: stepText(finding, language),
    why: whyText(finding, language),
    accepted: acceptedText(finding, language),
  });

/** `Step time of moe-layer by grouped on torch-cuda-0 of lab-1`; of the machine as a whole `Step time of everything on …` */
const subject = (finding: Finding, language: Language): string =>
  WORDS[language].subject(
    METRIC_WORDS[language][finding.metric].name,
    workText(finding, language),
    targetText(finding.series, false, language),
  );

const tonightText = ({ metric, tonight }: Finding, language: Language): string =>
  tonight === null ? WORDS[language].noFigure : METRIC_WORDS[language][metric].valueText(tonight);

function levelText({ metric, baseline }: Finding, language: Language): string {
  if (baseline === null) return '';
  return WORDS[language].level(baseline.nights, METRIC_WORDS[language][metric].valueText(baseline.value));
}

const whyText = ({ why }: Finding, language: Language): string =>
  why === null ? '' : WORDS[language].why(WHY_NOT_JUDGED[language][why]);

/** The step, what changed with it and, where a step stays open without a figure of tonight, why there is none. */
function stepText(finding: Finding, language: Language): string {
  const { step, why } = finding;
  if (step === null) return `${subject(finding, language)}: ${finding.state}.`;
  const stepped = { ...finding, step };
  const entry =
    finding.role === 'machine'
      ? ({ kind: 'target', findings: [stepped] } as const)
      : ({ kind: 'work', finding: stepped } as const);
  const sentence = entryText(entry, false, language);
  const tonight = why === null ? '' : WORDS[language].notJudgedTonight(whyText(finding, language));
  return `${sentence}${language === 'en' ? ' ' : ''}${changedText(step.changed, language)}${tonight}`;
}

function acceptedText({ step }: Finding, language: Language): string {
  const accepted = step?.accepted ?? null;
  return accepted === null ? '' : WORDS[language].accepted(onOneLine(accepted.by), onOneLine(accepted.reason));
}
