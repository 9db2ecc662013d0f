/** What rows are told apart by when a reference is set beside them. Pure. */
import * as z from 'zod';
import type { Pool } from '../rows/pool.ts';
import { sameSoftware, softwareOf, softwareSchema } from '../rows/software.ts';
import { isRaced } from './standing.ts';

/** Rows by one software, of runs that raced its strategies or of such that did not. */
export const sideSchema = z.strictObject({ ...softwareSchema.shape, raced: z.boolean() });

export type Side = Readonly<z.infer<typeof sideSchema>>;

export const sideOf = (pool: Pool): Side => ({ ...softwareOf(pool), raced: isRaced(pool.race) });

export const sameSide = (a: Side, b: Side): boolean => sameSoftware(a, b) && a.raced === b.raced;
