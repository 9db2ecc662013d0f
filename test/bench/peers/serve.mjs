// timing.py for peers in JavaScript: `works` by name, each a function that does its work so many times and gives what it told of it.
import { createInterface } from 'node:readline';

export async function serve(describe, works) {
  const answer = document => process.stdout.write(`${JSON.stringify(document)}\n`);
  answer(describe);
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: what, count } = JSON.parse(line);
    if (what === 'close') return;
    try {
      const before = performance.now();
      const groups = await works[what](count);
      const ms = performance.now() - before;
      // What lay outside the runner's own clock: the pipe, and the device idle between two batches.
      const inside = groups.reduce((sum, group) => sum + group.ms, 0);
      answer({ ms, outsideMs: ms - inside });
    } catch (error) {
      answer({ error: String(error.message ?? error).split('\n')[0] });
    }
  }
}
