/** The exit code of a check that could not run on this machine, which is no failure. */
export const SKIPPED = 77;
