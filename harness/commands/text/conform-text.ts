/** What `conform` prints: the verdict, the loss, each tensor with its error, and the loss curve of a train-step. */
import pc from 'picocolors';
import { curveText } from '../../../reports/words/report/curve-text.ts';
import type { Curve } from '../../../results/schema/proof.ts';
import type { Conformance } from '../conformance/document.ts';
import { CONFORM_TEXT_WORDS, type ConformTextWords } from '../words/conform-text-words.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
import { aligned } from './terminal.ts';

export function conformanceText(conformance: Conformance, screen: Screen): string {
  const { model, sha256, oracle, target } = conformance;
  const curve = target?.curve ?? null;
  const { language = 'en' } = screen;
  const words = CONFORM_TEXT_WORDS[language];
  return screenText(
    [
      answer([
        ...(target === null ? [] : [verdictLine(target, words), ...beyondTolerance(target.tensors, words)]),
        words.workload(model, sha256),
        ...(oracle.loss === null ? [] : [words.loss(oracle.loss)]),
        ...(curve === null ? [] : [curveText(curve, language)]),
      ]),
      tensorTable(conformance, words),
      ...(curve === null ? [] : [curveTable(curve, words)]),
    ],
    screen,
  );
}

type CheckedTarget = NonNullable<Conformance['target']>;

function verdictLine({ id, holds }: CheckedTarget, words: ConformTextWords): string {
  return holds ? pc.green(words.holds(id)) : pc.red(words.fails(id));
}

function beyondTolerance(tensors: CheckedTarget['tensors'], words: ConformTextWords): readonly string[] {
  const names = tensors.filter(({ error, tolerance }) => error === null || error > tolerance).map(({ name }) => name);
  return names.length === 0 ? [] : [words.beyond(names)];
}

function tensorTable({ oracle, target }: Conformance, words: ConformTextWords): Section {
  const errors = new Map(target?.tensors.map(({ name, error }) => [name, error]));
  const rows = oracle.tensors.map(({ name, shape, l2 }) => {
    const error = errors.get(name);
    const cell = error === undefined ? [] : [error === null ? words.noNumber : error.toExponential(1)];
    return [name, `[${shape.join(',')}]`, l2.toPrecision(10), ...cell];
  });
  const header = [...words.tensorHeads, ...(target === null ? [] : [words.errorOf(target.id)])];
  const [head = '', ...body] = aligned([header, ...rows], [2, 3]);
  return { heading: [pc.bold(head)], entries: body.map(line => [line]), shown: 'room', name: 'tensors' };
}

/** About ten steps of a curve, the last among them. */
function curveTable({ steps, loss, oracle, flips }: Curve, words: ConformTextWords): Section {
  const every = Math.ceil(steps / 10);
  const rows = loss.flatMap((value, step) => {
    if (step % every !== 0 && step !== steps - 1) return [];
    const expected = oracle[step] ?? Number.NaN;
    return [
      [step + 1, expected.toFixed(6), value.toFixed(6), (value - expected).toExponential(1), flips[step]].map(String),
    ];
  });
  const [head = '', ...body] = aligned([words.curveHeads, ...rows], [0, 1, 2, 3, 4]);
  return {
    heading: [pc.bold(head)],
    entries: body.map(line => [line]),
    shown: 'all-or-none',
    name: 'steps of the curve',
  };
}
