/** Runners for people: what each interpreter has, and on each device which strategy works in which dtypes, by which kernel. */
import type pc from 'picocolors';
import type { Language } from '../../../../reports/words/language.ts';
import type { Target } from '../../../../results/record.ts';
import type { Detection } from '../../../detect/detect.ts';
import type { RunnerAnswer, Tried } from '../../../detect/runners/answer.ts';
import { DETECT_TEXT_WORDS } from '../../words/detect-text-words.ts';
import { hanging } from '../terminal.ts';

type Paint = Pick<ReturnType<typeof pc.createColors>, 'green' | 'yellow' | 'dim'>;

/** Lines of at most so many columns. Why a runner failed is told with what is missing. */
export function runnerLines(
  { runners, targets }: Pick<Detection, 'runners' | 'targets'>,
  paint: Paint,
  printing: Printing,
): string[] {
  return runners.flatMap(answer => answerLines(answer, targets, paint, printing));
}

type Printing = { readonly columns: number; readonly language: Language };

function answerLines(answer: RunnerAnswer, targets: readonly Target[], paint: Paint, printing: Printing): string[] {
  const words = DETECT_TEXT_WORDS[printing.language];
  switch (answer.status) {
    case 'answered':
      return [
        ...hanging(words.strategy(answer.label, versionsText(answer)), printing.columns, '  '),
        ...targets.filter(target => isOf(target, answer)).flatMap(target => deviceLines(target, paint, printing)),
      ];
    case 'absent':
      return [paint.dim(words.noFramework(answer.label, answer.ours, answer.howToGet))];
    case 'failed':
      return [paint.yellow(words.fails(answer.label, answer.ours, answer.code))];
  }
}

const isOf = ({ process }: Target, { command }: RunnerAnswer): boolean =>
  process !== undefined && process.command.join('\0') === command.join('\0');

/** `torch 2.13.0, python 3.11.2`: the runner's own first. */
function versionsText({ runner, versions }: Extract<RunnerAnswer, { status: 'answered' }>): string {
  const version = versions[runner];
  const rest = Object.entries(versions).filter(([name]) => name !== runner);
  return [version === undefined ? runner : `${runner} ${version}`, ...rest.map(entry => entry.join(' '))].join(', ');
}

function deviceLines({ id, process, strategies }: Target, paint: Paint, printing: Printing): string[] {
  const { columns, language } = printing;
  const tried = process?.tried ?? [];
  const head = `    ${paint.green(id)}`;
  if (tried.length === 0)
    return [head, ...hanging(DETECT_TEXT_WORDS[language].notTried(strategies.join(', ')), columns, '      ')];
  const names = [...new Set([...strategies, ...tried.map(({ strategy }) => strategy)])];
  return [
    head,
    ...names.flatMap(name =>
      strategyLines(
        name,
        tried.filter(({ strategy }) => strategy === name),
        printing,
      ),
    ),
  ];
}

/** `eager: float32, float64 (torch.matmul); bfloat16 (mkldnn)`; below it `not float16: …`. */
function strategyLines(name: string, tried: readonly Tried[], { columns, language }: Printing): string[] {
  const words = DETECT_TEXT_WORDS[language];
  const works = tried.flatMap(row => (row.works ? [{ dtype: row.dtype, why: row.kernel }] : []));
  const fails = tried.flatMap(row => (row.works ? [] : [{ dtype: row.dtype, why: row.reason }]));
  const kernels = grouped(works).map(([kernel, dtypes]) => `${dtypes.join(', ')} (${kernel})`);
  const reasons = grouped(fails).map(([reason, dtypes]) => ({ reason, dtypes }));
  const [only] = reasons;
  if (kernels.length === 0 && only !== undefined && reasons.length === 1) {
    return hanging(words.strategy(name, words.strategy(words.nothingWorks, only.reason)), columns, '      ');
  }
  return [
    ...hanging(words.strategy(name, kernels.join('; ') || words.nothingWorks), columns, '      '),
    ...reasons.flatMap(({ reason, dtypes }) => hanging(words.not(dtypes.join(', '), reason), columns, '        ')),
  ];
}

function grouped(rows: readonly { readonly dtype: string; readonly why: string }[]): readonly [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { dtype, why } of rows) groups.set(why, [...(groups.get(why) ?? []), dtype]);
  return [...groups];
}
