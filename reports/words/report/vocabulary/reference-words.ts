/** Words for the reference beside a row: what its speed is, and on what a comparison with it stands. */
import type { Basis } from '../../../figure.ts';
import type { InEvery } from '../../language.ts';

/** `device` null: several. */
type Ground = (device: string | null, reference: string, sibling: string) => string;

type ReferenceWords = {
  /** `sibling` null: it has no name here. */
  readonly basis: Readonly<Record<Basis, (sibling: string | null) => string>>;
  readonly named: (reference: string, basis: string) => string;
  readonly ground: Readonly<Record<Basis, Ground>>;
  /** The sibling is the very chip that is compared. */
  readonly copy: (reference: string, chip: string) => string;
  readonly copyAfter: (reference: string, chip: string) => string;
};

const ofDevices = (device: string | null): string =>
  device === null ? 'the measured speeds of these devices' : `the measured speed of ${device}`;

const devices = (device: string | null): string => (device === null ? '这些设备' : `${device} `);

export const REFERENCE_WORDS: InEvery<ReferenceWords> = {
  en: {
    basis: {
      measured: () => 'measured',
      sibling: sibling => `speed scaled from ${sibling ?? 'a chip of its family'}`,
      projected: () => 'projected speed',
    },
    named: (reference, basis) => `${reference} (${basis})`,
    ground: {
      measured: device =>
        device === null
          ? 'Their speeds and those of the reference were measured.'
          : 'Both speeds were measured, by the same program.',
      sibling: (device, reference, sibling) =>
        `This stands on ${ofDevices(device)}, and on a speed of ${reference} that is scaled from the measured ${sibling}, a chip of the same design (its sibling). The interval holds the error of that; no ${reference} was measured on this work by this software under the same conditions with a proof that holds.`,
      projected: (device, reference) =>
        `This stands on ${ofDevices(device)}, and on a speed of ${reference} that is projected from its data sheet and published runs: no ${reference} was measured on this work by this software under the same conditions with a proof that holds.`,
    },
    copy: (reference, chip) =>
      `This compares ${chip} with a scaled copy of itself: no ${reference} was measured on this work by this software under the same conditions with a proof that holds, so its speed is the measured one of ${chip} (its sibling, a chip of the same design), scaled by the data sheets of both. It says what rents and data sheets make of that speed, not how ${reference} runs.`,
    copyAfter: (reference, chip) =>
      ` Where the speed of ${reference} is scaled from ${chip}, this compares ${chip} with a scaled copy of itself.`,
  },
  zh: {
    basis: {
      measured: () => '实测',
      sibling: sibling => `由${sibling === null ? '同系芯片' : ` ${sibling} `}换算的速度`,
      projected: () => '推算的速度',
    },
    named: (reference, basis) => `${reference}（${basis}）`,
    ground: {
      measured: device => (device === null ? '所列设备与参考芯片的速度均为实测。' : '双方速度均由同一程序实测。'),
      sibling: (device, reference, sibling) =>
        `依据：${devices(device)}的实测速度，以及由实测的 ${sibling}（设计相同的同系芯片）换算的 ${reference} 速度，换算误差已计入区间。在该工作负载上，没有同一软件、同等条件下通过验证的 ${reference} 实测。`,
      projected: (device, reference) =>
        `依据：${devices(device)}的实测速度，以及由数据手册和公开训练结果推算的 ${reference} 速度。在该工作负载上，没有同一软件、同等条件下通过验证的 ${reference} 实测。`,
    },
    copy: (reference, chip) =>
      `这是 ${chip} 与其自身换算值的对比：在该工作负载上，没有同一软件、同等条件下通过验证的 ${reference} 实测，其速度由 ${chip}（设计相同的同系芯片）的实测速度按两者的数据手册换算。该结论只反映租金和数据手册之差，不反映 ${reference} 的实际运行速度。`,
    copyAfter: (reference, chip) => `凡 ${reference} 的速度由 ${chip} 换算之处，均为 ${chip} 与其自身换算值的对比。`,
  },
};
