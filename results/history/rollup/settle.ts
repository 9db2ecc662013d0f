/** What all files together decide: which copy of a run counts, in what order the runs of a machine were made, and who made the roll-up. */
import * as z from 'zod';
import { groupedBy } from '../../grouped.ts';
import { inOrder } from '../order.ts';
import { distinctCopies } from '../runs.ts';
import { openAppender } from './append.ts';
import {
  columnsOf,
  FILES,
  MADE_BY,
  OBSERVATIONS,
  PLACES,
  RENTS,
  RUNS,
  type Table,
  type Value,
  valuesOf,
} from './tables.ts';
import { VIEWS } from './views.ts';
import type { Workshop } from './workshop.ts';

const runSchema = z.array(
  z
    .object({
      file: z.int(),
      path: z.string(),
      machine: z.string(),
      machine_id: z.string(),
      run_id: z.string(),
      started_ms: z.number(),
      previous_run_id: z.string().nullable(),
      previous_ms: z.number().nullable(),
      imported: z.boolean(),
      seal: z.string(),
      lines: z.int(),
    })
    .transform(
      ({ machine_id: machineId, run_id: runId, started_ms, previous_run_id: previous, previous_ms, ...row }) => ({
        ...row,
        machineId,
        runId,
        sealed: row.seal === 'sealed',
        startedAt: timeText(started_ms),
        ...(previous === null || previous_ms === null
          ? {}
          : { previousRun: { runId: previous, startedAt: timeText(previous_ms) } }),
      }),
    ),
);

const timeText = (ms: number): string => new Date(ms).toISOString();

const RUN_QUERY = `SELECT file, path, machine, machine_id, run_id, epoch_ms(started_at)::DOUBLE AS started_ms, previous_run_id,
  epoch_ms(previous_started_at)::DOUBLE AS previous_ms, imported, seal, lines FROM ${RUNS.name} JOIN ${FILES.name} USING (file) ORDER BY path`;

/** `isNew`: the views are not there yet. */
export async function settle(workshop: Workshop, isNew: boolean): Promise<void> {
  const { connection, maker } = workshop;
  const found = await connection.runAndReadAll(RUN_QUERY);
  const runs = distinctCopies(runSchema.parse(found.getRowObjectsJS()));
  const machines = groupedBy(runs, ({ machine }) => machine);
  const places = [...machines.values()].flatMap(ofMachine =>
    inOrder(ofMachine).map(({ file }, place) => ({ file, run_order: place })),
  );
  await replace(workshop, PLACES, places);
  await replace(workshop, RENTS, await rentRows(workshop));
  await replace(workshop, MADE_BY, [{ name: 'maker', value: maker }]);
  if (isNew) for (const { name, select } of VIEWS) await connection.run(`CREATE VIEW ${name} AS ${select}`);
}

const deviceSchema = z.array(z.object({ vendor: z.string().nullable(), device: z.string() }));

const DEVICE_QUERY = `SELECT DISTINCT vendor, device FROM ${OBSERVATIONS.name} WHERE is_whole_chip ORDER BY vendor, device`;

async function rentRows({ connection, rents }: Workshop) {
  const found = await connection.runAndReadAll(DEVICE_QUERY);
  return deviceSchema.parse(found.getRowObjectsJS()).flatMap(({ vendor, device }) => {
    const rent = rents.rentOf({ vendor, name: device });
    return rent === null ? [] : [{ vendor, device, ...rent }];
  });
}

async function replace(
  { duckDb, connection }: Workshop,
  table: Table,
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<void> {
  await connection.run(`DELETE FROM ${table.name}`);
  const appender = await openAppender(duckDb, connection, table);
  const columns = columnsOf(table);
  for (const row of rows) appender.append(valuesOf(columns, row));
  appender.close();
}
