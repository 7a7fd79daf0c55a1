const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Suites that take long, the longest first. Without them in front, the last of them would run alone at the end. Those that mostly
 * wait, for a lease to end, run beside those that compute.
 */
const LONG = [
  'console/acting',
  'console/reading',
  'e2e/diagnostics',
  'simulation/crash-points',
  'e2e/webhooks',
  'simulation/random',
  'e2e/faults',
  'integration/diagnostics',
  'e2e/power-automate-edits',
  'host/queue-recovery',
  'console/',
  'e2e/',
  'integration/queue-contract',
  'host/',
  'simulation/',
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = LONG.findIndex((part) => path.includes(`/tests/${part}`));
      return found < 0 ? LONG.length : found;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
