/** From a recomputed claim to the document that is published, with a sentence for each code. */
import { arithmeticOf, type Cell, type Claim, type ClaimTable } from '../../reproduce/claim.ts';
import { REPRODUCE_SCHEMA, type Reproduction } from '../../reproduce/document.ts';
import { factText } from '../fact-text.ts';
import { CLAIM_TEXTS } from './claim-texts.ts';

export function reproductionDocument(claim: Claim): Reproduction {
  const { name, title, source, answer, shown, says, follows, inferred, differs, tables } = claim;
  return {
    schema: REPRODUCE_SCHEMA,
    name,
    title: factText(title),
    source: { ...source, text: factText(source.text) },
    answer: answer.map(factText),
    arithmetic: arithmeticOf(follows),
    shown: { holds: shown.holds, because: factText(shown.because), give: factText(shown.give) },
    says: says.map(({ text, section, ...rest }) => ({ ...rest, text: factText(text), section: factText(section) })),
    follows: follows.map(({ text, formula, ...rest }) => ({
      ...rest,
      text: factText(text),
      formula: factText(formula),
    })),
    inferred: inferred.map(({ text, because, ...rest }) => ({
      ...rest,
      text: factText(text),
      because: factText(because),
    })),
    ...(differs === undefined ? {} : { differs: differs.map(({ id, text }) => ({ id, text: factText(text) })) }),
    tables: tables.map(tableDocument),
  };
}

function tableDocument({ title, columns, rows, note, ...rest }: ClaimTable): Reproduction['tables'][number] {
  return {
    ...rest,
    title: factText(title),
    columns: columns.map(column => ({ ...column, title: factText(column.title) })),
    rows: rows.map(row => Object.fromEntries(Object.entries(row).map(([id, cell]) => [id, cellOf(cell)]))),
    note: factText(note),
  };
}

/** A text of the claim becomes its sentence; a missing figure or an interval stays a code with values. */
function cellOf(cell: Cell): Cell {
  const isText = typeof cell === 'object' && cell !== null && cell.code in CLAIM_TEXTS;
  return isText ? factText(cell) : cell;
}
