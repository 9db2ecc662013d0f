/** How the answer counts: chips, or devices where several are of one chip; and what has no verdict is in the count. */
import { describe, expect, test } from 'vitest';
import { absent } from '../../../../reports/figure.ts';
import { answerOf } from '../../../../reports/report/answer.ts';
import type { Report, ReportRow } from '../../../../reports/report/schema.ts';
import type { Verdict } from '../../../../reports/spread/verdict.ts';
import { answerLines, answerText } from '../../../../reports/words/report/answer-text.ts';
import { judged } from './made-reports.ts';

type Made = {
  readonly machine: string;
  readonly chip?: string;
  /** null: no saving at all, as of a chip without a price. */
  readonly verdict: Verdict | null;
};

const report = judged(0.5);
const reference = report.rows.filter(({ chip }) => chip === report.reference.chip);

/** The H20 of a made report again, on these machines, as these chips, with these verdicts. */
function withDevices(devices: readonly Made[]): Report {
  const rows = devices.flatMap(({ machine, chip = 'NVIDIA H20', verdict }) =>
    report.rows
      .filter(({ saving }) => saving.available)
      .map((row): ReportRow => {
        const { saving } = row;
        const named = {
          ...row,
          machine,
          chip: chip.toLowerCase().replace(' ', '-'),
          device: { ...row.device, name: chip },
        };
        if (verdict === null || !saving.available) return { ...named, saving: absent('no-cost') };
        return { ...named, saving: { ...saving, verdict } };
      }),
  );
  return { ...report, rows: [...rows, ...reference] };
}

const answer = (devices: readonly Made[], language: 'en' | 'zh' = 'en') => {
  const made = withDevices(devices);
  return answerText(answerOf(made), made, language);
};
const above = (devices: readonly Made[], language: 'en' | 'zh' = 'en') => {
  const made = withDevices(devices);
  return answerLines(answerOf(made), made, language).above;
};

const a = { machine: 'a', verdict: 'cheaper' } as const;
const b = { machine: 'b', verdict: 'cheaper' } as const;

describe('one chip on two machines', () => {
  test('with one verdict is two devices, never two chips', () => {
    expect(answer([a, b])).toMatch(
      /^2 of 2 devices with the same chip are cheaper than NVIDIA H800\. The lowest of them is NVIDIA H20 \(a\): 47\.6 % less \(95 %/,
    );
    expect(answer([a, b], 'zh')).toMatch(
      /^同一款芯片的 2 个设备中有 2 个的成本低于 NVIDIA H800。这 2 个中成本最低的是 NVIDIA H20 \(a\)：成本低 47\.6%（/,
    );
    expect(above([a, b]).join(' ')).not.toContain('depends');
  });

  test('with two verdicts says how many of its devices have which', () => {
    const differ = [a, { ...b, verdict: 'not separable' }] as const;
    expect(answer(differ)).toMatch(
      /^1 of 2 devices with the same chip is cheaper than NVIDIA H800\. It is NVIDIA H20 \(a\): /,
    );
    expect(above(differ)).toContain(
      'The verdict on NVIDIA H20 depends on the device: 1 is cheaper and 1 is not separable.',
    );
    expect(answer(differ, 'zh')).toMatch(
      /^同一款芯片的 2 个设备中有 1 个的成本低于 NVIDIA H800。这一个是 NVIDIA H20 \(a\)：/,
    );
    expect(above(differ, 'zh')).toContain('NVIDIA H20 的结论因设备而异：1 个更便宜，1 个无法区分。');
  });

  test('is not joined to another chip that has a verdict of its own', () => {
    const three = [a, b, { machine: 'c', chip: 'ACME One', verdict: 'dearer' }] as const;
    expect(answer(three)).toMatch(/^2 of 3 devices with 2 kinds of chip are cheaper than NVIDIA H800\. /);
    expect(answer(three, 'zh')).toMatch(/^2 款芯片的 3 个设备中有 2 个的成本低于 NVIDIA H800。/);
    expect(above(three).join(' ')).not.toContain('depends');
  });
});

describe('a chip without a verdict', () => {
  const two = [a, { ...b, chip: 'ACME One' }] as const;

  test.each(['no interval', null] as const)('(%s) is in the count beside those that are cheaper', verdict => {
    const three = [...two, { machine: 'c', chip: 'ACME Two', verdict }];
    expect(answer(three)).toMatch(
      /^2 of 3 chips are cheaper than NVIDIA H800; 1 has no verdict\. The lowest of them is /,
    );
    expect(answer(three, 'zh')).toMatch(/^3 款芯片中有 2 款的成本低于 NVIDIA H800，1 款未作判定。/);
  });

  test('is in the count beside a single chip, and beside none that is cheaper', () => {
    const open = { machine: 'c', chip: 'ACME Two', verdict: 'no interval' } as const;
    expect(answer([a, open])).toMatch(
      /^1 of 2 chips is cheaper than NVIDIA H800; 1 has no verdict\. It is NVIDIA H20: /,
    );
    const dearer = [{ ...a, verdict: 'dearer' }, open] as const;
    expect(answer(dearer)).toMatch(
      /^None of 2 chips is shown to be cheaper than NVIDIA H800: 1 is dearer and 1 has no verdict\. The lowest cost with a verdict is that of NVIDIA H20: /,
    );
    expect(answer(dearer, 'zh')).toMatch(
      /^2 款芯片中，没有一款能确认比 NVIDIA H800 便宜：1 款更贵，1 款未作判定。有判定的芯片中成本最低的是 NVIDIA H20：/,
    );
  });

  test('is a device where its chip has a verdict on another machine', () => {
    const devices = [a, { ...b, verdict: 'no interval' }] as const;
    expect(answer(devices)).toMatch(
      /^1 of 2 devices with the same chip is cheaper than NVIDIA H800; 1 has no verdict\. It is /,
    );
  });

  test('stands alone in the answer where no other has one', () => {
    const open = two.map(device => ({ ...device, verdict: 'no interval' as const }));
    expect(answer(open)).toMatch(
      /^None of 2 chips has a verdict beside NVIDIA H800: a speed lacks an interval\. The lowest known cost is that of NVIDIA H20: 47\.6 % less/,
    );
    expect(answer(open, 'zh')).toMatch(
      /^2 款芯片与 NVIDIA H800 相比均未作判定：速度缺少置信区间。已知成本最低的是 NVIDIA H20：成本低 47\.6%/,
    );
    const priceless = [...open.slice(0, 1), { ...b, chip: 'ACME One', verdict: null }];
    expect(answer(priceless)).toMatch(
      /^None of 2 chips has a verdict beside NVIDIA H800: the cost of 1 is known, and a speed lacks an interval\. /,
    );
    expect(answer(priceless, 'zh')).toMatch(/相比均未作判定：仅 1 个有已知成本，且速度缺少置信区间。/);
    expect(answer(open.slice(0, 1))).toMatch(
      /^NVIDIA H20 beside NVIDIA H800: .* No verdict: a speed lacks an interval\.$/,
    );
  });

  test('because its proof does not hold is in the count', () => {
    const made = withDevices([...two, { machine: 'c', chip: 'ACME Two', verdict: null }]);
    const rows = made.rows.map((row): ReportRow => (row.machine === 'c' ? { ...row, status: 'unproven' } : row));
    const unproven = { ...made, rows };
    expect(answerText(answerOf(unproven), unproven, 'en')).toMatch(/^2 of 3 chips are .*; 1 has no verdict\. /);
  });

  test('that is a processor, or the reference itself, is no candidate', () => {
    const made = withDevices([a, { machine: 'c', chip: 'AMD EPYC', verdict: null }]);
    const rows = made.rows.map(row =>
      row.machine === 'c' ? { ...row, chip: null, target: 'cpu', ran: { ...row.ran, provider: 'cpu' } } : row,
    );
    expect(answerText(answerOf({ ...made, rows }), made, 'en')).toMatch(/^NVIDIA H20 is cheaper than NVIDIA H800: /);
  });
});
