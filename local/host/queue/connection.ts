import type { Settings } from '../config/settings.ts';
import { Refusal } from '../refusal.ts';

const identitySuffixes = ['queueServiceUri', 'blobServiceUri', 'accountName', 'serviceUri', 'credential'];

/** Finds the connection string of a binding's connection. @throws Refusal when it is missing or uses an identity. */
export function connectionString(settings: Settings, connection: string, usedBy: string): string {
  // As in the WebJobs SDK, the prefixed name comes first, so "Storage" means AzureWebJobsStorage.
  const value = settings.get(`AzureWebJobs${connection}`) || settings.get(connection);
  if (value) return value;
  const example = `${connection}=UseDevelopmentStorage=true`;
  const identity = identitySuffixes.map((suffix) => `${connection}__${suffix}`).find((name) => settings.get(name));
  if (identity) {
    throw new Refusal(
      `${usedBy} uses an identity for '${connection}' (${identity}), but this host takes connection strings only, such as ${example}.`,
    );
  }
  throw new Refusal(
    `${usedBy} needs the setting '${connection}', which is missing; add a connection string such as ${example}.`,
  );
}
