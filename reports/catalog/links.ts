/** What joins devices: collectives as they were timed, links by data sheet, and how much of a NIC is reached. */
import * as z from 'zod';
import { checkRows, positive, provenance } from './row.ts';

export const COLLECTIVES = ['all-reduce', 'all-gather', 'reduce-scatter', 'all-to-all'] as const;

/**
 * A collective inside one node by nccl-tests' convention: bytes ÷ time × 2(n−1)/n for an all-reduce, × (n−1)/n for the others
 * is the bus bandwidth, which no longer depends on n. `alphaSeconds`: the time of 8 KiB and less. `asymptotic…`: the slope
 * above the largest row. `straightLineWorstRatio`: how much longer than α + bytes/β it took at worst, 64 KiB to 256 MiB.
 */
export const collectiveRowSchema = z
  .strictObject({
    chip: z.string(),
    devices: z.int().min(2),
    collective: z.enum(COLLECTIVES),
    alphaSeconds: positive,
    rows: z.array(z.strictObject({ bytes: positive, busBytesPerSecond: positive })).min(1),
    asymptoticBusBytesPerSecond: positive,
    straightLineWorstRatio: positive.nullable(),
    ...provenance,
    notes: z.string(),
  })
  .refine(
    ({ rows }) => rows.every(({ bytes }, i) => bytes > (rows[i - 1]?.bytes ?? 0)),
    'rows rise by their size in bytes',
  );

/** One direction each. `mesh`: a group of n of the d devices has only (n−1)/(d−1) of the bandwidth. null: in no source. */
export const chipLinkSchema = z.strictObject({
  chip: z.string(),
  scaleUpBytesPerSecond: positive,
  shape: z.enum(['switch', 'mesh']),
  scaleUpDevices: z.int().min(2).nullable(),
  scaleOutBytesPerSecond: positive.nullable(),
  ...provenance,
  notes: z.string(),
});

/** The share of a NIC's data sheet that traffic of `bytes` a device was seen to reach. */
const reachedOfNicSchema = z.strictObject({
  collective: z.enum(['all-reduce', 'all-to-all', 'send']),
  bytes: positive,
  fraction: z.number().positive().max(1),
  of: z.string().min(1),
  ...provenance,
});

const scaleOutSchema = z.strictObject({
  latency: z.strictObject({ seconds: positive, of: z.string().min(1), ...provenance }),
  reached: z.array(reachedOfNicSchema).min(1),
});

export type Collective = (typeof COLLECTIVES)[number];
export type CollectiveRow = Readonly<z.infer<typeof collectiveRowSchema>>;
export type ChipLink = Readonly<z.infer<typeof chipLinkSchema>>;
export type ScaleOut = Readonly<z.infer<typeof scaleOutSchema>>;
export type Links = {
  readonly collectives: readonly CollectiveRow[];
  readonly chips: readonly ChipLink[];
  readonly scaleOut: ScaleOut;
};

/** What links.json holds, checked. Throws when a row is wrong, naming it. */
export function parseLinks(content: unknown): Links {
  const { collectives, chips, scaleOut } = z
    .strictObject({ collectives: z.unknown(), chips: z.unknown(), scaleOut: z.unknown() })
    .parse(content);
  return {
    collectives: checkRows('links.json collectives', collectiveRowSchema, collectives),
    chips: checkRows('links.json chips', chipLinkSchema, chips),
    scaleOut: scaleOutSchema.parse(scaleOut),
  };
}
