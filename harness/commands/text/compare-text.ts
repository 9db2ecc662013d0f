/** A comparison as it is printed for a person: the verdict, the tables, and what they rest on. */
import pc from 'picocolors';
import { threeDigits } from '../../../reports/format.ts';
import type { CompareRow, Comparison } from '../../../reports/money/schema.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { inputText } from '../../../reports/words/input-text.ts';
import { movers, tables } from './compare-tables.ts';
import { hanging } from './terminal.ts';

export function comparisonText(comparison: Comparison, columns: number): string {
  const { headline, model, tokens, asOf, currency, assumptions, rows } = comparison;
  const [verdict = '', ...rest] = headline;
  const said = [pc.bold(verdict), ...rest].flatMap(sentence => hanging(sentence, columns));
  const subject = `${model.name}, ${threeDigits(tokens / 1e12)} × 10¹² tokens. Amounts in ${currency}${asOf === null ? '' : `, as of ${asOf}`}.`;
  const sections = [
    said,
    hanging(subject, columns),
    ...tables(comparison, columns),
    titled('Without a cost', lines(reasons(rows), columns)),
    titled('Of the cost', lines(breakdowns(rows), columns)),
    titled('What moves the saving (each input from its 10th to its 90th percentile)', movers(rows, columns)),
    titled('Rests on', lines(grounds(rows), columns)),
    titled('Assumed', lines(assumptions, columns)),
    titled('Not included', lines(notIncluded(rows), columns)),
    titled('Stale', lines(stale(rows), columns)),
  ];
  return `${sections
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')}\n`;
}

function titled(title: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : [pc.bold(title), ...body];
}

function lines(sentences: readonly string[], columns: number): string[] {
  return sentences.flatMap(sentence => hanging(sentence, columns, '  '));
}

function reasons(rows: readonly CompareRow[]): string[] {
  return rows.flatMap(({ id, costPerTrillionTokens: cost }) =>
    cost.available ? [] : [`${id}: ${absenceText(cost)}.`],
  );
}

/** Where all of it is rent there is nothing to tell. */
function breakdowns(rows: readonly CompareRow[]): string[] {
  return rows
    .filter(({ breakdown }) => breakdown.length > 1)
    .map(({ id, breakdown }) => {
      const parts = breakdown.map(({ part, share }) => `${PART_NAMES[part]} ${threeDigits(100 * share)} %`);
      return `${id}: ${parts.join(', ')}.`;
    });
}

const PART_NAMES: Readonly<Record<CompareRow['breakdown'][number]['part'], string>> = {
  rent: 'rent',
  capital: 'capital',
  upkeep: 'upkeep',
  power: 'power',
  idlePower: 'power of idle hours',
  tax: 'tax',
};

function grounds(rows: readonly CompareRow[]): string[] {
  const all = rows.flatMap(row => row.grounds);
  return [...new Map(all.map(ground => [ground.input, ground])).values()].map(
    ({ input, given, basis, source, date, confidence, stale: old }) => {
      const origin = [
        source,
        date,
        confidence === null ? null : `confidence ${confidence}`,
        old === null ? null : `STALE`,
      ];
      return `${inputText(input)}: ${given} (${basis}; ${origin.filter(one => one !== null).join(', ')})`;
    },
  );
}

function notIncluded(rows: readonly CompareRow[]): string[] {
  const byOption = new Map<string, string[]>();
  for (const { id, shares, notIncluded: options } of rows) {
    if (shares !== null) continue;
    for (const option of options) byOption.set(option, [...(byOption.get(option) ?? []), id]);
  }
  const alone = rows.filter(({ shares }) => shares === null).length;
  const said = [...byOption].map(([option, ids]) => (ids.length === alone ? option : `${option} of ${ids.join(', ')}`));
  return said.length === 0 ? [] : [`${said.join('; ')}.`];
}

function stale(rows: readonly CompareRow[]): string[] {
  const old = rows
    .flatMap(row => row.grounds)
    .flatMap(({ input, stale: age }) => (age === null ? [] : [[input, age] as const]));
  return [...new Map(old)].map(([input, age]) => `${inputText(input)}: ${age}.`);
}
