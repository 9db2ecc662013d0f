/** Raced strategies over several runs, and compared between chips. */
import { describe, expect, test } from 'vitest';
import type { ReportRow } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { spoken } from '../../spoken.ts';
import { caseA } from '../fixture.ts';
import { type Raced, racedRecord } from '../raced-fixture.ts';
import { about, later, nameOf, reportOf, rowsOf, usual } from './raced-rows.ts';

describe('several runs of one target', () => {
  const eagerWins: Raced = { ...usual, race: { eager: 3, grouped: 4, compile: 6 } };

  test('have one row that leads: the winner of the newest whole run, with the runner-up of that run', () => {
    const rows = rowsOf(usual, { ...eagerWins, runId: 'run-2', startedAt: later });
    expect(rows.map(row => `${row.run} ${nameOf(row)}`)).toEqual([
      'run-2 eager winner, leads',
      'run-2 grouped runner-up',
    ]);
    expect(rows[0]?.olderRuns).toBe(1);
  });

  test('keep the older winner where the newer run was cut off', () => {
    const cut = { ...eagerWins, runId: 'run-2', startedAt: later, rounds: { eager: [3], grouped: [4], compile: [] } };
    const rows = rowsOf(usual, cut);
    expect(rows.map(row => `${row.run} ${nameOf(row)}`)).toEqual([
      'run-1 grouped winner, leads',
      'run-1 eager runner-up',
    ]);
    expect(spoken(rows[0]?.newerRuns)).toMatchObject([{ run: 'run-2', reason: '1 of 5 rounds measured' }]);
  });

  test('set a newer run aside that raced nothing', () => {
    const alone: Raced = { runId: 'run-2', startedAt: later, race: {}, rounds: { grouped: about(2) } };
    const rows = rowsOf(usual, alone);
    expect(rows.map(row => `${row.run} ${nameOf(row)}`)).toEqual([
      'run-1 grouped winner, leads',
      'run-1 eager runner-up',
    ]);
    expect(spoken(rows[0]?.newerRuns)).toMatchObject([{ run: 'run-2', reason: 'its strategies were not raced' }]);
  });

  test('show a strategy that was never raced under those that were', () => {
    const alone: Raced = { runId: 'run-2', startedAt: later, race: {}, rounds: { compile: about(1) } };
    expect(rowsOf(usual, alone).map(nameOf)).toEqual(['grouped winner, leads', 'eager runner-up', 'compile unraced']);
  });

  test('by the only strategy there is need no race', () => {
    const [row] = rowsOf({ strategies: ['eager'], race: {}, rounds: { eager: about(5) } });
    expect(row?.race).toEqual({ standing: 'only', leads: true, winner: null, runnerUp: null });
    expect(row?.id).toBe(`lab-1/torch-cuda:0/${caseA.id}`);
  });
});

describe('two chips', () => {
  const h800 = (parts: Partial<Raced> = {}): Raced => ({
    ...usual,
    runId: 'run-h800',
    machine: 'lab-2',
    device: 'NVIDIA H800',
    ...parts,
  });
  const h20Of = (rows: readonly ReportRow[], strategy: string): ReportRow => {
    const row = rows.find(({ chip, ran }) => chip === 'nvidia-h20' && ran.strategy === strategy);
    if (row === undefined) throw new Error(`no row of the H20 by ${strategy}`);
    return row;
  };

  test('are compared best against best, whatever the strategies, and both are named', () => {
    const eagerWins = h800({
      race: { eager: 2, grouped: 3, compile: 6 },
      rounds: { eager: about(2), grouped: about(3) },
    });
    const report = reportOf(racedRecord(usual), racedRecord(eagerWins));
    const row = h20Of(report.rows, 'grouped');
    expect(row.relative).toMatchObject({ available: true, basis: 'measured' });
    if (!row.relative.available) throw new Error('a ratio is to be had');
    // The median step of the middle of the rounds, 2 ÷ 4.
    expect(row.relative.point).toBeCloseTo(0.5, 6);
    expect(headline(report).join(' ')).toContain(
      'NVIDIA H20 by PyTorch 2.13, grouped, float32, is dearer than NVIDIA H800 (measured, by PyTorch 2.13, eager) on one MoE layer of toy (scaled), forward-backward, float32, 1,000 tokens, 500 rows per expert',
    );
    expect(report.assumptions.map(fact => factText(fact)).join(' ')).toContain(
      'NVIDIA H20 by PyTorch 2.13, grouped, float32 compared with NVIDIA H800 by PyTorch 2.13, eager',
    );
  });

  test('are compared by the same strategy alone where one was not raced', () => {
    const unraced = h800({ race: {}, rounds: { eager: about(2) } });
    const [eager, grouped] = [
      { race: {}, rounds: { eager: about(5) } },
      { race: {}, rounds: { grouped: about(4) } },
    ];
    expect(h20Of(rowsOf(eager, unraced), 'eager').relative).toMatchObject({ basis: 'measured' });
    expect(h20Of(rowsOf(grouped, unraced), 'grouped').relative).toMatchObject({ basis: 'projected' });
    // The winner of a race stands beside boards that raced nothing by its own strategy, or not at all.
    expect(h20Of(rowsOf(usual, unraced), 'grouped').relative).toMatchObject({ basis: 'projected' });
    // What was not raced stands beside its own strategy on the other chip, though that was the runner-up there.
    expect(h20Of(rowsOf(eager, h800()), 'eager').relative).toMatchObject({ basis: 'measured' });
  });

  test('are not compared over runners', () => {
    const other = racedRecord(h800());
    const targets = other.context.targets.map(target => ({ ...target, runner: 'jax' }));
    const rows = reportOf(racedRecord(usual), { ...other, context: { ...other.context, targets } }).rows;
    expect(h20Of(rows, 'grouped').relative).toMatchObject({ basis: 'projected' });
  });

  test('take, of boards with other winners, the software of most boards, and then the newest; never the fastest', () => {
    const board = (n: number, winner: 'eager' | 'grouped', meanMs: number, startedAt: string) =>
      h800({
        runId: `run-${n}`,
        machine: `lab-${n}`,
        startedAt,
        race: { eager: winner === 'eager' ? 1 : 9, grouped: winner === 'grouped' ? 1 : 9 },
        rounds: { [winner]: about(meanMs) },
        strategies: ['eager', 'grouped'],
      });
    const referenceOf = (...boards: readonly Raced[]) =>
      reportOf(...[usual, ...boards].map(racedRecord)).referenceRows.find(({ basis }) => basis === 'measured')?.ran
        ?.strategy;
    const newest = '2026-05-01T01:00:00.000Z';
    const [slow, slowToo, fast] = [
      board(2, 'eager', 9, later),
      board(3, 'eager', 9.1, later),
      board(4, 'grouped', 1, newest),
    ];
    expect(referenceOf(slow, slowToo, fast)).toBe('eager');
    expect(referenceOf(slow, fast)).toBe('grouped');
    expect(referenceOf(board(2, 'eager', 9, newest), board(4, 'grouped', 1, later))).toBe('eager');
  });

  test('pool no boards that ran by other versions or kernels', () => {
    const boards = (second: Partial<Raced>) =>
      reportOf(
        ...[usual, h800(), h800({ runId: 'run-3', machine: 'lab-3', ...second })].map(racedRecord),
      ).referenceRows.find(({ basis }) => basis === 'measured')?.boards.length;
    expect(boards({ rounds: { eager: about(5.1), grouped: about(4.1) } })).toBe(2);
    expect(boards({ rounds: { eager: about(5.1), grouped: about(4.1) }, version: '2.8.0' })).toBe(1);
    expect(boards({ rounds: { eager: about(5.1), grouped: about(4.1) }, kernelOf: () => 'other' })).toBe(1);
    // Rounds that name no kernel ran by the one that was seen when the strategy was tried.
    expect(boards({ rounds: { eager: about(5.1), grouped: about(4.1) }, triedKernel: 'other' })).toBe(1);
    expect(boards({ rounds: { eager: about(5.1), grouped: about(4.1) }, kernelOf: () => 'addmm' })).toBe(2);
  });
});
