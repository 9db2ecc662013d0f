/** Every family that is read, and which of them a config is of. */
import { nearest, UsageError } from '../../usage-error.ts';
import type { Family } from '../family.ts';
import type { ConfigFields } from '../fields.ts';
import { BAILING } from './bailing.ts';
import { HYBRID } from './hybrid.ts';
import { LATENT } from './latent.ts';
import { LOCALS } from './local.ts';
import { MINIMAX } from './minimax.ts';
import { QWEN } from './qwen.ts';
import { SOFTMAX } from './softmax.ts';

export const FAMILIES: readonly Family[] = [
  ...LATENT,
  ...QWEN,
  ...LOCALS,
  ...MINIMAX,
  ...BAILING,
  ...SOFTMAX,
  ...HYBRID,
];

const OF_EXPERTS = /expert|moe/i;

/** By `architectures`, which tell apart what shares a `model_type`; else by `model_type`, of the text model first. */
export function familyOf(outer: ConfigFields, text: ConfigFields | null): Family {
  const architectures = [outer, text].flatMap(
    fields => fields?.texts('architectures', 'the class that computes it') ?? [],
  );
  const types = [text, outer].flatMap(fields => fields?.textOr('model_type', 'the class that computes it', null) ?? []);
  const byArchitecture = FAMILIES.find(family => architectures.some(name => family.architectures.includes(name)));
  if (byArchitecture !== undefined) return byArchitecture;
  const named = [...architectures, ...types].join(', ');
  for (const type of types) {
    const [first, second] = FAMILIES.filter(family => family.types.includes(type));
    if (first !== undefined && second !== undefined) {
      const classes = [first, second].flatMap(family => family.architectures);
      throw new UsageError(
        `${outer.where}: model_type ${type} is of several classes; add architectures, one of ${classes.join(', ')}`,
      );
    }
    if (first !== undefined) return first;
  }
  const hasExperts = [outer, text].some(fields => fields?.names().some(name => OF_EXPERTS.test(name)) ?? false);
  if (!hasExperts) throw noExperts(outer.where, named);
  throw unknownFamily(outer.where, [...architectures, ...types]);
}

export function noExperts(where: string, named: string): UsageError {
  return new UsageError(
    `${where}: ${named === '' ? 'a config' : named} has no experts; give the config.json of a mixture of experts`,
  );
}

function unknownFamily(where: string, names: readonly string[]): UsageError {
  if (names.length === 0)
    return new UsageError(`${where}: neither architectures nor model_type; add the one of its family`);
  const known = FAMILIES.flatMap(({ architectures, types }) => [...architectures, ...types]);
  const near = [...new Set(names.flatMap(name => nearest(name, known)))].slice(0, 3);
  const guess = near.length === 0 ? '' : `; near names: ${near.join(', ')}`;
  return new UsageError(
    `${where}: family ${names.join(', ')} is not known${guess}; docs/WORKLOADS.md lists all ${FAMILIES.length} that are`,
  );
}
