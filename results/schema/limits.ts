/** What a process may use of its machine: CPUs, a quota of their time, memory. The part of a record's machine. */
import * as z from 'zod';
import { noteFields } from './note.ts';

const unlimited = z.strictObject({ status: z.literal('unlimited') });
const unknown = z.strictObject({ status: z.literal('unknown'), ...noteFields });

/** `cores`: quotaUs ÷ periodUs. `file`: the control group's file that sets it, the tightest of those that do. */
export const cpuQuotaSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('limited'),
    cores: z.number().positive(),
    quotaUs: z.number().positive(),
    periodUs: z.number().positive(),
    file: z.string(),
  }),
  unlimited,
  unknown,
]);

/** `file`: as of a quota; or what else told the limit. */
export const memoryLimitSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('limited'), bytes: z.number().nonnegative(), file: z.string() }),
  unlimited,
  unknown,
]);

export const limitsSchema = z.strictObject({
  /** CPUs of the affinity mask that are online. */
  cpus: z.int().positive(),
  /** Physical cores that these CPUs are on. */
  cores: z.int().positive(),
  cpuQuota: cpuQuotaSchema,
  memory: memoryLimitSchema,
});

export type CpuQuota = Readonly<z.infer<typeof cpuQuotaSchema>>;
export type MemoryLimit = Readonly<z.infer<typeof memoryLimitSchema>>;
export type Limits = Readonly<z.infer<typeof limitsSchema>>;

/** A machine's memory, and the limit on it; null: nobody looked. */
export type LimitedMemory = { readonly memoryBytes: number; readonly limits: Pick<Limits, 'memory'> | null };

/** Bytes a process may use: the machine's, or less where a limit says so. */
export function usableMemoryBytes({ memoryBytes, limits }: LimitedMemory): number {
  return limits?.memory.status === 'limited' ? Math.min(memoryBytes, limits.memory.bytes) : memoryBytes;
}
