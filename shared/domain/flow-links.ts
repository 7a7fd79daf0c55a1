const PORTAL = 'https://make.powerautomate.com';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A flow and where it runs, as far as both are known. */
export interface FlowPlace {
  readonly id: string;
  /** Of Power Platform. */
  readonly environmentId?: string | undefined;
}

/** The page of a flow in Power Automate; `undefined` for a flow whose environment is not known, and for a logic app. */
export function flowUrl(flow: FlowPlace): string | undefined {
  const page = pageOf(flow);
  return page && `${page}/details`;
}

/** The page of a run of a flow, under the same conditions. */
export function runUrl(flow: FlowPlace, runId: string): string | undefined {
  const page = pageOf(flow);
  return page && `${page}/runs/${encodeURIComponent(runId)}`;
}

/** The ID of a flow is a GUID. A logic app is called by its name, and has no page there. */
function pageOf({ id, environmentId }: FlowPlace): string | undefined {
  if (environmentId === undefined || !GUID.test(id)) return undefined;
  return `${PORTAL}/environments/${encodeURIComponent(environmentId)}/flows/${id}`;
}
