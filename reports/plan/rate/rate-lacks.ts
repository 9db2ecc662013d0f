/** What a training rate lacks of an interval that a verdict may rest on. Pure. */
import type { Interval } from '../../../results/statistics.ts';
import type { Chip } from '../../catalog/catalog.ts';
import { rerunCommand } from '../../report/command.ts';
import { meanStepTime } from '../../rows/normalise.ts';
import { executionText, softwareOf } from '../../rows/software.ts';
import type { WorkPool } from '../../rows/work.ts';
import { boardsOf } from '../../spread/boards.ts';
import { lacksOf, lacksOfCopies } from '../../spread/lack.ts';
import type { Lack } from '../../spread/verdict.ts';

/** `time`: of a step over all `works`; where it is a range, each board says how many rounds it has. */
export function rateLacks(time: Interval, works: readonly WorkPool[], measuredChip: Chip): Lack[] {
  const [first] = works;
  if (first === undefined) return [];
  const what = executionText(measuredChip.name, softwareOf(first.pool), first.workload.dtype);
  const boards = boardsOf(works.map(({ pool }) => pool));
  const copies = boards.flatMap(({ pool }) => lacksOfCopies(pool, what));
  if (time.kind !== 'range') return [...lacksOf(time, what, ''), ...copies];
  const fewRounds = boards.flatMap(({ pool }) => {
    const step = meanStepTime(pool);
    const command = rerunCommand([pool.target.id], pool.workloadCase, first.workload);
    return step.kind === 'range' ? lacksOf(step, what, command) : [];
  });
  return [...fewRounds, ...copies];
}
