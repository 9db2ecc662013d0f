// A peer of a benchmark: a process that stays, and does so many steps when it is asked. Peers take turns; only one works at a time.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Threads of the last peer may spin for so long before they sleep. */
const QUIET_MS = 50;

/** Starts a peer; null with its last words on standard error where it does not start. */
export async function startPeer(label, command, args, variables = {}) {
  const child = spawn(command, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    words = (words + text).slice(-4096);
  });
  child.on('error', error => {
    words += error.message;
  });
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    return done ? null : JSON.parse(value);
  };
  const hello = await next();
  if (hello === null) {
    console.log(`left out: ${label}: ${lastLine(words)}`);
    return null;
  }
  const ask = async (what, count) => {
    await sleep(QUIET_MS);
    child.stdin.write(`${JSON.stringify({ do: what, count })}\n`);
    const answer = await next();
    if (answer === null) throw new Error(`${hello.name} ended: ${lastLine(words)}`);
    return answer;
  };
  return { name: hello.name, ask, close: () => child.stdin.end(`${JSON.stringify({ do: 'close' })}\n`) };
}

const lastLine = words => words.trim().split('\n').at(-1) || 'it said nothing';

/** The order of peers in a round: each starts as often as any other. */
export const turned = (peers, round) => peers.map((_, i) => peers[(i + round) % peers.length]);
