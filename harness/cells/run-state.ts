/** What the cells of a run so far mean for those still to run. */

import { type Race, raceOf } from '../../results/race.ts';
import type { Cell, CellLine, ContextLine, ProofLine, RunRecord } from '../../results/record.ts';
import { type Note, note } from '../../results/schema/note.ts';
import type { Fault } from '../../results/schema/outcome.ts';
import { timingOf } from './cell-job.ts';
import { overrun, Speeds } from './overrun.ts';

/** What a cell that is no proof leaves in the record. */
export type CellOutcomeLine = Omit<CellLine, 'previousSha256'>;

/** What a cell leaves in the record. */
export type OutcomeLine = Omit<ProofLine, 'previousSha256'> | CellOutcomeLine;

type Context = Omit<ContextLine, 'previousSha256'>;

/** Faults that would repeat: the case's later rounds on that target by that strategy are skipped. */
const LASTING: readonly Fault['code'][] = ['timeout', 'out-of-memory', 'provider-missing', 'unsupported'];

/** The state of a run after the lines that an interrupted run left. */
export function stateAfter(context: Context, before?: Pick<RunRecord, 'proofs' | 'cells' | 'attempts'>): RunState {
  const state = new RunState(context);
  for (const { cell } of before?.attempts ?? []) state.noteAttempt(cell);
  for (const line of [...(before?.proofs ?? []), ...(before?.cells ?? [])]) {
    const cell = context.plan.find(({ id }) => id === line.cell);
    if (cell !== undefined) state.add(cell, line);
  }
  return state;
}

export class RunState {
  readonly tally = { measured: 0, failed: 0, unsupported: 0 };
  readonly #done = new Set<string>();
  readonly #measured = new Set<string>();
  /** Ids of cells that are repeated after a disturbance. */
  readonly #attempted = new Set<string>();
  readonly #proven = new Set<string>();
  /** By proof that does not hold: the fault it ended in. */
  readonly #unproven = new Map<string, Fault['code']>();
  /** By target, case and strategy: why it is not run again. The fault would repeat, or it was skipped before. */
  readonly #lasting = new Map<string, Note>();
  readonly #begun = new Set<string>();
  /** Outcomes of the race's cells, by id. */
  readonly #raced = new Map<string, CellLine['outcome']>();
  /** Decided races, by target and case: none is decided twice. */
  readonly #races = new Map<string, Race>();
  readonly #speeds: Speeds;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    this.#speeds = new Speeds(context.cases);
  }

  add(cell: Cell, line: OutcomeLine): void {
    const { outcome } = line;
    const key = laneKey(cell);
    this.#done.add(cell.id);
    if (cell.kind === 'race' && line.kind === 'cell') this.#raced.set(cell.id, line.outcome);
    switch (outcome.status) {
      case 'proven':
        this.#proven.add(cell.id);
        return;
      case 'measured':
        this.tally.measured += 1;
        this.#measured.add(cell.id);
        if (cell.kind !== 'race') this.#begun.add(key);
        this.#speeds.note(cell, outcome);
        return;
      case 'overhead':
        this.tally.measured += 1;
        return;
      case 'skipped':
        this.#lasting.set(key, outcome.reason);
        return;
      case 'fault':
        if (outcome.fault.code === 'unsupported') this.tally.unsupported += 1;
        else this.tally.failed += 1;
        if (cell.kind === 'proof') this.#unproven.set(cell.id, outcome.fault.code);
        if (!LASTING.includes(outcome.fault.code)) return;
        this.#lasting.set(
          key,
          cell.kind === 'race'
            ? note('race-ended', { fault: outcome.fault.code })
            : note('round-ended', { round: cell.round + 1, fault: outcome.fault.code }),
        );
    }
  }

  get done(): number {
    return this.#done.size;
  }

  isDone(cell: Cell): boolean {
    return this.#done.has(cell.id);
  }

  isMeasured(cell: Cell): boolean {
    return this.#measured.has(cell.id);
  }

  noteAttempt(id: string): void {
    this.#attempted.add(id);
  }

  wasAttempted({ id }: Cell): boolean {
    return this.#attempted.has(id);
  }

  /** Why a timed cell is not run, if it is not. */
  reasonToSkip(cell: Cell): Note | undefined {
    const key = laneKey(cell);
    if (cell.proof !== null && !this.#proven.has(cell.proof)) {
      const code = this.#unproven.get(cell.proof) ?? 'mismatch';
      return code === 'mismatch' ? note('proof-failed') : note('proof-ended', { fault: code });
    }
    const lasting = this.#lasting.get(key);
    if (lasting !== undefined) return lasting;
    const lost = cell.kind === 'race' ? undefined : lostRace(this.#raceOf(cell), cell);
    if (lost !== undefined) return lost;
    // A case measured in one round is measured in all: with rounds missing it would rest on the fast ones.
    if (cell.kind === 'time' && this.#begun.has(key)) return undefined;
    const flops = this.#context.cases.find(({ id }) => id === cell.case)?.flopsPerStep ?? 0;
    return overrun(flops, this.#speeds.of(cell), timingOf(cell, this.#context));
  }

  #raceOf(cell: Cell): Race {
    const key = `${cell.target}/${cell.case}`;
    const known = this.#races.get(key);
    if (known !== undefined) return known;
    const outcomesOf = ({ id }: Pick<Cell, 'id'>) => this.#raced.get(id) ?? [];
    const race = raceOf(this.#context.plan, planned => [outcomesOf(planned)].flat(), cell);
    if (race.status !== 'open') this.#races.set(key, race);
    return race;
  }
}

const laneKey = ({ target, case: item, strategy }: Cell): string => `${target}/${item}/${strategy}`;

/** Winner and runner-up go on; the long cell is run by the winner alone, whose row it is. */
function lostRace(race: Race, { kind, strategy }: Cell): Note | undefined {
  if (race.status !== 'decided') return undefined;
  const { winner, runnerUp, ranking } = race;
  if (winner === null) return note('race-without-winner');
  const goOn = kind === 'sustained' ? [winner] : [winner, runnerUp];
  if (goOn.includes(strategy)) return undefined;
  const timeOf = (name: string): string => {
    const meanMs = ranking.find(entrant => entrant.strategy === name)?.meanMs ?? null;
    return meanMs === null ? 'no time' : `${Number(meanMs.toPrecision(3))} ms`;
  };
  return note('lost-race', { winner, winnerTime: timeOf(winner), strategy, time: timeOf(strategy) });
}
