import { createElement, type FunctionComponent, type SVGProps } from 'react';

/** An icon takes the attributes of its SVG element. It has the colour of the text and, without a size of its own, the size too. */
export type Icon = FunctionComponent<SVGProps<SVGSVGElement>>;

/** Fluent's style sheets show the filled or the regular twin of an icon by these classes. */
export const iconFilledClassName = 'fui-Icon-filled';
export const iconRegularClassName = 'fui-Icon-regular';

const svg = (size: number | undefined, rest: SVGProps<SVGSVGElement>, path: SVGProps<SVGPathElement>) =>
  createElement(
    'svg',
    {
      viewBox: '0 0 20 20',
      width: size ?? '1em',
      height: size ?? '1em',
      fill: 'currentColor',
      'aria-hidden': rest['aria-label'] ? undefined : true,
      ...rest,
    },
    createElement('path', path),
  );

/** An icon of lines. @param d the path on a grid of 20 by 20 */
export const lines =
  (d: string, size?: number): Icon =>
  (props) =>
    svg(size, props, {
      d,
      fill: 'none',
      stroke: 'currentColor',
      strokeWidth: 1.4,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    });

/** An icon of filled areas. @param d the path on a grid of 20 by 20 */
export const area =
  (d: string, size?: number): Icon =>
  (props) =>
    svg(size, props, { d, fillRule: 'evenodd' });

/** Both twins of an icon; the style sheet shows one of them. */
export const bundleIcon =
  (Filled: Icon, Regular: Icon): Icon =>
  ({ className = '', ...props }) =>
    createElement(
      'span',
      { style: { display: 'contents' } },
      createElement(Filled, { ...props, className: `${iconFilledClassName} ${className}` }),
      createElement(Regular, { ...props, className: `${iconRegularClassName} ${className}` }),
    );
