/**
 * Runs the one-node model on one provider, in a process of its own: a provider that crashes or hangs ends only this.
 * argv: job.json result.json. Nothing is printed; what the provider's libraries print on stderr is the parent's to read.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { InferenceSession as Session } from 'onnxruntime-node';
import { providerNamed } from '../providers.ts';
import { EXPECTED, INPUT, oneNodeModel, SHAPE } from './one-node-model.ts';
import { type ChildResult, jobSchema } from './provider-job.ts';

const [, , jobPath = '', resultPath = ''] = process.argv;

const job = jobSchema.parse(JSON.parse(readFileSync(jobPath, 'utf8')));
const provider = providerNamed(job.provider);
const result = await attempt();
// In one step, so that there is either a whole result or none.
writeFileSync(`${resultPath}.part`, JSON.stringify(result));
renameSync(`${resultPath}.part`, resultPath);

async function attempt(): Promise<ChildResult> {
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-node');
    const options: Session.SessionOptions = {
      executionProviders: [executionProvider()],
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
    };
    // Without this, a provider that takes no node would leave it to the CPU and look proven.
    if (provider.memory === 'device') options.extra = { session: { disable_cpu_ep_fallback: '1' } };
    const session = await InferenceSession.create(oneNodeModel(), options);
    const input = new Tensor('float32', Float32Array.from(INPUT), SHAPE);
    const { c } = await session.run({ a: input, b: input });
    const values = [...((await c?.getData()) ?? [])].map(Number);
    const exact = values.length === EXPECTED.length && values.every((value, index) => value === EXPECTED[index]);
    return exact ? { status: 'right' } : { status: 'wrong', message: `returned ${values.slice(0, 4).join(', ')}, …` };
  } catch (error) {
    return { status: 'refused', message: messageOf(error) };
  }
}

function executionProvider(): Session.ExecutionProviderConfig {
  const { id, takesDevice } = provider;
  if (!takesDevice) return id;
  const onDevice = { name: id, deviceId: job.deviceIndex };
  return onDevice;
}

/** An installed package lacks ONNX Runtime where its install script could not fetch CUDA's libraries: it is optional there. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const missing =
    'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes('onnxruntime-node');
  return missing ? 'the package onnxruntime-node is not installed' : error.message;
}
