import type { Connector } from './connector.ts';
import { type Rule, rule, sources } from './rule.ts';

export const readmeRules: readonly Rule[] = [
  rule({ name: 'the readme has the headings of the template in their order', source: sources.readme }, (connector) => {
    const expected = templateOf(connector);
    const found = headingsIn(connector).filter((heading) => expected.includes(heading));
    return String(found) === String(expected)
      ? []
      : [{ path: 'readme', wrong: found.join(', '), right: expected.join(', ') }];
  }),
];

/** With the two that are optional there, since our makers have read them. Other headings may stand between. */
function templateOf({ definition, properties }: Connector): string[] {
  return [
    `# ${definition.info?.title}`,
    `## Publisher: ${properties.properties?.publisher}`,
    '## Prerequisites',
    '## Supported Operations',
    '## Obtaining Credentials',
    '## Getting Started',
    '## Known Issues and Limitations',
    '## Frequently Asked Questions',
    '## Deployment Instructions',
  ];
}

/** In a block of commands the same sign begins a comment. */
function headingsIn({ readme }: Connector): string[] {
  return readme.replaceAll(/^```.*?^```/gms, '').match(/^#+ .+$/gm) ?? [];
}
