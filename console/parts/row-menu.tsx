import { Menu, MenuButton, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import type { KeyboardEvent, ReactNode } from 'react';

/** The menu of one row of a table. @param name of the button @param children the items */
export function RowMenu({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={name} relationship="label">
          <MenuButton appearance="subtle" size="small" icon={<MoreHorizontalRegular />} menuIcon={null} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Opens the menu of a row by the menu key or Shift-F10, from wherever the focus is in the row. */
export function openRowMenu(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ContextMenu' && !(event.shiftKey && event.key === 'F10')) return;
  const button = event.currentTarget.querySelector<HTMLElement>('button[aria-haspopup=menu]');
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
}
