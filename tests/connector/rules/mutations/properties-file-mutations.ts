import { constraints, file, shown } from './connection-mutations.ts';
import { change, copy, drop, type Mutations, set } from './mutation.ts';

const key = shown('api_key');
const host = shown('host');

export const propertiesFileMutations: Mutations = {
  'the capabilities are those of the operations': {
    'no capabilities': drop(file, 'capabilities'),
    'actions only': set(file, 'capabilities', ['actions']),
    'one that the connector has not': change(file, 'capabilities', (all = []) => [...all, 'gateway']),
  },
  'connection parameters have each a place in the order': {
    'two in the same place': copy(
      constraints('api_key'),
      'tabIndex',
      (connector) => constraints('host')(connector).tabIndex,
    ),
    'one without a place': drop(constraints('host'), 'tabIndex'),
  },
  'a tooltip says more than the description': {
    'the description again': copy(key, 'tooltip', (connector) => key(connector).description),
  },
  'summaries and names have at most 80 characters': {
    'a connection parameter of 81': set(host, 'displayName', `H${'o'.repeat(80)}`),
  },
  RestrictedCharactersInSummary: {
    'a connection parameter with a slash': set(host, 'displayName', 'Host/Server'),
  },
  ValueMustEndWithAlphanumeric: {
    'a connection parameter with a colon': set(host, 'displayName', 'Host:'),
  },
  'summaries are in sentence case': {
    'a connection parameter With Capitals': set(key, 'displayName', 'Function Key Of The App'),
  },
  ValueMustBeInEnglish: {
    'a tooltip with a letter beyond ASCII': set(host, 'tooltip', 'Without h\u00e9 and without a path.'),
  },
  'texts name no product of the platform': {
    'a tooltip that does': set(key, 'tooltip', 'Ask an administrator of Power Platform for it.'),
  },
  'descriptions are sentences with a period': {
    'a connection parameter described without a period': set(host, 'description', 'The host name of the app'),
    'a tooltip without a period': set(host, 'tooltip', 'Without https:// and without a path'),
  },
  'a description says more than the name': {
    'the name of a connection parameter again': copy(
      key,
      'description',
      (connector) => `${key(connector).displayName}.`,
    ),
  },
};
