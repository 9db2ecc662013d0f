/** How long a collective takes: a size-dependent α-β model over the rows of links.json (docs/COST.md). Pure. */
import { median } from '../../results/statistics.ts';
import { COLLECTIVES, type Collective, type CollectiveRow, type Links, type ScaleOut } from '../catalog/links.ts';
import { type Coded, fact } from '../fact.ts';
import { type Absent, absent } from '../figure.ts';
import type { PlanReason } from './codes.ts';

/** Up to here a collective takes its α. */
const ALPHA_BYTES = 8192;

/** A curve of bus bandwidth over size. */
export type Curve = Pick<CollectiveRow, 'alphaSeconds' | 'rows' | 'asymptoticBusBytesPerSecond' | 'devices'> & {
  /** `measured`: of a record of ours; `published`: of the catalog; `assumed`: data sheet × what other chips reach of theirs. */
  readonly basis: 'measured' | 'published' | 'assumed';
};

/** What joins devices of one chip. */
export type Fabric = {
  readonly curves: Readonly<Record<Collective, Curve>>;
  readonly shape: 'switch' | 'mesh';
  readonly scaleUpDevices: number;
  /** null: in no source; then no group reaches beyond a node. */
  readonly scaleOutBytesPerSecond: number | null;
  readonly scaleOut: ScaleOut;
  readonly why: readonly Coded<PlanReason>[];
};

/** Devices that talk to each other, `perNode` of them in each node. */
export type Group = { readonly size: number; readonly perNode: number };

/** What replaces the catalog: measured collectives, and the sizes of the buyer's cluster. */
export type Site = {
  readonly measured?: readonly CollectiveRow[];
  readonly scaleUpBytesPerSecond?: number;
  readonly scaleUpDevices?: number;
  readonly scaleOutBytesPerSecond?: number;
};

/** The fabric of a chip, or why there is none. */
export function fabricOf(chip: string, links: Links, site: Site = {}): Fabric | Absent {
  const link = links.chips.find(row => row.chip === chip);
  const scaleUpBytesPerSecond = site.scaleUpBytesPerSecond ?? link?.scaleUpBytesPerSecond;
  if (scaleUpBytesPerSecond === undefined) {
    return absent('no-link', { chip });
  }
  const scaleUpDevices = site.scaleUpDevices ?? link?.scaleUpDevices ?? null;
  if (scaleUpDevices === null) {
    return absent('no-scale-up-devices', { chip });
  }
  const curvesOfChip = (rows: readonly CollectiveRow[], basis: Curve['basis']) =>
    rows.filter(row => row.chip === chip).map(row => [row.collective, { ...row, basis }] as const);
  const curves = {
    ...assumedCurves(scaleUpBytesPerSecond, links),
    ...Object.fromEntries(curvesOfChip(links.collectives, 'published')),
    ...Object.fromEntries(curvesOfChip(site.measured ?? [], 'measured')),
  };
  const assumed = COLLECTIVES.filter(name => curves[name].basis === 'assumed');
  return {
    curves,
    shape: link?.shape ?? 'switch',
    scaleUpDevices,
    scaleOutBytesPerSecond: site.scaleOutBytesPerSecond ?? link?.scaleOutBytesPerSecond ?? null,
    scaleOut: links.scaleOut,
    why: [
      link === undefined
        ? fact('links-of-case', { chip })
        : fact('links-of-catalog', { chip, source: link.source, date: link.date, confidence: link.confidence }),
      ...(assumed.length === 0 ? [] : [fact('assumed-collectives', { chip, collectives: assumed })]),
    ],
  };
}

/**
 * The median share of the data sheet over chips with rows, size by size. An all-reduce is a reduce-scatter and an all-gather:
 * the rows of all-reduces are of switches that sum by themselves, which no other chip's need do.
 */
function assumedCurves(scaleUpBytesPerSecond: number, links: Links): Readonly<Record<Collective, Curve>> {
  const sheets = new Map(links.chips.map(row => [row.chip, row.scaleUpBytesPerSecond]));
  const curve = (collective: Collective): Curve => {
    const known = links.collectives.filter(row => row.collective === collective && sheets.has(row.chip));
    const sizes = known[0]?.rows.map(({ bytes }) => bytes) ?? [];
    const share = (of: (row: CollectiveRow) => number | undefined): number =>
      median(
        known.flatMap(row => {
          const bandwidth = of(row);
          return bandwidth === undefined ? [] : [bandwidth / (sheets.get(row.chip) ?? Number.NaN)];
        }),
      );
    return {
      alphaSeconds: median(known.map(row => row.alphaSeconds)),
      devices: median(known.map(row => row.devices)),
      rows: sizes.map(bytes => ({
        bytes,
        busBytesPerSecond:
          scaleUpBytesPerSecond * share(row => row.rows.find(size => size.bytes === bytes)?.busBytesPerSecond),
      })),
      asymptoticBusBytesPerSecond: scaleUpBytesPerSecond * share(row => row.asymptoticBusBytesPerSecond),
      basis: 'assumed',
    };
  };
  const [scatter, gather] = [curve('reduce-scatter'), curve('all-gather')];
  const both = (a: number, b: number): number => 2 / (1 / a + 1 / b);
  return {
    'all-reduce': {
      ...scatter,
      alphaSeconds: scatter.alphaSeconds + gather.alphaSeconds,
      rows: scatter.rows.map(({ bytes, busBytesPerSecond }, i) => ({
        bytes,
        busBytesPerSecond: both(busBytesPerSecond, gather.rows[i]?.busBytesPerSecond ?? busBytesPerSecond),
      })),
      asymptoticBusBytesPerSecond: both(scatter.asymptoticBusBytesPerSecond, gather.asymptoticBusBytesPerSecond),
    },
    'reduce-scatter': scatter,
    'all-gather': gather,
    'all-to-all': curve('all-to-all'),
  };
}

/** Bytes on the wire of each device ÷ bytes of the collective (nccl-tests, PERFORMANCE.md). */
export function busFactor(collective: Collective, devices: number): number {
  return ((collective === 'all-reduce' ? 2 : 1) * (devices - 1)) / devices;
}

/**
 * Bus bandwidth at a size: straight between rows on logarithms of both, from that of 8 KiB at its α; above the last row the
 * time grows by the asymptotic slope. Straight in both logarithms, time never falls where the rows' times do not.
 */
export function busBytesPerSecond(collective: Collective, curve: Curve, bytes: number): number {
  const first = {
    bytes: ALPHA_BYTES,
    busBytesPerSecond: (busFactor(collective, curve.devices) * ALPHA_BYTES) / curve.alphaSeconds,
  };
  const points = [first, ...curve.rows];
  const above = points.findIndex(point => point.bytes >= bytes);
  if (above === -1) {
    const last = points.at(-1) ?? first;
    return bytes / (last.bytes / last.busBytesPerSecond + (bytes - last.bytes) / curve.asymptoticBusBytesPerSecond);
  }
  const [to, from] = [points[above] ?? first, points[above - 1] ?? first];
  return between(from.bytes, from.busBytesPerSecond, to.bytes, to.busBytesPerSecond, bytes);
}

/** Seconds of a collective of `bytes` (each device's whole buffer) over a group. */
export function collectiveSeconds(fabric: Fabric, collective: Collective, bytes: number, group: Group): number {
  if (group.size <= 1 || bytes === 0) return 0;
  const perNode = Math.min(group.size, group.perNode);
  if (perNode === group.size) return inNode(fabric, collective, bytes, perNode);
  const nodes = Math.ceil(group.size / perNode);
  if (collective === 'all-to-all') {
    // Both ways at once: what stays in the node goes over its links, the rest over the NICs.
    const inside = inNode(fabric, collective, (bytes * perNode) / group.size, perNode);
    return Math.max(inside, overNics(fabric, 'all-to-all', (bytes * (group.size - perNode)) / group.size, nodes, 1));
  }
  // Within each node, and each device with its like in the other nodes on its share: chunk by chunk, so the slower level sets
  // the time. Ring factors on both levels.
  const over = overNics(fabric, 'all-reduce', bytes / perNode, nodes, busFactor(collective, nodes));
  return Math.max(inNode(fabric, collective, bytes, perNode), over);
}

/** Seconds to hand `bytes` to one other device. */
export function sendSeconds(fabric: Fabric, bytes: number, sameNode: boolean): number {
  if (!sameNode) return overNics(fabric, 'send', bytes, 2, 1);
  // Between two devices an all-gather of 2 × bytes puts just these bytes on the wire, once.
  return inNode(fabric, 'all-gather', 2 * bytes, 2);
}

function inNode(fabric: Fabric, collective: Collective, bytes: number, devices: number): number {
  if (devices <= 1 || bytes === 0) return 0;
  const curve = fabric.curves[collective];
  const part = fabric.shape === 'mesh' ? Math.min(1, (devices - 1) / (fabric.scaleUpDevices - 1)) : 1;
  const seconds = (busFactor(collective, devices) * bytes) / (part * busBytesPerSecond(collective, curve, bytes));
  return Math.max(curve.alphaSeconds, seconds);
}

/** Latency down a tree of the nodes, and the bytes at the share of the NIC that so many reach. */
function overNics(
  { scaleOut, scaleOutBytesPerSecond }: Fabric,
  kind: ScaleOut['reached'][number]['collective'],
  bytes: number,
  nodes: number,
  factor: number,
): number {
  if (scaleOutBytesPerSecond === null) return Number.POSITIVE_INFINITY;
  const latency = Math.ceil(Math.log2(nodes)) * scaleOut.latency.seconds;
  return latency + (factor * bytes) / (scaleOutBytesPerSecond * reachedOfNic(scaleOut, kind, bytes));
}

/** Straight on logarithms between rows, and that of the nearest row beyond them. */
function reachedOfNic({ reached }: ScaleOut, kind: ScaleOut['reached'][number]['collective'], bytes: number): number {
  const rows = reached.filter(({ collective }) => collective === kind).toSorted((a, b) => a.bytes - b.bytes);
  const [least, greatest] = [rows[0], rows.at(-1)];
  if (least === undefined || greatest === undefined) throw new Error(`links.json: no share of a NIC for ${kind}`);
  if (bytes <= least.bytes) return least.fraction;
  const above = rows.findIndex(row => row.bytes >= bytes);
  const [to, from] = [rows[above], rows[above - 1]];
  return to === undefined || from === undefined
    ? greatest.fraction
    : between(from.bytes, from.fraction, to.bytes, to.fraction, bytes);
}

/** y at x on the straight line through two points on logarithms of both. */
function between(x0: number, y0: number, x1: number, y1: number, x: number): number {
  if (x0 >= x1) return y1;
  const at = Math.max(0, Math.log(x / x0) / Math.log(x1 / x0));
  return y0 * (y1 / y0) ** at;
}
