/** Which strategies of a target are rows, by the race of its run. */
import { describe, expect, test } from 'vitest';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { spoken } from '../../spoken.ts';
import { caseA, largeMatmul } from '../fixture.ts';
import { type Raced, racedRecord, torchTarget } from '../raced-fixture.ts';
import { siteText } from '../site-text.ts';
import { about, codesOf, nameOf, reportOf, rowsOf, usual } from './raced-rows.ts';

describe('the rows of a target with several strategies', () => {
  test('are the winner of the race first, and the runner-up under it', () => {
    expect(rowsOf(usual).map(nameOf)).toEqual(['grouped winner, leads', 'eager runner-up']);
  });

  test('leave the runner-up out of every comparison and of the headline', () => {
    const report = reportOf(racedRecord(usual));
    const [winner, second] = report.rows;
    expect(winner?.relative.available).toBe(true);
    expect(spoken(second?.relative)).toMatchObject({
      available: false,
      reason: 'it is the runner-up of its race: chips are compared by their winners, here grouped',
    });
    expect(second?.saving.available).toBe(false);
    expect(second?.stepMs).toMatchObject({ available: true });
    expect(headline(report).join(' ')).toContain('NVIDIA H20 by PyTorch 2.13, grouped, float32');
    expect(headline(report).join(' ')).not.toContain('eager');
  });

  test('keep the winner where the runner-up proves faster over the rounds, and say so', () => {
    const rows = rowsOf({ ...usual, rounds: { ...usual.rounds, eager: about(3) } });
    expect(rows.map(nameOf)).toEqual(['grouped winner, leads', 'eager runner-up']);
    const said = rows[0]?.warnings.find(({ code }) => code === 'runner-up-faster');
    expect(spoken(said)).toContain(
      'eager, the runner-up of its race, was faster over the rounds: 3 ms a step, this one 4 ms',
    );
  });

  test('say nothing of a runner-up that is faster by no more than rounds differ', () => {
    const close = { ...usual.rounds, eager: [4.1, 3.9, 3.95, 4.05, 3.99] };
    expect(rowsOf({ ...usual, rounds: close }).flatMap(codesOf)).not.toContain('runner-up-faster');
  });

  test('name runner, version, strategy, kernel, race and rows per expert in the CSV', () => {
    const record = racedRecord({ ...usual, kernelOf: ({ strategy }) => `${strategy}_kernel` });
    const [first, second] = flatRows(reportOf(record));
    expect(first).toMatchObject({
      runner: 'torch',
      runner_version: '2.13.0+cu130',
      strategy: 'grouped',
      kernel: 'grouped_kernel',
      race: 'winner',
      race_winner: 'grouped',
      // 1,000 tokens, 2 of 4 experts.
      rows_per_expert: 500,
    });
    expect(second).toMatchObject({ strategy: 'eager', race: 'runner-up', race_winner: 'grouped' });
  });

  test('are run again by their race, and one that did not lead by its own name', () => {
    expect(rowsOf(usual).map(({ command }) => /--strategy \S+/.exec(command)?.[0] ?? null)).toEqual([
      null,
      '--strategy eager',
    ]);
  });

  test('are told apart on the page', () => {
    const page = siteText(reportOf(racedRecord(usual)));
    expect(page).toContain('by PyTorch 2.13, grouped, float32 (torch-cuda:0), winner of its race');
    expect(page).toContain('by PyTorch 2.13, eager, float32 (torch-cuda:0), runner-up of its race');
    expect(page).toContain('500 rows per expert');
  });

  test('share the matrix products that the first strategy timed', () => {
    const cases = [largeMatmul, caseA];
    // A product of 2 GFLOP in 5 ms by eager, 400 GFLOP/s; the work of 296.448 MFLOP in 4 ms by grouped: 74.112 GFLOP/s.
    const [winner] = rowsOf({
      ...usual,
      cases,
      rounds: { ...usual.rounds, eager: Array(5).fill(5), grouped: Array(5).fill(4) },
    });
    expect(winner?.ran.strategy).toBe('grouped');
    if (winner?.efficiencyOfLargestMatmul.available !== true) throw new Error('an efficiency is to be had');
    expect(winner.efficiencyOfLargestMatmul.point).toBeCloseTo(74.112 / 400, 9);
  });
});

describe('a race that cannot be believed', () => {
  test('where there is none, gives each strategy a row of its own, and compares none with another', () => {
    const rows = rowsOf({ race: {}, rounds: { eager: about(5), grouped: about(4) } });
    expect(rows.map(nameOf)).toEqual(['eager unraced', 'grouped unraced']);
    expect(rows.map(row => codesOf(row).includes('unraced'))).toEqual([true, true]);
  });

  test.each(['missing', 'twice'] as const)('where a turn is %s, gives each strategy a row of its own', turn => {
    const rows = rowsOf({ ...usual, race: { eager: 5, grouped: turn, compile: 6 } });
    expect(rows.map(nameOf)).toEqual(['eager unraced', 'grouped unraced']);
  });

  test('where a strategy of the rounds was not in it, gives each a row of its own', () => {
    const rows = rowsOf({ ...usual, race: { eager: 5 } });
    expect(rows.map(nameOf)).toEqual(['eager unraced', 'grouped unraced']);
  });

  test('does not name a winner whose proof does not hold', () => {
    const rows = rowsOf({ ...usual, race: { eager: 5, grouped: 'unproven', compile: 6 } });
    // By the cells compile is next; it was not measured in the rounds, so that eager stands alone.
    expect(rows.map(nameOf)).toEqual(['eager winner, leads', 'grouped lost']);
    expect(rows.map(({ status }) => status)).toEqual(['measured', 'unproven']);
  });

  test('lets no loser in whose rounds were measured all the same', () => {
    const rows = rowsOf({ ...usual, rounds: { ...usual.rounds, compile: about(1) } });
    expect(rows.map(nameOf)).toEqual(['grouped winner, leads', 'eager runner-up', 'compile lost']);
    expect(rows[2]?.relative).toMatchObject({ available: false });
  });
});

describe('rounds that are uneven', () => {
  test('leave the winner the row with the rounds it has: too few for a verdict', () => {
    const rows = rowsOf({ ...usual, rounds: { ...usual.rounds, grouped: [4, 4.1] } });
    expect(rows.map(nameOf)).toEqual(['grouped winner, leads', 'eager runner-up']);
    expect(rows[0]?.stepMs).toMatchObject({ kind: 'range', rounds: 2 });
    expect(rows[0]?.saving).toMatchObject({ verdict: 'no interval' });
  });

  test('put the runner-up in the place of a winner without any', () => {
    const rows = rowsOf({ ...usual, rounds: { ...usual.rounds, grouped: [] } });
    expect(rows.map(nameOf)).toEqual(['eager runner-up, leads']);
    expect(rows.flatMap(codesOf)).toContain('winner-not-measured');
    expect(rows[0]?.relative.available).toBe(true);
  });

  test('by another kernel are not pooled, and named', () => {
    const kernelOf: Raced['kernelOf'] = ({ kind, round }) => (kind === 'time' && round === 3 ? 'fallback' : 'fast');
    const [winner] = rowsOf({ ...usual, kernelOf });
    expect(winner?.rounds.map(({ round }) => round)).toEqual([0, 1, 2, 4]);
    expect(winner?.ran.kernel).toBe('fast');
    expect(spoken(winner?.warnings.find(({ code }) => code === 'kernels-differ'))).toBe(
      "round 4 ran by 'fallback': not pooled with those by 'fast'",
    );
    expect(winner?.olderRuns).toBe(0);
  });

  test('by another kernel than their proof ran by say so; where either names none, nothing can be said', () => {
    const warned = (proven: string | null, timed: string | null) =>
      rowsOf({ ...usual, triedKernel: '', kernelOf: () => timed, provenKernelOf: () => proven }).map(row =>
        spoken(row.warnings.find(({ code }) => code === 'proof-by-other-kernel') ?? null),
      );
    const message =
      "it was proven by 'fallback' and timed by 'fast': of what was timed, the results were compared by probes alone";
    expect(warned('fallback', 'fast')).toEqual([message, message]);
    expect(warned('fast', 'fast')).toEqual([null, null]);
    expect(warned(null, 'fast')).toEqual([null, null]);
  });

  test('of a board of which nobody knows whose it is are of no chip, whatever the board is called', () => {
    const record = racedRecord(usual);
    const chipsOf = (device: object) => {
      const targets = record.context.targets.map(target => ({ ...target, device: { ...target.device, ...device } }));
      return reportOf({ ...record, context: { ...record.context, targets } }).rows.map(row => row.chip);
    };
    expect(chipsOf({})).toEqual(['nvidia-h20', 'nvidia-h20']);
    const unknown = (code: string) => chipsOf({ vendor: null, boardUnknown: { code, values: { name: 'NVIDIA H20' } } });
    expect(unknown('vendor-unknown')).toEqual([null, null]);
    expect(unknown('vendors-differ')).toEqual([null, null]);
    // Which of several boards of its vendor it is says nothing of the chip.
    expect(unknown('board-not-listed')).toEqual(['nvidia-h20', 'nvidia-h20']);
    const targets = record.context.targets.map(target => ({
      ...target,
      device: {
        ...target.device,
        vendor: null,
        boardUnknown: { code: 'vendor-unknown', values: { name: 'NVIDIA H20' } },
      },
    }));
    const [row] = reportOf({ ...record, context: { ...record.context, targets } }).rows;
    expect(spoken(row?.costPerTrillionTokens)).toMatchObject({
      reason:
        "cost not known, because runner and tools disagree about the maker of 'NVIDIA H20', and a name alone does not make a board a chip of the catalog",
    });
  });

  test('show the versions of their own runner, whose words on ours count for nothing, and no graph where there is none', () => {
    const own = torchTarget();
    const record = racedRecord(usual);
    const process =
      own.process === undefined ? undefined : { ...own.process, versions: { torch: '2.13.0', moebench: '99' } };
    if (process === undefined) throw new Error('the fixture has a process');
    const [row] = reportOf({ ...record, context: { ...record.context, targets: [{ ...own, process }] } }).rows;
    const page = siteText(reportOf(record));
    expect(page).not.toContain('∞');
    expect(page).toContain('<dd>session opened in 12 ms; in no step&#39;s time</dd>');
    expect(row?.versions).toMatchObject({ torch: '2.13.0', moebench: '0.1.0' });
  });
});
