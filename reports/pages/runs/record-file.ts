/** Where the record of a run lies in the site. */
import type { Report } from '../../report/schema.ts';

export function recordFile({ machine, id }: Pick<Report['runs'][number], 'machine' | 'id'>): string {
  return `records/${[machine, id].map(fileName).join('--')}.jsonl`;
}

const fileName = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
