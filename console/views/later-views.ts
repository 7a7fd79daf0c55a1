/*
 * The views that are loaded when somebody opens one of them. They are one file: as files of their own, what some of them share
 * would be many small files, and the first view would have to ask for all of those.
 */
export { ExplainView } from './explain/explain-view.tsx';
export { ExportDestinationsView } from './export-destinations/export-destinations-view.tsx';
export { SubscriptionsView } from './subscriptions/subscriptions-view.tsx';
export { ThresholdsView } from './thresholds/thresholds-view.tsx';
