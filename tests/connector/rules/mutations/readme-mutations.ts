import type { Connector } from '../connector.ts';
import { change, type Mutate, type Mutations } from './mutation.ts';

const connector = (whole: Connector) => whole;
const replace = (from: string | RegExp, to: string): Mutate =>
  change(connector, 'readme', (text) => text.replace(from, to));

export const readmeMutations: Mutations = {
  'the readme has the headings of the template in their order': {
    'a required one is gone': replace('## Prerequisites\n', ''),
    'an optional one is gone': replace('## Getting Started\n', ''),
    'one under another': replace('## Obtaining Credentials', '### Obtaining Credentials'),
    'one with other words': replace('## Known Issues and Limitations', '## Limits'),
    "two in each other's place": replace(
      /## Prerequisites(.*?)## Supported Operations/s,
      '## Supported Operations$1## Prerequisites',
    ),
    'one within commands': replace('## Getting Started\n', '```sh\n## Getting Started\n```\n'),
    'one twice': replace('## Prerequisites\n', '## Prerequisites\n\n## Prerequisites\n'),
    'another title': replace(/^# .*/, '# Connector'),
    'another publisher': replace(/^## Publisher: .*/m, '## Publisher: Contoso'),
  },
};
