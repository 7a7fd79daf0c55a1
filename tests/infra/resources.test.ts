import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../shared/config.ts';
import { bicep, compiledResources, source } from './support/bicep.ts';

/** What the platform refuses on Flex Consumption, or what there does nothing but mislead. */
const REFUSED_PROPERTIES = [
  'linuxFxVersion',
  'ftpsState',
  'use32BitWorkerProcess',
  'netFrameworkVersion',
  'functionsRuntimeScaleMonitoringEnabled',
  'functionAppScaleLimit',
  'alwaysOn',
  'siteUpdateStrategy',
];
const REFUSED_SETTINGS = [
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_CONTENT',
  'WEBSITE_TIME_ZONE',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'ENABLE_ORYX_BUILD',
];

/** What would load an agent that records outgoing calls, callback URLs included. */
const AGENTS = ['ApplicationInsightsAgent_EXTENSION_VERSION', 'APPLICATIONINSIGHTS_ENABLE_AGENT', 'NODE_OPTIONS'];

/** The built-in roles that are assigned, by their ids, which are the same in every tenant. */
const ROLES: Readonly<Record<string, string>> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': 'Storage Queue Data Contributor',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Storage Blob Data Reader',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
};
const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const CONFIG = loadConfig({
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
});

describe('the Bicep files', () => {
  it.each([...REFUSED_PROPERTIES, ...REFUSED_SETTINGS])('do not set %s, which Flex Consumption refuses', (name) => {
    expect(source).not.toContain(name);
  });

  it.each(AGENTS)('do not set %s, which would record callback URLs', (name) => {
    expect(source).not.toContain(name);
  });

  it('assign the roles that the app needs, and no other', () => {
    const assigned = new Set(source.match(GUID)?.map((id) => ROLES[id] ?? id));
    expect([...assigned].toSorted()).toEqual(Object.values(ROLES).toSorted());
  });

  it('name the queues as the app does by default', () => {
    const { refreshStatus, metricChange, delivery } = CONFIG.queues;
    expect(source).toContain(`{ refreshStatus: '${refreshStatus}', metricChange: '${metricChange}' }`);
    expect(source).toContain(`['${delivery}']`);
  });

  it('make a poison queue for every queue, in the account of the app and in that of a producer', () => {
    expect(source.match(/\[queue, '\$\{queue\}-poison'\]/g)).toHaveLength(2);
  });

  it('run the app on Node 24', () => {
    expect(source).toContain("runtime: { name: 'node', version: '24' }");
  });

  it('describe every parameter', () => {
    const declarations = source.split('\n\n').filter((block) => /^param \w+ [^=]/m.test(block));
    expect(declarations.length).toBeGreaterThan(20);
    expect(declarations.filter((block) => !block.includes('@description('))).toEqual([]);
  });

  if (!bicep) return;
  const resources = compiledResources();
  const of = (type: string) => resources.filter((resource) => resource.type === type);

  it('take no shared key, no old TLS and no public blob on the storage account', () => {
    expect(of('Microsoft.Storage/storageAccounts').map(({ properties }) => properties)).toEqual([
      expect.objectContaining({
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
      }),
    ]);
  });

  it('let the app be reached by https and TLS 1.2 or later only', () => {
    expect(of('Microsoft.Web/sites').map(({ properties }) => properties)).toEqual([
      expect.objectContaining({ httpsOnly: true, siteConfig: expect.objectContaining({ minTlsVersion: '1.2' }) }),
    ]);
  });

  it('turn off user names and passwords for deployments', () => {
    const policies = of('Microsoft.Web/sites/basicPublishingCredentialsPolicies');
    expect(policies.map(({ properties }) => properties)).toEqual([{ allow: false }, { allow: false }]);
    expect(policies.map(({ name }) => /'(ftp|scm)'/.exec(name)?.[1])).toEqual(['ftp', 'scm']);
  });

  it('take telemetry and queries from identities only', () => {
    expect(of('Microsoft.Insights/components')[0]?.properties).toMatchObject({ DisableLocalAuth: true });
    expect(of('Microsoft.OperationalInsights/workspaces')[0]?.properties).toMatchObject({
      features: { disableLocalAuth: true },
    });
  });

  it('make the table of the app', () => {
    expect(of('Microsoft.Storage/storageAccounts/tableServices/tables')[0]?.name).toContain("'InsightTriggers'");
  });

  it('make a key for a vault that has none, and only then', () => {
    const [key] = of('Microsoft.KeyVault/vaults/secrets');
    expect(key?.options).toEqual({ onlyIfNotExists: [] });
  });

  it('assign every role to a service principal', () => {
    const assignments = of('Microsoft.Authorization/roleAssignments');
    expect(assignments).toHaveLength(5);
    for (const { properties } of assignments) expect(properties).toMatchObject({ principalType: 'ServicePrincipal' });
  });
});
