/* The frame around all views: top bar, navigation, dialogs. */

import type { TranslationOf } from '../catalogue.ts';
import type { frame as english } from '../en/frame.ts';

export const frame = {
  'frame.skip': 'Skip to the content',
  'frame.navigation': 'Views',
  'frame.menu': 'Show or hide the navigation',
  'frame.settings': 'Settings',
  'frame.title': '{view} – {environment}',
  'frame.title-attention': '({count}) {title}',
  'frame.loading': 'Loading',
  'frame.page-failed': 'The page cannot show this. Reload it; if that does not help, tell your operator.',
  'frame.outdated': 'A newer version of this page is there.',
  'frame.reload': 'Reload',
  'frame.not-found': 'There is no such view.',
  'frame.to-status': 'Go to the system status',

  'nav.status': 'System status',
  'nav.export-destinations': 'Export destinations',
  'nav.thresholds': 'Triggers and thresholds',
  'nav.subscriptions': 'Subscriptions',
  'nav.firings': 'Firings',
  'nav.dead-letters': 'Dead letters',
  'nav.explain': 'Explain',
  'frame.badge': { one: '{count} needs attention', other: '{count} need attention' },

  'environment.label': 'Environment',
  'environment.none': 'No environment',
  'environment.more': 'Type an environment ID to open another one.',

  'refresh.label': 'Auto refresh',
  'refresh.now': 'Refresh now',
  'refresh.age': 'Refreshed {age}',
  'refresh.never': 'Not refreshed yet',
  'refresh.stale': 'Shown as of {time}: the last attempts to refresh failed.',

  'language.label': 'Language',
  'theme.label': 'Theme',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.system': 'As the system',

  'key.title': 'Host key',
  'key.explain': 'The data of this app needs a key. Your operator has it: a host key of the function app.',
  'key.kept': 'The key stays in this tab until you close it or sign out.',
  'key.label': 'Key',
  'key.wrong': 'This key does not open the app. Ask your operator for a host key that is valid now.',
  'key.expired': 'The key is no longer valid. Enter a new one.',
  'key.enter': 'Enter key',
  'key.sign-in': 'Sign in',
  'key.sign-out': 'Sign out',
  'key.needed': 'Ask your operator for a key',
  'key.needed-why': 'With a key, this page shows the state of your environments and what was told to your flows.',

  'help.title': 'Keyboard',
  'help.search': 'Go to the search box',
  'help.refresh': 'Refresh',
  'help.help': 'Show this help',
  'help.close': 'Close a pane or dialog',
  'help.table': 'Move in a table, and open a row with Enter',
  'help.arrows': 'Arrow keys',
  'help.single-keys': 'Single keys',
} satisfies TranslationOf<typeof english>;
