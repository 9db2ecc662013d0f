/** What counts as another picture: a small part of a long page as of a short one. */
import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

const BAND_PX = 500;

/** White, 100 px wide, with a black square. */
function picture(heightPx: number, square: { readonly y: number; readonly sidePx: number } | null): Buffer {
  const canvas = createCanvas(100, heightPx);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, 100, heightPx);
  context.fillStyle = '#000000';
  if (square !== null) context.fillRect(10, square.y, square.sidePx, square.sidePx);
  return canvas.toBuffer('image/png');
}

test.each([100, 480, 2900])('a square that is new at %i px counts against its band alone', async y => {
  const { pixels, allowed } = await differenceOf(picture(3000, null), picture(3000, { y, sidePx: 4 }), BAND_PX);
  // 100 × 500 ÷ 10,000; of the whole picture 30 were allowed.
  expect(allowed).toBe(5);
  expect(pixels).toBe(16);
});

test('squares in two bands are not added up', async () => {
  const { pixels } = await differenceOf(
    picture(1000, { y: 100, sidePx: 4 }),
    picture(1000, { y: 700, sidePx: 6 }),
    BAND_PX,
  );
  expect(pixels).toBe(36);
});

test('a longer page differs everywhere', async () => {
  const { pixels } = await differenceOf(picture(1000, null), picture(1001, null), BAND_PX);
  expect(pixels).toBe(100_000);
});
