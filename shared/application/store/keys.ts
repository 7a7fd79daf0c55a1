/*
 * Every key and every range of the one table, from the files of `keys/`; nothing else builds, cuts or compares a key. All rows
 * of an environment are one partition, so that rows that belong together change in one transaction, and no row of one
 * environment can be found from another. Within the partition:
 *
 *   t.<topic>                          state of a topic: sequence, baseline, names
 *   s.<topic>.[<threshold>.]<id>       subscription; thresholds in numeric order
 *   f.<topic>.<sequence, descending>   firing: what occurred, and how far its fan-out has come
 *   c.<topic>.<sequence, descending>   unfinished fan-out of a firing
 *   y.<time, descending>.<topic>.<sequence, descending>  timeline: what lists show of a firing, by the time of its commit
 *   b.timeline                         tells that the firings of earlier versions are on the timeline too
 *   d.<topic>.<group>.<subscription>   delivery; the group is the firing's descending sequence, or that of a test
 *   w.<time>.<what it is for>          work: what the sweeper has to look at, and from when
 *   r.<topic>.<run>                    run that has fired, with its sequence
 *   n.<data source>                    last run of a data source
 *   o.<process>.<name>                 last run of any other process
 *   i.<flow>                           the subscription that a flow has now
 *   h.<topic>.<subscription>           circuit of a subscription: last delivery, failures in a row
 *   p.<topic>.<subscription>.<sequence> delivery that waits for the circuit to close, oldest first
 *   l.<topic>.<subscription>           lock of the worker that releases waiting deliveries
 *   x.<time, descending>.<delivery>    dead letter of a delivery
 *
 * Five partitions stand beside those of the environments: the directory of all environments, the dead letters of events,
 * which may name no environment, the callbacks, for a flow that knows no more, the canary of the secrets' key, and how far the
 * diagnostic logs have been read:
 *
 *   a.<container>                      container: since when, and until when it has been read
 *   b.<hour>.<blob>                    blob: how far it has been read
 *
 * `!` sorts before, and `~` behind, every character that keys are made of. The first keeps the key before it out of a range,
 * the second ends a range behind everything with a common beginning.
 */
export * from './keys/dead-letters.ts';
export * from './keys/deliveries.ts';
export * from './keys/diagnostic-logs.ts';
export * from './keys/firings.ts';
export * from './keys/partitions.ts';
export { after } from './keys/ranges.ts';
export * from './keys/subscriptions.ts';
export * from './keys/topics.ts';
export * from './keys/work.ts';
