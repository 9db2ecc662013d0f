/** Where the record of a run, and its page, lie in the site. */
import { PLAIN_NAME } from '../../../results/plain-name.ts';
import { sha256 } from '../../../suites/identity.ts';
import type { Report } from '../../report/schema.ts';

type NamedRun = Pick<Report['runs'][number], 'machine' | 'id'>;

export const recordFile = (run: NamedRun): string => `records/${nameOf(run)}.jsonl`;

/** In the tree of a language. */
export const runPath = (run: NamedRun): string => `runs/${nameOf(run)}.html`;

/** Two runs never share a file: a name that cannot stand as it is, or be told apart at its `--`, ends in a hash of the run's. */
function nameOf({ machine, id }: NamedRun): string {
  const name = `${machine}--${id}`;
  const isPlain = [machine, id].every(text => PLAIN_NAME.test(text) && !text.includes('--'));
  if (isPlain && name.length <= LONGEST) return name;
  const readable = [machine, id].map(text => text.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, LONGEST / 4));
  return [...readable, sha256(JSON.stringify([machine, id])).slice(0, HASH_DIGITS)].join('--');
}

/** A file system takes 255 bytes, its ending among them. */
const LONGEST = 200;
const HASH_DIGITS = 8;
