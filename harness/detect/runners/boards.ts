/** Which of the machine's boards a runner's device is, so that its sensors and its memory are the right ones. Pure. */

import type { Target } from '../../../results/record.ts';
import { type Note, note } from '../../../results/schema/note.ts';
import type { Device } from '../../vendors/device.ts';
import { acceleratorDevice } from '../adapter.ts';
import { type VisibleBoard, visibleBoards } from '../visible.ts';
import type { AnsweredDevice } from './answer.ts';

type Variable = (name: string) => string | undefined;

/** By which variables a user shows a runtime some boards only, which numbers them anew. Those of a row are read in this order. */
const VISIBLE_BY: Readonly<Record<string, readonly string[]>> = {
  nvidia: ['CUDA_VISIBLE_DEVICES'],
  'alibaba-thead': ['CUDA_VISIBLE_DEVICES'],
  metax: ['CUDA_VISIBLE_DEVICES'],
  iluvatar: ['CUDA_VISIBLE_DEVICES'],
  // ROCR's list is applied first, and HIP's to what is left of it; HIP takes CUDA's for its own.
  amd: ['HIP_VISIBLE_DEVICES', 'CUDA_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES'],
  hygon: ['HIP_VISIBLE_DEVICES', 'CUDA_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES'],
  huawei: ['ASCEND_RT_VISIBLE_DEVICES'],
  'moore-threads': ['MUSA_VISIBLE_DEVICES'],
  cambricon: ['MLU_VISIBLE_DEVICES'],
  intel: ['ZE_AFFINITY_MASK'],
  kunlunxin: ['XPU_VISIBLE_DEVICES'],
};

/** A runtime keeps a few per cent of a board's memory for itself; one that has less than this of it has a part of the board. */
const WHOLE = 0.75;

/** The device of a target: the board, where it can be told; else the runner's own words with the reason. */
export function boardOf(device: AnsweredDevice, accelerators: readonly Device[], variable: Variable): Target['device'] {
  const byUuid = accelerators.filter(({ uuid }) => sameUuid(uuid, device.uuid));
  const [found] = byUuid;
  if (found !== undefined && byUuid.length === 1) {
    if (device.vendor !== null && device.vendor !== found.vendor) return unknown(device, vendorsDiffer(device, found));
    return board(device, { device: found, boardUnknown: null });
  }
  if (device.vendor === 'nvidia' && isOfNone(device, accelerators))
    return unknown(device, notFound(device, accelerators));
  const vendor = device.vendor ?? vendorByName(device.name, accelerators);
  if (vendor === null) return unknown(device, note('vendor-unknown', { name: device.name }));
  const boards = accelerators.filter(board => board.vendor === vendor);
  const lists = (VISIBLE_BY[vendor] ?? []).flatMap(name => {
    const list = variable(name);
    return list === undefined ? [] : [{ name, list }];
  });
  const [list, other] = lists;
  if (other !== undefined) {
    return unknown({ ...device, vendor }, note('lists-of-boards', { first: list?.name ?? '', other: other.name }));
  }
  if (boards.length === 0) {
    // No tool of the vendor answers. Without a list the runtime's number is the board's.
    if (list === undefined) return bare({ ...device, vendor });
    return unknown({ ...device, vendor }, note('board-not-listed', { variable: list.name, vendor }));
  }
  const visible = visibleBoards(list?.list, boards)[device.index];
  if (visible === undefined) {
    return unknown({ ...device, vendor }, notFound(device, boards));
  }
  return board(device, visible);
}

/** The vendor that a tool here knows a device of this very name by, where there is but one such. */
function vendorByName(name: string, accelerators: readonly Device[]): string | null {
  const vendors = new Set(accelerators.filter(board => board.name === name).map(board => board.vendor));
  const [vendor] = vendors;
  return vendor !== undefined && vendors.size === 1 ? vendor : null;
}

/** Whether NVIDIA's tools list every board by its UUID, and this one has another. Slices have UUIDs of their own. */
function isOfNone({ uuid }: AnsweredDevice, accelerators: readonly Device[]): boolean {
  const boards = accelerators.filter(({ vendor }) => vendor === 'nvidia');
  return (
    uuid !== undefined &&
    boards.length > 0 &&
    boards.every(board => board.uuid !== null && board.partitioned !== true && !sameUuid(board.uuid, uuid))
  );
}

const notFound = ({ id }: AnsweredDevice, boards: readonly Device[]): Note =>
  note('board-not-found', { device: id, boards: boards.length });

/** NVIDIA's tools write `GPU-` before what torch gives bare. */
function sameUuid(listed: string | null, answered: string | undefined): boolean {
  if (listed === null || answered === undefined) return false;
  const bareUuid = (uuid: string) => uuid.toLowerCase().replace(/^gpu-/, '');
  return bareUuid(listed) === bareUuid(answered);
}

function board(seen: AnsweredDevice, { device, boardUnknown }: VisibleBoard): Target['device'] {
  const partitioned = device.partitioned === true || hasPartOf(seen, device) ? true : device.partitioned;
  return acceleratorDevice({ device: { ...device, partitioned }, boardUnknown });
}

function hasPartOf({ memoryBytes }: AnsweredDevice, device: Device): boolean {
  return memoryBytes !== null && device.memoryBytes.available && memoryBytes < WHOLE * device.memoryBytes.value;
}

function bare({ vendor, name, index, uuid }: AnsweredDevice): Target['device'] {
  return { vendor, name, index, partitioned: null, ...(uuid === undefined ? {} : { uuid }) };
}

function unknown({ vendor, name, index }: AnsweredDevice, boardUnknown: Note): Target['device'] {
  return { vendor, name, index, partitioned: null, boardUnknown };
}

const vendorsDiffer = ({ vendor }: AnsweredDevice, listed: Device): Note =>
  note('vendors-differ', { runner: vendor ?? '', tool: listed.vendor, name: listed.name });
