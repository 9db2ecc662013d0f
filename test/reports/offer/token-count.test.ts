import { expect, test } from 'vitest';
import { tokenCount } from '../../../reports/offer/token-count.ts';
import { refusal } from '../../refusal.ts';

test.each([
  ['1e12', 1e12],
  ['1E+12', 1e12],
  ['9T', 9e12],
  ['9t', 9e12],
  ['500B', 5e11],
  ['9.3 trillion', 9.3e12],
  ['14.8T tokens', 14.8e12],
  ['1.5万亿', 1.5e12],
  ['3000亿', 3e11],
  ['100M', 1e8],
  ['10^12', 1e12],
  ['10¹²', 1e12],
  ['9 × 10^12', 9e12],
  ['9 × 10¹²', 9e12],
  ['1,000,000,000,000', 1e12],
  ['１Ｔ', 1e12],
  ['1,5T', 1.5e12],
  ['1000', 1000],
])('%s tokens are %d', (text, count) => {
  expect(tokenCount(text)).toBe(count);
});

test.each(['', '0', '-1e12', 'T', '1e999', '1.2.3T', '9 bananas', 'NaN', 'Infinity'])("'%s' is no count", text => {
  expect(refusal(() => tokenCount(text))).toBe(
    `--tokens is '${text}'; give how many the model is trained on, as 1e12, 500B or 9T`,
  );
});
