/** Answers one question (question.ts): job file in, result file out. It ends itself when its time or its memory is over. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { answerOf } from '../../../results/history/rollup/answer.ts';
import { duckDbOrRefuse } from '../../../results/history/rollup/duckdb.ts';
import { writeParquet } from '../../../results/history/rollup/parquet.ts';
import { query } from '../../../results/history/rollup/query.ts';
import { UsageError } from '../../errors.ts';
import { type Question, questionSchema, type Reply } from './question-schema.ts';

/** Resident memory of the whole process: DuckDB's own limit is half of it. */
const MOST_BYTES = 2 * 2 ** 30;
const WATCH_MS = 100;
/** An interrupted question may still end by itself, in DuckDB's words. */
const AFTER_INTERRUPT_MS = 1000;

const [jobPath = '', resultPath = ''] = process.argv.slice(2);
const question = questionSchema.parse(JSON.parse(readFileSync(jobPath, 'utf8')));
const startedMs = performance.now();
setInterval(watch, WATCH_MS).unref();
write(await replyTo(question));

async function replyTo({ database, sql, timeoutMs, limit, parquet }: Question): Promise<Reply> {
  try {
    const duckDb = await duckDbOrRefuse();
    if (parquet !== null) {
      const rows = await query(duckDb, database, { sql, timeoutMs }, found => writeParquet(duckDb, parquet, found));
      return { status: 'written', rows };
    }
    const answer = await query(duckDb, database, { sql, timeoutMs }, found => answerOf(found, limit));
    const { columns, rows, isCut } = answer;
    return { status: 'answered', columns, rows, isCut };
  } catch (error) {
    if (error instanceof UsageError) return { status: 'refused', message: error.message };
    throw error;
  }
}

/** A native call that goes on cannot be stopped, not even by an exit. */
function watch(): void {
  const isLate = performance.now() - startedMs > question.timeoutMs + AFTER_INTERRUPT_MS;
  const isLarge = process.memoryUsage.rss() > MOST_BYTES;
  if (!isLate && !isLarge) return;
  const what = isLate ? `within ${question.timeoutMs / 1000} s` : `within ${MOST_BYTES / 2 ** 30} GiB of memory`;
  const mend = isLate ? 'narrow the question, or give --timeout <seconds>' : 'narrow the question';
  write({ status: 'refused', message: `no answer ${what}: ${mend}` });
  process.kill(process.pid, 'SIGKILL');
}

function write(reply: Reply): void {
  writeFileSync(`${resultPath}.part`, JSON.stringify(reply));
  renameSync(`${resultPath}.part`, resultPath);
}
