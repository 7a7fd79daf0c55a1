import type { QueryChanges } from './address.ts';
import { linkTo, pathOf } from './address.ts';
import { languageInAddress } from './language.ts';

/* The links from one view to a thing in another one. */

/** The subscriptions of an environment; with an ID, the pane of that one. */
export function subscriptionsLink(
  environment: string | undefined,
  subscription?: string,
  more: QueryChanges = {},
): string {
  return linkTo('/subscriptions', { environment, subscription, ...more, ...languageInAddress() });
}

/** The firings of an environment; with an ID, the pane of that one. */
export function firingsLink(environment: string, firing?: string, more: QueryChanges = {}): string {
  return linkTo(pathOf('/environments/:environment/firings', { environment }), {
    firing,
    ...more,
    ...languageInAddress(),
  });
}

/** The dead letters of an environment. @param more such as `code` */
export function deadLettersLink(environment: string | undefined, more: QueryChanges = {}): string {
  return linkTo('/dead-letters', { environment, ...more, ...languageInAddress() });
}

/** The metrics of an environment against their thresholds. @param more such as `metric` */
export function thresholdsLink(environment: string, more: QueryChanges = {}): string {
  return linkTo(pathOf('/environments/:environment/thresholds', { environment }), { ...more, ...languageInAddress() });
}

/** Why a flow has not started. @param more such as `firing` */
export function explainLink(environment: string, subscription?: string, more: QueryChanges = {}): string {
  return linkTo('/explain', { environment, subscription, ...more, ...languageInAddress() });
}

/** The last run of a process on the home page. @param name of the data source, if it is one */
export function processPaneLink(environment: string, process: string, name?: string): string {
  return linkTo(pathOf('/environments/:environment/status', { environment }), {
    process,
    name,
    ...languageInAddress(),
  });
}

/** How to set up the connector in Power Automate. */
export function setUpLink(): string {
  return linkTo('/export-destinations', { setup: 'power-automate', ...languageInAddress() });
}
