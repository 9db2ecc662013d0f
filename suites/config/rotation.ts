/** Rotary positions: how much of a head is rotated, and with which base. */
import type { ConfigFields } from './fields.ts';

/** The base that classes of transformers take where a config names none. */
const DEFAULT_THETA = 10_000;

/** `mrope`: positions of images; those of text are plain. */
const PLAIN_TYPES: readonly string[] = ['default', 'mrope'];

export type Rotation = { readonly ropeDim: number; readonly ropeTheta: number };

/** The rotated part of a head of `headDim`: by `rotary_dim`, by a share, or `absentShare` of it. */
export function rotation(fields: ConfigFields, headDim: number, absentShare: number): Rotation {
  const nested = ropeParameters(fields);
  const dim = fields.countOr('rotary_dim', 'rotated part of a head', null);
  const share =
    fields.amountOr('partial_rotary_factor', 'rotated share of a head', null) ??
    nested?.amountOr('partial_rotary_factor', 'rotated share of a head', null) ??
    null;
  const ropeDim = dim ?? evenPart(headDim * (share ?? absentShare));
  if (ropeDim > headDim || ropeDim % 2 !== 0) {
    throw fields.refuse('rotary_dim', ropeDim, `give an even number of at most the ${headDim} of a head`);
  }
  return { ropeDim, ropeTheta: ropeBase(fields, nested) };
}

/** Base of the rotation. */
export function ropeBase(fields: ConfigFields, nested: ConfigFields | null = ropeParameters(fields)): number {
  const meaning = 'base of the rotation';
  const base = fields.amountOr('rope_theta', meaning, null) ?? nested?.amountOr('rope_theta', meaning, null) ?? null;
  if (base === null) fields.absent('rope_theta', DEFAULT_THETA, `${meaning}: the class default`);
  if (base !== null && !(base > 0)) throw fields.refuse('rope_theta', base, 'give a number above 0');
  return base ?? DEFAULT_THETA;
}

/** Whether positions are stretched for texts longer than those of pre-training, in words; null where they are not. */
export function stretchedPositions(fields: ConfigFields): string | null {
  for (const nested of [fields.object('rope_scaling'), ropeParameters(fields)]) {
    const type =
      nested?.textOr(['rope_type', 'type'], 'positions stretched for long texts, or not (default)', null) ?? null;
    const stretched = type === null ? (nested?.has('factor') ?? false) : !PLAIN_TYPES.includes(type);
    if (stretched) return `positions stretched for long texts (${type ?? 'by a factor'})`;
  }
  return null;
}

function ropeParameters(fields: ConfigFields): ConfigFields | null {
  return fields.object('rope_parameters');
}

/** A share of a head is cut down to an even width (MiMo: 0.334 of 192 is 64). */
const evenPart = (width: number): number => Math.floor(width / 2 + 1e-9) * 2;
