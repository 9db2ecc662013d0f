/** Carries out a prepared run, with sensors and served runners started before it and ended after it. */
import { readRecords } from '../../results/store.ts';
import { lookAtHost } from '../quiet/host-look.ts';
import { runPlan } from '../run.ts';
import { meetInFolder } from '../timing/meeting.ts';
import type { FinishedRun } from './finished-run.ts';
import type { PreparedRun, SessionContext } from './prepared.ts';
import type { OpenMeter } from './surroundings.ts';

/** Whatever happens, what was measured is on disk, and sensors, runners and record are closed. */
export async function carryOut(
  prepared: PreparedRun,
  openMeter: OpenMeter,
  { report, interrupt, here }: SessionContext,
): Promise<FinishedRun> {
  const { context, writer } = prepared;
  const meter = await openMeter(interrupt);
  const servers = await here.startServers(context.targets, interrupt);
  try {
    const summary = await runPlan({
      ...prepared,
      executor: here.executor,
      readSensors: meter.read,
      lookAtHost: () => lookAtHost(here.world),
      samplerShare: meter.samplerShare,
      ...(meter.beforeCell === undefined ? {} : { beforeCell: meter.beforeCell }),
      meet: meetInFolder,
      serveOf: servers.socketOf,
      clock: here.clock,
      interrupt,
      onProgress: progress => report({ kind: 'progress', progress }),
    });
    const [record] = readRecords(writer.path).records;
    if (record === undefined) throw new Error(`${writer.path} cannot be read back`);
    return { ...summary, record };
  } finally {
    meter.stop();
    await servers.end();
    writer.close();
  }
}
