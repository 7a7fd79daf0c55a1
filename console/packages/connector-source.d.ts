/** The committed files that packages are made of; the build reads them. */
declare module 'connector:source' {
  import type { ConnectorSource } from '../../local/connector/connector.ts';
  import type { FlowsSource } from '../../local/connector/flows-solution.ts';

  export const connector: ConnectorSource;
  export const flows: FlowsSource;
}
