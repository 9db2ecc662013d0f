/**
 * A question to the roll-up in a process of its own. DuckDB answers no interrupt while it prepares a question, and some parts of it keep to no
 * memory limit: only a process can be ended for certain.
 */
import { runChild } from '../../child.ts';
import { UsageError } from '../../errors.ts';
import { type Question, type Reply, replySchema } from './question-schema.ts';

const CHILD = new URL('./question-child.js', import.meta.url);
/** The child ends itself when its time is over; if it cannot, it is ended so much later. */
const GRACE_MS = 5000;

/** UsageError, in one line, for a question that is refused, takes too long or too much memory. */
export async function ask(question: Question): Promise<Exclude<Reply, { status: 'refused' }>> {
  const { ending, stderr, result } = await runChild(CHILD, question, { timeoutMs: question.timeoutMs + GRACE_MS });
  if (result === null) {
    const why = ending.kind === 'exit' ? `its process ended (${ending.signal ?? ending.code})` : ending.kind;
    throw new UsageError(`no answer: ${why}; narrow the question${lastLine(stderr)}`);
  }
  const reply = replySchema.parse(JSON.parse(result));
  if (reply.status === 'refused') throw new UsageError(reply.message);
  return reply;
}

function lastLine(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${line}`;
}
