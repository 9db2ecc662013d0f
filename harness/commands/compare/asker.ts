/** Questions on a terminal, a line an answer. */
import { createInterface } from 'node:readline/promises';

/** The answer without blanks around it; null at the end of the input. */
export type Ask = (question: string) => Promise<string | null>;

/** Whether somebody can be asked: questions go to standard error, so that standard output keeps the answer alone. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Asks on this terminal while `act` runs. */
export async function withAsker<T>(act: (ask: Ask) => Promise<T>): Promise<T> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<null>(resolve => lines.once('close', () => resolve(null)));
  try {
    return await act(async question => {
      const answer = await Promise.race([lines.question(question), ended]);
      return answer === null ? null : answer.trim();
    });
  } finally {
    lines.close();
  }
}
