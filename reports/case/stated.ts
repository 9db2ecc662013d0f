/** What a number of a case may say about itself: who stated it, and when. */
import { dateSchema } from '../catalog/date.ts';
import { lineSchema } from '../catalog/line.ts';

export const day = dateSchema(2026);
export const provenance = { source: lineSchema.optional(), date: day.optional() };
