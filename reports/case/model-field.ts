/** The model of a case as it is written: the name of a listed one, or what is known of another. */
import * as z from 'zod';
import { lineSchema } from '../catalog/line.ts';
import { POSITIVE } from '../money/sampling/spread.ts';

const count = z.number().refine(POSITIVE.holds, `give ${POSITIVE.says}`);

/** `activeParameters`: those a token goes through, which an MFU and a peak are counted by. `totalParameters`: for a projection. */
const describedSchema = z
  .strictObject({
    name: lineSchema.optional(),
    activeParameters: count.optional(),
    totalParameters: count.optional(),
  })
  .refine(model => Object.values(model).some(value => value !== undefined), {
    error: 'give a name, activeParameters or both',
  })
  .refine(({ activeParameters: active, totalParameters: total }) => !((active ?? 0) > (total ?? Infinity)), {
    error: 'activeParameters are more than totalParameters; put them the other way round',
  });

export const modelFieldSchema = z.union([z.string(), describedSchema]);

export type ModelField = z.infer<typeof modelFieldSchema>;
export type DescribedModel = z.infer<typeof describedSchema>;
