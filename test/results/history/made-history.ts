/** A made-up history on disk: a whole record a night, each with a real chain and seal, by its day and its step times. */
import type { ContextLine } from '../../../results/record.ts';
import { normal } from '../../reports/regressions/made-nights.ts';
import type { RunParts } from '../small-record.ts';
import { startOf as cellStart, type Line, wholeRecord } from '../whole-record.ts';

const DAY_MS = 24 * 3_600_000;
const FIRST = Date.parse('2026-01-01T22:00:00.000Z');

export type NightOnDisk = {
  readonly night: number;
  /** Of each step; rounds and steps scatter about it by less than 1 %. */
  readonly stepMs: number;
  readonly context?: Partial<Omit<ContextLine, 'previousSha256'>>;
  readonly parts?: RunParts;
};

export const nightStart = (night: number): string => new Date(FIRST + night * DAY_MS).toISOString();

/** Writes the record of a night and returns its path. */
export function recordNight(folder: string, { night, stepMs, context = {}, parts }: NightOnDisk): string {
  const startedAt = nightStart(night);
  const later = Date.parse(startedAt) - Date.parse(cellStart(-1));
  const shifted = (line: Line): Line => ({
    ...line,
    startedAt: new Date(Date.parse(line.startedAt) + later).toISOString(),
  });
  let round = 0;
  return wholeRecord(folder, {
    parts: { rounds: 5, ...parts },
    context: { runId: `night-${String(night).padStart(3, '0')}`, startedAt, ...context },
    lines: line => [shifted(line)],
    stepsMs: () => {
      round += 1;
      return [-1, 0, 1, 0.5, -0.5].map(step => stepMs * (1 + 0.002 * step + 0.001 * ((round * 7) % 5)));
    },
    finishedAt: new Date(Date.parse(startedAt) + 1001_000).toISOString(),
  });
}

export const SLOW_FROM = 24;

/** Twenty-six nights of a layer, 8 % slower on the last two, on which the program was another version. */
export function slowedHistory(folder: string): void {
  for (let night = 0; night < SLOW_FROM + 2; night += 1) {
    const isSlow = night >= SLOW_FROM;
    const program = { name: 'moebench' as const, version: isSlow ? '0.2.0' : '0.1.0', origin: 'test', runtimes: {} };
    const stepMs = (isSlow ? 10.8 : 10) * Math.exp(0.004 * normal(`made ${night}`));
    recordNight(folder, { night, stepMs, context: { program } });
  }
}
