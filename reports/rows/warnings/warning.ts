/** A warning of a row: its code, and the values that its sentence is made of. */
import * as z from 'zod';
import { factBody } from '../../fact.ts';
import { WARNING_CODES } from './codes.ts';

export const warningSchema = z.strictObject({ code: z.enum(WARNING_CODES), ...factBody });

export type Warning = Readonly<z.infer<typeof warningSchema>>;
