/** Listings of every tool, and the devices that each gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parse } from '../../../harness/vendors/device.ts';
import { PROBES } from '../../../harness/vendors/probes.ts';

export const FIXTURES = join(import.meta.dirname, '../../fixtures/detect');

export function parserOf(tool: string): Parse {
  const probe = PROBES.find(row => row.tool === tool);
  if (!probe) throw new Error(`no probe runs ${tool}`);
  return probe.parse;
}

/** The fixture is named after its tool: `npu-smi.info-910c.txt`. */
export function parse(fixture: string) {
  const [tool = ''] = fixture.split('.');
  return parserOf(tool)(readFileSync(join(FIXTURES, fixture), 'utf8'));
}

export const LISTINGS: Readonly<Record<string, readonly string[]>> = {
  'nvidia-smi.csv.txt': [
    '0 nvidia "NVIDIA H800" 81000 MiB driver 550.12.01 …00',
    '1 nvidia "NVIDIA H800" 81000 MiB driver 550.12.01 …01 partitioned',
    '2 nvidia "NVIDIA GB10" driver 550.12.01 …02',
  ],
  'nvidia-smi.csv-looped.txt': ['0 nvidia "NVIDIA L4" 23000 MiB', '1 nvidia "NVIDIA L4" 23000 MiB'],
  'nvidia-smi.csv-ppu.txt': ['0 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.3.4 …00'],
  'nvidia-smi.list-mig.txt': [
    '0 nvidia "NVIDIA A100-SXM4-40GB" …10',
    '1 nvidia "NVIDIA A100-SXM4-40GB" …11 partitioned',
  ],
  'nvidia-smi.table-narrow.txt': [
    '0 nvidia "NVIDIA A100 80G..." 81000 MiB driver 470.10.01',
    '1 nvidia "Tesla T4" driver 470.10.01',
  ],
  'nvidia-smi.table-wide-mig.txt': ['0 nvidia "NVIDIA H200" 143000 MiB driver 610.12.01 partitioned'],
  'nvidia-smi.log.txt': [
    '0 nvidia "NVIDIA H100 80GB HBM3" 81000 MiB driver 610.12.01 …20 partitioned',
    '1 nvidia "NVIDIA H100 80GB HBM3" 81000 MiB driver 610.12.01 …21',
  ],
  'nvidia-smi.log-xml.txt': ['0 nvidia "NVIDIA A100-SXM4-40GB" 40000 MiB driver 535.10.01 …30 partitioned'],
  'nvidia-smi.table-gb10.txt': ['0 nvidia "NVIDIA GB10" driver 580.10.01'],
  'nvidia-smi.csv-vgpu.txt': [
    '0 nvidia "NVIDIA A100-20C" 20000 MiB driver 550.12.01 …40 partitioned',
    '1 nvidia "NVIDIA H100L-2-24C" 24000 MiB driver 550.12.01 …41 partitioned',
    '2 nvidia "GRID T4-16Q" 16000 MiB driver 550.12.01 …42 partitioned',
    '3 nvidia "NVIDIA A100-1-5CME" 5000 MiB driver 550.12.01 …43 partitioned',
    '4 nvidia "NVIDIA H100 80GB HBM3 MIG 1g.10gb" 10000 MiB driver 550.12.01 …44 partitioned',
    '5 nvidia "NVIDIA H100 80GB HBM3" 81000 MiB driver 550.12.01 …45',
    '6 nvidia "NVIDIA L40S" 46000 MiB driver 550.12.01 …46',
  ],
  'ppu-smi.table.txt': [
    '0 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.9.9-abcdef',
    '1 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.9.9-abcdef',
  ],
  'amd-smi.static-json.txt': ['0 amd "AMD Instinct MI300X" 196000 MiB', '1 amd "AMD Instinct MI300X" driver 6.12.12'],
  'amd-smi.static-dpx.txt': [
    '0@0 amd "AMD Instinct MI300X" 98000 MiB driver 6.99.1 partitioned',
    '1@0 amd "AMD Instinct MI300X" 98000 MiB driver 6.99.1 partitioned',
    '2 amd "AMD Instinct MI300X" 196000 MiB driver 6.99.1',
  ],
  'amd-smi.static-qpx.txt': ['0@0 amd "AMD Instinct MI325X" partitioned', '1@0 amd "AMD Instinct MI325X" partitioned'],
  'amd-smi.static.txt': ['0 amd "Instinct MI210" 65000 MiB', '1 amd "Instinct MI210"'],
  'rocm-smi.json.txt': [
    '0 amd "Arcturus GL-XL [Instinct MI100]" 32768 MiB driver 6.9.9 …01',
    '1 amd "AMD GPU 0x74a1" driver 6.9.9',
  ],
  'rocm-smi.json-hygon.txt': ['0 hygon "K100 test" 65000 MiB …09'],
  'rocm-smi.table-named.txt': ['0 amd "AMD Instinct MI300X"', '1 amd "AMD Instinct MI300X"'],
  'rocm-smi.json-two-dies.txt': [
    '0@0 amd "AMD INSTINCT MI250" 65520 MiB …01',
    '1@0 amd "AMD INSTINCT MI250" 65520 MiB …02',
    '2@1 amd "AMD INSTINCT MI250X" 65520 MiB …03',
    '3@1 amd "AMD INSTINCT MI250X" 65520 MiB …04',
  ],
  'rocm-smi.json-parts.txt': [
    '0@0 amd "AMD Instinct MI300X" partitioned',
    '1@0 amd "AMD Instinct MI300X" partitioned',
    `2 amd "AMD Instinct MI300X" ${206e9 / 2 ** 20} MiB`,
  ],
  'rocm-smi.table-partitions.txt': ['0@0 amd "AMD GPU 0x74a1" partitioned', '2 amd "AMD GPU 0x74a1"'],
  'rocminfo.txt': [
    '0 amd "AMD Instinct MI300X" 196608 MiB driver 6.9.9 …01',
    '1 hygon "K1test_AI" 65536 MiB driver 6.9.9 …09',
  ],
  'hy-smi.json.txt': ['0 hygon "K100_AI" 65000 MiB …09', '1 hygon "K100_AI" 65000 MiB …0a'],
  'hy-smi.table.txt': ['0 hygon "Hygon DCU"', '1 hygon "Hygon DCU"'],
  'npu-smi.info-910a.txt': ['0@0 huawei "910A" 32000 MiB driver 22.9.9'],
  'npu-smi.info-910b.txt': ['0@0 huawei "910B3" 65000 MiB driver 24.9.9', '1@5 huawei "910B3" 65000 MiB driver 24.9.9'],
  'npu-smi.info-910c.txt': [
    '0@0 huawei "Ascend910" 65000 MiB driver 25.9.9',
    '1@0 huawei "Ascend910" 65000 MiB driver 25.9.9',
    '2@1 huawei "Ascend910" 65000 MiB driver 25.9.9',
    '3@1 huawei "Ascend910" 65000 MiB driver 25.9.9',
  ],
  'npu-smi.info-950.txt': ['0@0 huawei "Ascend950PR" 131000 MiB driver 25.9.rc1'],
  'npu-smi.info-310p.txt': ['0@4 huawei "310P3" 21000 MiB driver 25.9.9', '1@4 huawei "310P3" 21000 MiB driver 25.9.9'],
  'npu-smi.info-vnpu.txt': ['0@0 huawei "Ascend910-2c" 2000 MiB driver 25.9.9 partitioned'],
  'npu-smi.info-m.txt': ['0@1 huawei "Ascend 310P3"', '1@1 huawei "Ascend 310P3"'],
  'system_profiler.json.txt': ['0 apple "Apple M9"', '1 amd "AMD Radeon Pro" 4096 MiB'],
  'xpu-smi.discovery.txt': [
    '0 intel "Intel(R) Data Center GPU Max 1550" 65000 MiB driver 0123456789ABCDEF …0a',
    '1 intel "Intel(R) Data Center GPU Max 1550" …0b',
  ],
  'xpu-smi.table.txt': ['0 intel "Intel(R) Arc(TM) B580" 12000 MiB driver 0123456789ABCDEF'],
  'xpu-smi.table-kunlunxin.txt': [
    '0 kunlunxin "P800 OAM" 98000 MiB driver 5.9.99.1',
    '1 kunlunxin "P800 OAM" 98000 MiB driver 5.9.99.1 partitioned',
    '2 kunlunxin "P800 VF" 49000 MiB driver 5.9.99.1 partitioned',
  ],
  'hl-smi.csv.txt': [
    '0 intel "HL-325L" 131000 MiB driver 1.99.0-abcdef0 …01',
    '1 intel "HL-325L" 131000 MiB driver 1.99.0-abcdef0 …02',
  ],
  'hl-smi.table.txt': ['0 intel "HL-225" 98000 MiB driver 1.99.0-abcdef0'],
  'cnmon.table.txt': ['0 cambricon "MLU370-X8" 23000 MiB driver 5.99.2'],
  'ixsmi.table.txt': [
    '0 iluvatar "Iluvatar BI-V150" 32000 MiB driver 4.9.9',
    '1 iluvatar "Iluvatar BI-V150" 32000 MiB driver 4.9.9',
  ],
  'ixsmi.table-bi-v100.txt': ['0 iluvatar "Iluvatar BI-V100" 32000 MiB driver 3.9.9'],
  'mx-smi.table.txt': ['0 metax "MetaX C500" 65000 MiB driver 2.9.99', '1 metax "MetaX C500" 65000 MiB driver 2.9.99'],
  'efsmi.table.txt': ['0 enflame "S60" 49000 MiB driver 1.9.9.902'],
  'xpu_smi.table.txt': ['0 kunlunxin "R300" 32000 MiB driver 4.9', '1 kunlunxin "R300" 32000 MiB driver 4.9'],
  'mthreads-gmi.table.txt': [
    '0 moore-threads "MTT S5000" 81000 MiB driver 5.9.9-server',
    '1 moore-threads "MTT S5000" 81000 MiB driver 5.9.9-server',
  ],
};
