import { strFromU8, unzipSync } from 'fflate';
import { readPackageArguments } from '../../../local/connector/package-arguments.ts';
import { packageFiles } from '../../../local/connector/packages.ts';
import { readSource } from '../../../local/connector/source.ts';
import { HOST, PUBLISHER } from '../../support/connector.ts';

/** The files of a zip. */
export type Zip = Readonly<Record<string, Uint8Array>>;

export const source = readSource();
export const SHARED_NAME = 'shared_contoso-5f1a2b';
export const ownArguments = readPackageArguments(['--host', HOST, '--connector', SHARED_NAME]);
export const certifiedArguments = { ...ownArguments, publisher: PUBLISHER };

/** Everything that a command with a publisher writes. */
export const files = packageFiles(source, certifiedArguments);

export function bytesOf(zip: Readonly<Record<string, unknown>>, path: string): Uint8Array {
  const bytes = zip[path];
  if (bytes instanceof Uint8Array) return bytes;
  throw new Error(`There is no zip ${path}; there is ${Object.keys(zip).join(', ')}`);
}

export const unzipped = (zip: Readonly<Record<string, unknown>>, path: string): Zip => unzipSync(bytesOf(zip, path));
export const textOf = (zip: Zip, path: string) => strFromU8(bytesOf(zip, path));
export const jsonOf = (zip: Zip, path: string) => JSON.parse(textOf(zip, path));

export const connector = unzipped(files, 'insight-triggers-connector.zip');
export const flows = unzipped(files, 'insight-triggers-sample-flows.zip');
export const submission = unzipped(files, 'certification/insight-triggers-certification.zip');
export const inner = unzipped(submission, 'insight-triggers.pdpkg.zip');
export const certified = {
  connector: unzipped(inner, 'PkgAssets/InsightTriggersConnector.zip'),
  flows: unzipped(inner, 'PkgAssets/InsightTriggersSampleFlows.zip'),
};
