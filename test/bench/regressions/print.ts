/** The table: a block a world, a line a rule. */
import { QUESTIONS } from './score.ts';
import type { Total } from './total.ts';

const HEAD = [
  'false alarms a night',
  '(95 % at most)',
  '1 in … nights',
  '5 % in 2',
  '3 % in 4',
  'dated 5 %',
  'dated 3 %',
  '−5 % in 2',
  '−3 % in 4',
  'years',
  'nights',
];

export const head = (title: string): string => line(title, HEAD);

export function totalLine(name: string, total: Total): string {
  const { tallies, nights, falseAlarms, falseBound } = total;
  const [slower5, slower3, faster5, faster3] = QUESTIONS.map(({ key }) => tallies[key]);
  const share = (part: number | undefined, of: number | undefined) =>
    part === undefined || of === undefined || of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`;
  return line(name, [
    (falseAlarms / nights).toPrecision(2),
    falseBound.toPrecision(2),
    falseAlarms === 0 ? `none in ${nights}` : (nights / falseAlarms).toPrecision(3),
    share(slower5?.inTime, slower5?.steps),
    share(slower3?.inTime, slower3?.steps),
    share(slower5?.dated, slower5?.found),
    share(slower3?.dated, slower3?.found),
    share(faster5?.inTime, faster5?.steps),
    share(faster3?.inTime, faster3?.steps),
    String(total.years),
    String(nights),
  ]);
}

const line = (name: string, cells: readonly string[]) =>
  `${name.padEnd(42)}${cells.map((cell, i) => cell.padStart((HEAD[i] ?? '').length + 2)).join('')}`;
