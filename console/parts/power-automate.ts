import { useQuery } from '@tanstack/react-query';
import { readConfig } from '../api/config.ts';

const PORTAL = 'https://make.powerautomate.com';

/** The links into the maker portal: of the environment that the settings of the app name, or else of the one last used there. */
export function usePowerAutomate(): { readonly create: string; readonly flows: string } {
  const { data } = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => readConfig(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const base = data?.flowEnvironmentId ? `${PORTAL}/environments/${data.flowEnvironmentId}` : PORTAL;
  return { create: `${base}/create`, flows: `${base}/flows` };
}

/** The link to a flow. @param environmentId of Power Platform */
export function flowLink(environmentId: string, flowId: string): string {
  return `${PORTAL}/environments/${encodeURIComponent(environmentId)}/flows/${encodeURIComponent(flowId)}`;
}

/** The link to a run of a flow. */
export function runLink(environmentId: string, flowId: string, runId: string): string {
  return `${flowLink(environmentId, flowId)}/runs/${encodeURIComponent(runId)}`;
}
