/** `moebench sql`: one question to the history of all records, in SQL. */
import { Command } from 'commander';
import * as z from 'zod';
import type { Language } from '../../../reports/words/language.ts';
import { type CsvCell, toCsv } from '../../../results/export/csv.ts';
import type { Answer, PlainValue } from '../../../results/history/rollup/answer.ts';
import { duckDbOrRefuse } from '../../../results/history/rollup/duckdb.ts';
import { refresh } from '../../../results/history/rollup/refresh.ts';
import { printable } from '../../../results/printable.ts';
import { UsageError } from '../../errors.ts';
import { rollupOf } from '../history/rollup.ts';
import { aligned, displayPath } from '../text/terminal.ts';
import { RECORD_COMMAND_WORDS } from '../words/record-command-words.ts';
import { ask } from './question.ts';

export const SQL_SCHEMA = 'moebench.sql/1';

export const sqlDocumentSchema = z.strictObject({
  schema: z.literal(SQL_SCHEMA),
  /** By DuckDB's names of types. */
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  /** In the order of the columns. Times are UTC; a whole number that a double does not hold is a text. */
  rows: z.array(z.array(z.json())),
  /** There are more rows than --limit. */
  cut: z.boolean(),
});

type SqlOptions = {
  readonly results: string;
  readonly timeout: number;
  readonly limit: number;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly parquet?: string;
};

export function sqlCommand(): Command {
  return new Command('sql')
    .description(
      'ask all records one question in SQL: views runs, cells, medians, costs, changes, files (docs/HISTORY.md)',
    )
    .argument('<select>', 'one SELECT statement')
    .option('--results <folder>', 'folder with the records', 'results/runs')
    .option('--limit <rows>', 'the most rows that are printed', wholeNumber, 10_000)
    .option('--timeout <seconds>', 'the longest that the question may take', wholeNumber, 60)
    .option('--csv', 'print the answer as CSV')
    .option('--parquet <file>', 'write the whole answer to a new Parquet file')
    .option('--json', 'print the answer as one JSON document (docs/schemas/sql.schema.json)')
    .action(async (select: string, options: SqlOptions) => {
      const { results, timeout, limit, parquet, lang = 'en' } = options;
      const words = RECORD_COMMAND_WORDS[lang];
      const formats = [options.csv, options.json, parquet].filter(format => format !== undefined);
      if (formats.length > 1) throw new UsageError('--csv, --json and --parquet are given together: give one of them');
      const duckDb = await duckDbOrRefuse();
      const rollup = rollupOf(results, duckDb);
      await refresh(rollup);
      const { database } = rollup;
      const file = parquet ?? null;
      const reply = await ask({ database, sql: select, timeoutMs: timeout * 1000, limit, parquet: file });
      if (reply.status === 'written') {
        process.stdout.write(words.written(reply.rows, displayPath(file ?? '')));
        return;
      }
      const { columns, rows, isCut } = reply;
      const answer: Answer = { columns, rows, isCut };
      process.stdout.write(textOf(answer, options));
      if (answer.isCut) process.stderr.write(words.cut(limit));
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`'${text}' is no whole number above 0; give one, as in 100`);
}

function textOf({ columns, rows, isCut }: Answer, { json, csv, lang = 'en' }: SqlOptions): string {
  if (json === true) return `${JSON.stringify({ schema: SQL_SCHEMA, columns, rows, cut: isCut })}\n`;
  if (csv === true) return csvText({ columns, rows });
  const heads = columns.map(({ name }) => printable(name));
  const lines = aligned([heads, ...rows.map(row => row.map(screenCell))], numberColumns(columns));
  return `${lines.join('\n')}\n${RECORD_COMMAND_WORDS[lang].rows(rows.length)}`;
}

/** An answer without a row still has its columns. */
function csvText({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): string {
  const names = columns.map(({ name }) => name);
  if (rows.length === 0) return `${toCsv([Object.fromEntries(names.map(name => [name, null]))]).split('\n', 1)[0]}\n`;
  return toCsv(rows.map(row => Object.fromEntries(names.map((name, i) => [name, csvCell(row[i] ?? null)]))));
}

const csvCell = (value: PlainValue): CsvCell =>
  value === null || typeof value !== 'object' ? value : JSON.stringify(value);

/** Longer texts are cut on a screen: --json and --csv have all of them. */
const WIDEST_CELL = 48;

function screenCell(value: PlainValue): string {
  if (value === null) return '';
  const text = printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
  return text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text;
}

const NUMBERS = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;

const numberColumns = (columns: Answer['columns']): readonly number[] =>
  columns.flatMap(({ type }, i) => (NUMBERS.test(type) ? [i] : []));
