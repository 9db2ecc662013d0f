/** A table with its heads in a language: columns and concessions are named by the English head. */
import type { Language } from '../../../../reports/words/language.ts';
import { LIST_HEADS, type ListName } from '../../words/list-heads.ts';
import type { Table } from './fitted-table.ts';

export function inLanguage(table: Table, list: ListName, language: Language = 'en'): Table {
  const heads = LIST_HEADS[language][list];
  const named = (head: string): string => heads[head] ?? head;
  return {
    ...table,
    columns: table.columns.map(column => ({ ...column, head: named(column.head) })),
    concessions: table.concessions.map(concession =>
      'drop' in concession ? { drop: named(concession.drop) } : { wrap: named(concession.wrap) },
    ),
  };
}
