const { default: Sequencer } = require('@jest/test-sequencer');

/** Suites that take long, the longest first. Without them in front, the last of them would run alone at the end. */
const LONG = [
  'simulation/crash-points',
  'e2e/faults',
  'simulation/random',
  'host/queue-recovery',
  'integration/diagnostics',
  'console/',
  'e2e/',
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
