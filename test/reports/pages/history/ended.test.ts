/** What the history page says of series that the newest night of their machine did not measure. */
import { describe, expect, test } from 'vitest';
import { endedList } from '../../../../reports/pages/history/series-table.ts';
import { checkNights } from '../../../../reports/regressions/check.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { observationsOf } from '../../../../results/history/observe.ts';
import { fixtureRecord } from '../../fixture.ts';

/** A night of a machine on a day. `all`: with every target; else with the first one alone. */
function night(machine: string, order: number, day: string, all: boolean) {
  const record = fixtureRecord({ runId: `${machine}-${order}`, startedAt: `${day}T22:00:00.000Z` });
  const { context } = record;
  const observations = observationsOf(
    { ...record, context: { ...context, machine: { ...context.machine, id: machine } } },
    order,
  );
  const [first] = observations;
  return all ? observations : observations.filter(({ target }) => target === first?.target);
}

function listed(nights: readonly ReturnType<typeof night>[], language: Language = 'en'): string {
  const check = checkNights({ observations: nights.flat(), acceptances: { lines: [], damaged: [] } });
  return (endedList(check, language)?.html ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('a series is listed as measured on earlier nights', () => {
  const before = night('lab-1', 0, '2026-03-01', true);

  test('where the newest night of its machine did not measure it, and that night is named', () => {
    const text = listed([before, night('lab-1', 1, '2026-03-02', false)]);
    expect(text).toContain('Measured on earlier nights of a machine, and not on its newest (');
    expect(text).toContain('The newest night of lab-1 is that of 2026-03-02.');
    expect(text).toContain('last on 2026-03-01');
    expect(text).not.toContain('order of the runs');
  });

  test('and not where another machine alone has a newer night', () => {
    expect(listed([before, night('lab-2', 0, '2026-03-09', false)])).toBe('');
  });

  test('also where the clock was set back since, and then the order of nights is explained', () => {
    const nights = [before, night('lab-1', 1, '2026-02-01', false)];
    expect(listed(nights)).toContain(
      'The newest night of lab-1 is that of 2026-02-01. Its clock had shown later days before. Nights are in the order of the runs',
    );
    expect(listed(nights, 'zh')).toContain('lab-1 的最新一晚为 2026-02-01。此前该机器的时钟显示过更晚的日期');
  });
});
