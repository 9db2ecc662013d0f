/** A thread: years of worlds in, scores of every rule out. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FindSteps } from './rules/steps.ts';
import { rulesWith } from './rules/table.ts';
import { type Score, scoreOf } from './score.ts';
import { WORLDS } from './worlds.ts';
import { syntheticYear } from './year.ts';

export type Task = { readonly world: number; readonly year: number };
export type Done = Task & { readonly scores: readonly { readonly rule: string; readonly score: Score }[] };

/** Answers each task until the thread is ended. The thread's data are a text: only rules whose names hold it judge. */
export function serve(findSteps: FindSteps): void {
  const rules = rulesWith(findSteps).filter(({ rule }) => rule.name.includes(String(workerData)));
  parentPort?.on('message', (task: Task) => parentPort?.postMessage(scoresOf(rules, task)));
}

function scoresOf(rules: ReturnType<typeof rulesWith>, { world, year }: Task): Done {
  const row = WORLDS[world];
  if (row === undefined) throw new Error(`no world ${world}`);
  const made = syntheticYear(row.world, seedOf(world, year));
  const scores = rules
    .filter(({ everyYears }) => year % everyYears === 0)
    .map(({ rule }) => ({ rule: rule.name, score: scoreOf(rule, made) }));
  return { world, year, scores };
}

/** Another seed for each year of each world, far apart. */
const seedOf = (world: number, year: number) => Math.imul(world * 100_003 + year + 1, 0x9e3779b1);
