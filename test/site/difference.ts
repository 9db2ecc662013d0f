/** Two pictures of a page: how many pixels an eye tells apart. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import pixelmatch from 'pixelmatch';

/** Of the distance from black to white (HyAB in OKLab), as pixelmatch has it. Smoothed edges of letters do not count. */
const COLOUR_THRESHOLD = 0.1;
/** Of a band. A word of another text at half size is some 100 pixels of 320,000. */
const MOST_DIFFERENT = 1 / 10_000;

export type Difference = {
  /** Of the band that differs most. */
  readonly pixels: number;
  readonly allowed: number;
  /** What differs, in red over the golden. */
  readonly picture: Buffer;
};

/** Judged in bands of `bandPx` rows, so that a small part of a long page is found as in a short one. Pictures of two sizes differ everywhere. */
export async function differenceOf(golden: Buffer, now: Buffer, bandPx: number): Promise<Difference> {
  const [before, after] = [await pixelsOf(golden), await pixelsOf(now)];
  const { width, height } = before;
  const allowed = Math.floor(width * bandPx * MOST_DIFFERENT);
  if (after.width !== width || after.height !== height) return { pixels: width * height, allowed, picture: now };
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const shown = context.createImageData(width, height);
  const bands = Array.from({ length: Math.ceil(height / bandPx) }, (_, band) => {
    const [from, to] = [band * bandPx, Math.min(height, (band + 1) * bandPx)];
    const [old, fresh, red] = [before, after, shown].map(({ data }) => data.subarray(4 * width * from, 4 * width * to));
    if (old === undefined || fresh === undefined) throw new Error('two pictures are compared');
    return pixelmatch(old, fresh, red, width, to - from, { threshold: COLOUR_THRESHOLD });
  });
  const pixels = Math.max(...bands);
  context.putImageData(shown, 0, 0);
  return { pixels, allowed, picture: canvas.toBuffer('image/png') };
}

/** Twenty-four levels a channel: what is committed is smaller, and an eye hardly sees it. With fewer, greys have a tint. */
const LEVEL = 255 / 23;

export async function inFewColours(png: Buffer): Promise<Buffer> {
  const image = await pixelsOf(png);
  image.data.set(image.data.map(value => Math.round(Math.round(value / LEVEL) * LEVEL)));
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}

async function pixelsOf(png: Buffer) {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
