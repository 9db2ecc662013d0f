/** Do joules, watts and seconds go together, and did the device keep to the limit that its driver told? */
import { note } from '../schema/note.ts';
import type { Measured, Rule } from './rule.ts';

/** A program of another kind may take its seconds from a clock of its own. */
const SECONDS_SHARE = 0.01;
/** A limit is held on average, and sensors of a board are a few per cent off. */
const LIMIT_SHARE = 0.1;

export const POWER_RULES: readonly Rule<Measured>[] = [
  {
    code: 'joules-watts-seconds',
    broken({ measurement: { energyJ, meanPowerW, window } }) {
      if (!energyJ.available || !meanPowerW.available || energyJ.scope !== meanPowerW.scope) return null;
      const seconds = (window.endMs - window.startMs) / 1000;
      const joules = meanPowerW.value * seconds;
      if (Math.abs(joules - energyJ.value) <= SECONDS_SHARE * energyJ.value) return null;
      return note('joules-watts-seconds', { watts: meanPowerW.value, seconds, joules, recorded: energyJ.value });
    },
  },
  {
    code: 'power-limit',
    broken({ measurement: { meanPowerW, conditions } }) {
      const limitW = conditions.available ? conditions.powerLimitW : null;
      // The limit is that of one sensor: of a chip or a board there is one, packages and dies are summed.
      if (limitW === null || !meanPowerW.available || !/^(chip|board)$/.test(meanPowerW.scope)) return null;
      if (meanPowerW.value <= limitW * (1 + LIMIT_SHARE)) return null;
      return note('power-limit', { watts: meanPowerW.value, scope: meanPowerW.scope, limitW });
    },
  },
];
