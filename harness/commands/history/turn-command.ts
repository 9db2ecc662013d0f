/** A command of `diff` as the program and the words of each turn. */
import { existsSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import { commandWords } from '../options/command-words.ts';

/** This program as it was started, for commands that begin with `run`. */
export const THIS_PROGRAM: readonly string[] = [process.execPath, process.argv[1] ?? 'moebench'];

/** How people call this program. */
const OUR_NAMES: readonly (readonly string[])[] = [['npx', 'moebench'], ['moebench'], []];

/** What `diff` gives itself. */
const GIVEN_BY_DIFF: readonly string[] = ['--out', '--resume', '--json', '--verbose'];

/** Whether an argument of `diff` is a command: it begins with `run`, or has blanks and is no path. */
export const isCommand = (text: string): boolean =>
  /^run(\s|$)/.test(text.trim()) || (/\s/.test(text.trim()) && !existsSync(text));

/**
 * `run --suite quick`, `moebench run …`, or of another checkout `node /old/dist/harness/cli.js run …`. One round a turn, unless it names
 * its own. UsageError for a command that runs nothing, and for an option that diff gives.
 */
export function turnCommand(text: string, side: string, program: readonly string[] = THIS_PROGRAM): readonly string[] {
  const words = commandWords(text, side);
  const ours = OUR_NAMES.find(names => names.every((name, i) => words[i] === name) && words[names.length] === 'run');
  const command = ours === undefined ? words : [...program, ...words.slice(ours.length)];
  const place = command.indexOf('run');
  if (place < 1) {
    throw new UsageError(`${side} '${text}' runs nothing: give "run …", or "node /old/dist/harness/cli.js run …"`);
  }
  const options = command.slice(place + 1);
  const idle = GIVEN_BY_DIFF.find(option => options.some(word => word === option || word.startsWith(`${option}=`)));
  if (idle !== undefined) throw new UsageError(`${side} '${text}': ${idle} is diff's to give: leave it out`);
  const hasRounds = options.some(word => word === '--rounds' || word.startsWith('--rounds='));
  return hasRounds ? command : [...command, '--rounds', '1'];
}
