/** From a recomputed claim to the document that is published, with a sentence for each code. */
import type { Fact } from '../../fact.ts';
import { arithmeticOf, type Cell, type Claim, type ClaimTable } from '../../reproduce/claim.ts';
import { REPRODUCE_SCHEMA, type Reproduction } from '../../reproduce/document.ts';
import { factText } from '../fact-text.ts';
import type { Language } from '../language.ts';
import { CLAIM_TEXTS } from './claim-texts.ts';

export function reproductionDocument(claim: Claim, language: Language = 'en'): Reproduction {
  const textOf = (fact: Fact): string => factText(fact, language);
  const { name, title, source, answer, shown, says, follows, inferred, differs, tables } = claim;
  return {
    schema: REPRODUCE_SCHEMA,
    name,
    title: textOf(title),
    source: { ...source, text: textOf(source.text) },
    answer: answer.map(textOf),
    arithmetic: arithmeticOf(follows),
    shown: { holds: shown.holds, because: textOf(shown.because), give: textOf(shown.give) },
    says: says.map(({ text, section, ...rest }) => ({ ...rest, text: textOf(text), section: textOf(section) })),
    follows: follows.map(({ text, formula, ...rest }) => ({
      ...rest,
      text: textOf(text),
      formula: textOf(formula),
    })),
    inferred: inferred.map(({ text, because, ...rest }) => ({
      ...rest,
      text: textOf(text),
      because: textOf(because),
    })),
    ...(differs === undefined ? {} : { differs: differs.map(({ id, text }) => ({ id, text: textOf(text) })) }),
    tables: tables.map(table => tableDocument(table, textOf)),
  };
}

type TextOf = (fact: Fact) => string;

function tableDocument(
  { title, columns, rows, note, ...rest }: ClaimTable,
  textOf: TextOf,
): Reproduction['tables'][number] {
  return {
    ...rest,
    title: textOf(title),
    columns: columns.map(column => ({ ...column, title: textOf(column.title) })),
    rows: rows.map(row => Object.fromEntries(Object.entries(row).map(([id, cell]) => [id, cellOf(cell, textOf)]))),
    note: textOf(note),
  };
}

/** A text of the claim becomes its sentence; a missing figure or an interval stays a code with values. */
function cellOf(cell: Cell, textOf: TextOf): Cell {
  const isText = typeof cell === 'object' && cell !== null && cell.code in CLAIM_TEXTS;
  return isText ? textOf(cell) : cell;
}
