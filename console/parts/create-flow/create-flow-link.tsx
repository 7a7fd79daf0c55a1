import { Link } from '@fluentui/react-components';
import { useAddress } from '../address.ts';
import { createFlowLink, type FlowStart } from './flow-start.ts';

/** A link that opens the pane on how to create a flow. */
export function CreateFlowLink({ start, children }: { readonly start?: FlowStart; readonly children: string }) {
  // The link keeps the rest of the present address.
  useAddress();
  return <Link href={createFlowLink(start)}>{children}</Link>;
}
