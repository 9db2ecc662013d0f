/** Where the record of a run, and its page, lie in the site. */
import type { Report } from '../../report/schema.ts';

type NamedRun = Pick<Report['runs'][number], 'machine' | 'id'>;

export const recordFile = (run: NamedRun): string => `records/${nameOf(run)}.jsonl`;

/** In the tree of a language. */
export const runPath = (run: NamedRun): string => `runs/${nameOf(run)}.html`;

const nameOf = ({ machine, id }: NamedRun): string => [machine, id].map(fileName).join('--');

const fileName = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
