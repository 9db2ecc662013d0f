/** A row's board as one of its chip: its speed as wide as boards and runs differ, and what a saving on it rests on. Pure. */
import type { Figure } from '../figure.ts';
import { positiveHours, type SavingGround } from '../money/cost.ts';
import { rerunCommand } from '../report/command.ts';
import { chipThatRan } from '../rows/chip-that-ran.ts';
import { meanStepTime, ratePerSecond, stepTime } from '../rows/normalise.ts';
import type { RowGround } from '../rows/row-ground.ts';
import { executionText, sameSoftware, softwareOf } from '../rows/software.ts';
import { isSound, type WorkPool } from '../rows/work.ts';
import { type BoardSpread, boardSpread } from '../spread/board-spread.ts';
import { boardName } from '../spread/boards.ts';
import { spreadOfBoards, widened } from '../spread/chip-time.ts';
import { lacksOf, lacksOfCopies } from '../spread/lack.ts';

type Work = Pick<WorkPool, 'pool' | 'workload'>;

/** The figures of a row that compare it with the reference. */
export type Compared = { readonly tokensPerSecond: Figure; readonly hours: Figure; readonly ground: SavingGround };

export function comparedWith(row: RowGround): Compared {
  const { reference, work } = row;
  const { pool, workload } = work;
  const { board } = spreadOfComparison(row);
  const mean = widened(meanStepTime(pool), board);
  const name = executionText(pool.target.device.name, softwareOf(pool), workload.dtype);
  return {
    tokensPerSecond: ratePerSecond(widened(stepTime(pool), board), workload.tokens),
    hours: positiveHours(mean, workload.tokens),
    ground: {
      basis: reference.basis,
      lacks: [...lacksOf(mean, name, commandOf(work)), ...lacksOfCopies(pool, name), ...reference.lacks],
      scope: board === null || reference.scope === 'boards' ? 'boards' : 'chips',
    },
  };
}

/** What makes this row again. */
export function commandOf({ pool: { record, target, workloadCase, strategy, race }, workload }: Work): string {
  const { targets, concurrent = false } = record.context;
  if (concurrent)
    return rerunCommand(
      targets.map(({ id }) => id),
      workloadCase,
      workload,
    );
  // What leads was raced, and is to be raced again.
  return rerunCommand([target.id], workloadCase, workload, race.leads ? [] : [strategy]);
}

/** By what boards of the row's chip differ: its own boards say, from five on. On the reference's only board it is the same board. */
function spreadOfComparison({ work: { pool }, reference, chip, catalog, peers }: RowGround): BoardSpread {
  const { boards, scope, chip: referenceChip, sibling } = reference;
  const published = boardSpread(catalog);
  // A board is of one chip: two chips under one serial number or place are two boards.
  const sameChip = chip !== null && chip.id === (sibling?.chip ?? referenceChip);
  const sameBoard = sameChip && scope === 'chip' && boards.length === 1 && boards[0] === boardName(pool);
  if (sameBoard) return { ...published, board: published.run };
  if (chip === null) return published;
  const boardsOfChip = peers
    .filter(isSound)
    .map(peer => peer.pool)
    .filter(peer => chipThatRan(catalog, peer)?.id === chip.id)
    .filter(peer => sameSoftware(softwareOf(peer), softwareOf(pool)));
  return spreadOfBoards(boardsOfChip, meanStepTime, published);
}
