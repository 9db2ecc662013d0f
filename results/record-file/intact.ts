/**
 * The lines of a damaged record that the damage did not reach. Pure.
 *
 * A line is used unless it cannot be read, or the line behind it, which can be read, carries the hash of another line. So one bad
 * byte costs the line that it is in, and no other. Half of a hash is enough, since damage may hit the hash as well: half are
 * 128 bits, which no other line has by chance. Nothing is used without the context: only it says what the lines are of.
 */
import type { RecordLine } from '../record.ts';

type Row = { readonly text: string; readonly sha256: string; readonly line: RecordLine | null };

/** The lines to use, in order; none where the first is not an intact context. */
export function intactLines(rows: readonly Row[]): readonly RecordLine[] {
  const lines = rows.flatMap((row, i) => {
    const { line } = row;
    const isInPlace = line !== null && (line.kind === 'context') === (i === 0) && !isContradicted(row, rows[i + 1]);
    return isInPlace ? [line] : [];
  });
  const seal = lines.findIndex(({ kind }) => kind === 'seal');
  const upToSeal = seal === -1 ? lines : lines.slice(0, seal + 1);
  return upToSeal[0]?.kind === 'context' ? upToSeal : [];
}

/** Whether the next line was written behind another line than this one. A line that cannot be read contradicts nothing. */
function isContradicted({ sha256: hash }: Row, next: Row | undefined): boolean {
  if (next === undefined || next.line === null) return false;
  const half = hash.length / 2;
  return !next.text.includes(hash.slice(0, half)) && !next.text.includes(hash.slice(half));
}
