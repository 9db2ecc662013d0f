/** Two commands in turns, A B B A …: slow changes of the machine, such as heating, affect both alike. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onDisk } from '../../../results/disk.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords, recordFiles } from '../../../results/store.ts';
import { EXIT, RunFault } from '../../errors.ts';
import { Interrupted } from '../../interrupt.ts';
import { displayPath } from '../text/terminal.ts';
import type { RunTurn } from './turn-process.ts';

export type TurnSide = 'A' | 'B';

export type TurnsRequest = {
  /** One turn of each side: program and words, to which `--out` is added. */
  readonly commands: Readonly<Record<TurnSide, readonly string[]>>;
  readonly turns: number;
  /** A folder is made in it for these turns. */
  readonly out: string;
  readonly startedAt: Date;
};

export type TurnsParts = {
  /** Of a side: commands may need variables of their own. */
  readonly run: Readonly<Record<TurnSide, RunTurn>>;
  readonly report: (turn: number, side: TurnSide) => void;
  readonly interrupt: AbortSignal;
};

/** `a`, `b`: one record a turn, in the order of turns. */
export type TakenTurns = {
  readonly folder: string;
  readonly a: readonly RunRecord[];
  readonly b: readonly RunRecord[];
};

/** A run in which some cells failed has measured others. */
const MEASURED: readonly (number | null)[] = [EXIT.done, EXIT.cellsFailed];

/** Which side of a turn, from 0, goes first. */
export const orderOf = (turn: number): readonly TurnSide[] => (turn % 2 === 0 ? ['A', 'B'] : ['B', 'A']);

/**
 * All turns. Each command locks the machine for itself. RunFault with the last words of a command that measured nothing, Interrupted
 * where the signal fires; the turns before are kept, and the message says how to compare them.
 */
export async function takeTurns(request: TurnsRequest, { run, report, interrupt }: TurnsParts): Promise<TakenTurns> {
  const { commands, turns, out, startedAt } = request;
  const name = `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(2).toString('hex')}`;
  const folder = join(out, name);
  const folders = { A: join(folder, 'a'), B: join(folder, 'b') };
  for (const path of Object.values(folders)) onDisk(path, () => mkdirSync(path, { recursive: true }));
  const records: Record<TurnSide, RunRecord[]> = { A: [], B: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    for (const side of orderOf(turn)) {
      report(turn, side);
      const known = new Set(recordFiles(folders[side]));
      const { code, lastWords } = await run[side]([...commands[side], '--out', folders[side]], interrupt);
      const kept = keptText(folder, Math.min(records.A.length, records.B.length));
      if (interrupt.aborted) throw new Interrupted(`interrupted in turn ${turn + 1} of ${turns}: ${kept}`);
      const record = MEASURED.includes(code) ? newRecord(folders[side], known) : null;
      if (record === null) {
        const ending = code === null ? 'did not end by itself' : `ended with exit code ${code}`;
        throw new RunFault(`turn ${turn + 1} of ${turns}: ${side} ${ending}: ${lastWords}; ${kept}`);
      }
      records[side].push(record);
    }
  }
  return { folder, a: records.A, b: records.B };
}

/** The record that was not there before, where it has a measured cell. */
function newRecord(folder: string, known: ReadonlySet<string>): RunRecord | null {
  const [path] = recordFiles(folder).filter(file => !known.has(file));
  const [record] = path === undefined ? [] : readRecords(path).records;
  return record?.cells.some(({ outcome }) => outcome.status === 'measured') === true ? record : null;
}

function keptText(folder: string, whole: number): string {
  const path = displayPath(folder);
  if (whole === 0) return `no turn before it is whole (${path})`;
  const turns = whole === 1 ? '1 whole turn is' : `${whole} whole turns are`;
  return `${turns} kept: moebench diff ${join(path, 'a')} ${join(path, 'b')}`;
}
