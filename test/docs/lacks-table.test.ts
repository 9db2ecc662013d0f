/** docs/COST.md explains every reason why a speed has no interval, and states the figures of pooled speeds as the program has them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { threeDigits } from '../../reports/format.ts';
import { FEWEST_SAMPLES, SPEED_LACKS } from '../../reports/money/lacks.ts';
import { LEAST_LOG_SIGMA } from '../../reports/money/run-spread.ts';
import { SETTINGS } from '../../reports/projection/mixed-model.ts';
import { absenceText } from '../../reports/words/absence-text.ts';
import { compared, rowOf } from '../reports/case/compared.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/COST.md'), 'utf8').replaceAll('\n', ' ');

test('every lack has a row of the table under Verdict', () => {
  const [, table = ''] = /\| `lacks` \| where \| give \|(.*?)\|\s{2}/s.exec(text) ?? [];
  for (const code of SPEED_LACKS) expect(table).toContain(`\`${code}\``);
});

test('the least spread, the fewest samples and the learned spreads are as the page says', () => {
  expect(text).toContain(`is below ${threeDigits(LEAST_LOG_SIGMA)} |`);
  expect(text).toContain(`fewer than ${FEWEST_SAMPLES.toLocaleString('en-US')} \`samples\``);
  const { run, effects } = SETTINGS.scales;
  expect(text).toContain(
    `the publication (${effects.publication.toFixed(2)}), plus what a run has of its own (${run.toFixed(2)})`,
  );
  expect(text).toContain(
    `a factor of ${Math.exp(Math.hypot(3.182446 * run, 1.959964 * effects.publication)).toFixed(2)} either way`,
  );
});

test('the pooled speeds of DeepSeek-V3 are as the page says', () => {
  const speed = (chip: string, published: string) => {
    const row = rowOf(
      compared({
        model: 'deepseek-v3',
        tokens: 1e12,
        currency: 'USD',
        dtype: 'float8',
        reference: chip,
        candidates: [{ chip, price: { perHour: 1 }, speed: { published } }],
      }),
      chip,
    ).tokensPerSecondPerDevice;
    if (!row.available) throw new Error(absenceText(row));
    return `${threeDigits(row.point)} (${threeDigits(row.low)} to ${threeDigits(row.high)})`;
  };
  expect(text).toContain(`tokens/s make ${speed('nvidia-h100', 'deepseek-v3-on-h100-fp8-megatron-bridge')}`);
  expect(text).toContain(`918 and 3,328 make ${speed('nvidia-b200', 'deepseek-v3-on-b200-fp8-megatron-bridge')}`);
});
