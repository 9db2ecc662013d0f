/** Ten thousand random cases, against the same money written in numpy after docs/COST.md. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { figuresOf } from '../../reports/money/comparison.ts';
import type { RowFigures } from '../../reports/money/row.ts';
import { resolved, SHIPPED } from '../reports/case/compared.ts';
import { moneyCase } from './money-cases.ts';

const SCRIPT = fileURLToPath(new URL('money.py', import.meta.url));
const CASES = 10_000;
const TOLERANCE = 1e-9;
/** Of Ling-plus, as published. */
const ACTIVE = 28.8e9;

const hasNumpy = spawnSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;
const skip = !hasNumpy && process.env.MOEBENCH_REQUIRE_ALL !== '1';

const FIGURES = [
  'tokensPerSecondPerDevice',
  'mfu',
  'deviceHoursPerTrillionTokens',
  'costPerTrillionTokens',
  'costOfTraining',
  'saving',
  'pricePerHour',
  'purchasePrice',
  'breakEvenPricePerHour',
  'breakEvenPurchase',
  'devicesForDeadline',
  'days',
  'energyKWhPerTrillionTokens',
  'carbonKgPerTrillionTokens',
  'paybackTokens',
] as const;

const theirsSchema = z.array(
  z.record(
    z.string(),
    z.object({ figures: z.record(z.string(), z.array(z.number().nullable())), verdict: z.string() }),
  ),
);
type Theirs = z.infer<typeof theirsSchema>[number][string];

function independently(cases: readonly unknown[]) {
  const chips = Object.fromEntries(
    SHIPPED.catalog.chips.map(({ id, peakFlops, tdpWatts }) => [id, { peaks: peakFlops, tdpWatts }]),
  );
  const input = JSON.stringify({ chips, activeForFlops: ACTIVE, cases });
  const { status, stdout, stderr } = spawnSync('python3', [SCRIPT], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`money.py: exit ${status}\n${stderr}`);
  return theirsSchema.parse(JSON.parse(stdout));
}

/** Where two rows differ by more than the tolerance, in words; a saving is of the size of 1. */
function differences(ours: RowFigures, theirs: Theirs | undefined): string[] {
  if (theirs === undefined) return ['no such row'];
  const said = ours.verdict === theirs.verdict ? [] : [`verdict ${ours.verdict}, ${theirs.verdict}`];
  const apart = FIGURES.filter(name => {
    const own = ours[name];
    const other = theirs.figures[name];
    if (!own.available || other === undefined) return own.available || other !== undefined;
    return [own.point, own.low, own.high].some((value, index) => !areClose(value, other[index] ?? null));
  });
  return [
    ...said,
    ...apart.map(name => `${name}: ${JSON.stringify(ours[name])}, ${JSON.stringify(theirs.figures[name])}`),
  ];
}

function areClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
}

describe.skipIf(skip)('the money, beside an implementation of its own (skipped where python3-numpy is missing)', () => {
  it(`agrees to ${TOLERANCE} in every figure, interval and verdict of ${CASES} random cases`, () => {
    const cases = Array.from({ length: CASES }, (_, number) => moneyCase(number));
    const theirs = independently(cases);
    const wrong = cases.flatMap((given, number) =>
      figuresOf(resolved(given)).flatMap(row =>
        differences(row, theirs[number]?.[row.id]).map(difference => `case ${number}, ${row.id}: ${difference}`),
      ),
    );
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
