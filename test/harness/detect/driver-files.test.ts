import { expect, test } from 'vitest';
import { devicesByDriverFile } from '../../../harness/detect/driver-files.ts';
import { worldOf } from './world.ts';

async function names(files: Readonly<Record<string, string>>) {
  const devices = await devicesByDriverFile(worldOf({ files }));
  return devices.map(({ vendor, index, name }) => `${vendor} ${index} ${name}`);
}

test('device nodes are counted by number; control nodes are not devices', async () => {
  const files = {
    '/dev/davinci10': '',
    '/dev/davinci2': '',
    '/dev/davinci_manager': '',
    '/dev/alixpu_ctl': '',
    '/dev/alixpu_ppu0': '',
  };
  expect(await names(files)).toEqual(['huawei 2 Ascend NPU', 'huawei 10 Ascend NPU', 'alibaba-thead 0 T-Head PPU']);
});

test('sysfs tells maker and device; outputs of a card and a server’s own display chip are none', async () => {
  const files = {
    '/sys/class/drm/card0/device/vendor': '0x1a03\n',
    '/sys/class/drm/card1/device/vendor': '0x1002\n',
    '/sys/class/drm/card1/device/device': '0x74a1\n',
    '/sys/class/drm/card1/device/mem_info_vram_total': '206141652992\n',
    '/sys/class/drm/card1-DP-1/device/vendor': '0x1002\n',
    '/sys/class/drm/card10/device/vendor': '0x1002\n',
    '/sys/class/drm/card10/device/product_name': 'AMD Instinct MI300X\n',
    '/sys/class/drm/renderD128/device/vendor': '0x1002\n',
    '/sys/class/accel/accel0/device/vendor': '0x1da3\n',
    '/sys/class/accel/accel0/device/device': '0x1020\n',
  };
  expect(await names(files)).toEqual([
    'amd 0 AMD GPU 0x74a1',
    'amd 1 AMD Instinct MI300X',
    'intel 0 Intel Gaudi 0x1020',
  ]);
  const [card] = await devicesByDriverFile(worldOf({ files }));
  expect(card?.memoryBytes).toMatchObject({ available: true, value: 206141652992 });
});

test.each([
  ['SPX\n', false],
  ['DPX\n', true],
  ['CPX\n', true],
  [undefined, null],
])('amdgpu tells the mode a card is cut by: %j', async (mode, partitioned) => {
  const files = {
    '/sys/class/drm/card1/device/vendor': '0x1002\n',
    '/sys/class/drm/card1/device/device': '0x74a1\n',
    ...(mode === undefined ? {} : { '/sys/class/drm/card1/device/current_compute_partition': mode }),
  };
  expect(await devicesByDriverFile(worldOf({ files }))).toMatchObject([{ partitioned }]);
});

test('NVIDIA’s own files come before sysfs, so its cards are there once', async () => {
  const files = {
    '/proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA L40S\n',
    '/sys/class/drm/card0/device/vendor': '0x10de\n',
  };
  expect(await names(files)).toEqual(['nvidia 0 NVIDIA L40S']);
});
