import {
  Menu,
  MenuButton,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { FlashRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { go } from '../../parts/address.ts';
import { createFlowLink } from '../../parts/create-flow/flow-start.ts';
import { usePowerAutomate } from '../../parts/power-automate.ts';
import { useSpeech } from '../../parts/speech.tsx';

/** The menu of the product's own documentation: *Flows: Create a flow, My flows*. */
export function FlowsMenu() {
  const speech = useSpeech();
  const { flows } = usePowerAutomate();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton icon={<FlashRegular />}>{speech.text('status.flows')}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => go(createFlowLink())}>{speech.text('flow.create')}</MenuItem>
          <MenuItemLink href={flows} target="_blank" rel="noreferrer">
            {speech.text('flow.mine')}
          </MenuItemLink>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** What can be done for one data source. */
export function SourceMenu({ name, displayName }: { readonly name: string; readonly displayName: string }) {
  const speech = useSpeech();
  const choices = ['data-source-refresh-failed', 'data-source-refresh-succeeded'] as const;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={speech.text('status.actions-for', { name: displayName })} relationship="label">
          <MenuButton appearance="subtle" size="small" icon={<MoreHorizontalRegular />} menuIcon={null} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choices.map((trigger) => (
            <MenuItem key={trigger} onClick={() => go(createFlowLink({ trigger, name }))}>
              {`${speech.text('flow.create')}: ${speech.text(`trigger.${trigger}`)}`}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
