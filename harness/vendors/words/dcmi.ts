/**
 * Return codes of Huawei's DCMI, as npu-smi prints them: `dcmi module initialize failed. ret is -8005`. Meanings by the DCMI API
 * reference. The reference calls -8005 an inner error; npu-smi in a container prints it where the device was not given, or where
 * another container has it (vllm-project/vllm-ascend#2698).
 */
import type { Complaint } from './complaint.ts';

const GIVE =
  'give the device to the container (docker: --device /dev/davinciN --device /dev/davinci_manager --device /dev/devmm_svm --device /dev/hisi_hdc), and see that no other container has it; on the host see that the driver runs (lsmod, /var/log/npu)';
const ROOT = 'run as root or as a user of the group HwHiAiUser; in a container: as root';
const AGAIN = 'wait and ask again; if it stays so, reset the chip (npu-smi set -t reset) or reboot';
const HOST = 'see dmesg and the logs of /var/log/npu; reset the chip (npu-smi set -t reset) or reboot';
const VERSIONS = 'install npu-smi, driver and firmware of one version';

type Row = Pick<Complaint, 'code' | 'fix'>;

const CODES: Readonly<Record<number, Row>> = {
  8001: { code: 'unsupported', fix: VERSIONS },
  8002: { code: 'permission', fix: ROOT },
  8003: { code: 'driver', fix: 'free memory of the host: the driver found none' },
  8004: { code: 'driver', fix: HOST },
  8005: { code: 'driver', fix: GIVE },
  8006: { code: 'timeout', fix: AGAIN },
  8007: { code: 'driver', fix: GIVE },
  8008: { code: 'driver', fix: GIVE },
  8009: { code: 'driver', fix: GIVE },
  8010: { code: 'driver', fix: HOST },
  8011: { code: 'driver', fix: HOST },
  8012: { code: 'timeout', fix: AGAIN },
  8013: { code: 'unsupported', fix: 'ask on the host: this cannot be asked in a container' },
  8014: { code: 'driver', fix: HOST },
  8015: { code: 'lost', fix: 'reboot: the chip could not be reset' },
  8016: { code: 'lost', fix: 'reboot: the reset of the chip was stopped' },
  8017: { code: 'timeout', fix: 'wait until the firmware has been upgraded' },
  8020: { code: 'driver', fix: `end what holds the device, or ${GIVE}` },
  8021: { code: 'driver', fix: HOST },
  8022: { code: 'driver', fix: HOST },
  8023: { code: 'unsupported', fix: 'configure the device first: nothing of the kind is set' },
  8255: { code: 'unsupported', fix: 'none: this device does not tell' },
};

const fits = (code: string) => new RegExp(`\\b(dcmi|ret|err(or)? ?code)\\b.*${code}\\b`, 'i');

/** One row a code; a code that is not known asks for the driver's own logs. */
export const DCMI_COMPLAINTS: readonly Complaint[] = [
  ...Object.entries(CODES).map(([code, row]) => ({ words: fits(`\\b${code}`), ...row })),
  { words: fits('-8\\d\\d\\d'), code: 'driver', fix: HOST },
];
