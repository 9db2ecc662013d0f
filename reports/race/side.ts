/** What rows are told apart by when a reference is set beside them. Pure. */
import { z } from 'zod';
import type { Pool } from '../rows/pool.ts';
import { ranBy, ranSchema, sameRan } from '../rows/ran.ts';
import { isRaced } from './standing.ts';

/** Rows by one software, of runs that raced its strategies or of such that did not. */
export const sideSchema = z.strictObject({ ...ranSchema.shape, raced: z.boolean() });

export type Side = Readonly<z.infer<typeof sideSchema>>;

export const sideOf = (pool: Pool): Side => ({ ...ranBy(pool), raced: isRaced(pool.race) });

export const sameSide = (a: Side, b: Side): boolean => sameRan(a, b) && a.raced === b.raced;
