/** A small suite as text, and the works it comes to. */
import { parseSuite } from '../../suites/suite.ts';
import { refusal } from '../refusal.ts';

export const TEXT = `name: small
rounds: 2
timing: { minWindowMs: 5, minSteps: 2, maxSteps: 9, maxWarmupMs: 5, timeoutMs: 1000 }
workloads:
  - model: mixtral-8x7b
    scale: { tokens: 64, hidden: 32, ffn: 48, experts: 8, topK: 2 }
    passes: [forward]
    routings: [balanced]
    dtypes: [float32]
`;

export const GIB = 2 ** 30;
export const refused = (text: string) => refusal(() => parseSuite(text, 'my.yaml'));
