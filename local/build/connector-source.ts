import type { Plugin } from 'esbuild';
import { readSource } from '../connector/source.ts';

/** Gives the console, as `connector:source`, the committed files that packages are made of. */
export const connectorSource: Plugin = {
  name: 'connector-source',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^connector:source$/ }, ({ path }) => ({ path, namespace: 'connector' }));
    onLoad({ filter: /./, namespace: 'connector' }, () => {
      const { connector, flows } = readSource();
      const { icon, ...texts } = connector;
      // What comes from a text is parsed faster as a text, and the icon has to be one.
      const parsed = (value: unknown) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
      const bytes = `Uint8Array.from(atob('${Buffer.from(icon).toString('base64')}'), (sign) => sign.charCodeAt(0))`;
      return {
        contents: `
          export const connector = { ...${parsed(texts)}, icon: ${bytes} };
          export const flows = ${parsed(flows)};`,
      };
    });
  },
};
