/** How a run can end when it fires: the statuses that a payload carries. */
export const firingStatuses = ['succeeded', 'completedWithWarnings', 'failed'] as const;

/** How a run can end. */
export const finishedStatuses = [...firingStatuses, 'canceled', 'skipped', 'deleted'] as const;

/** How a run was started. */
export const submissions = ['scheduled', 'manual'] as const;

/** The status of a run that fires. */
export type FiringStatus = (typeof firingStatuses)[number];

/** The status of a run that is over. */
export type FinishedStatus = (typeof finishedStatuses)[number];

/** The status of a run, over or not. */
export type RunStatus = FinishedStatus | 'running';

/** How a run was started. */
export type Submission = (typeof submissions)[number];
