import type { FluentIcon } from '@fluentui/react-icons';
import type { ComponentType } from 'react';
import type { Overview } from '../api/overview.ts';
import type { TextKey } from '../texts/catalogue.ts';

/** What a view gets from the frame. */
export interface ViewProperties {
  /** The environment that the address names, or else the one last shown; absent when there is none at all. */
  readonly environmentId: string | undefined;
}

/** A view, as the frame knows it. */
export interface View {
  /** Such as `/environments/:environment/status`. A pattern without `:environment` has it in the query, if at all. */
  readonly pattern: string;
  readonly title: Extract<TextKey, `nav.${string}`>;
  readonly Icon: FluentIcon;
  /** Whether it shows what only those with a key may see. */
  readonly needsKey: boolean;
  /** How many things in it need attention. */
  readonly badge?: (overview: Overview) => number;
  readonly Component: ComponentType<ViewProperties>;
  /** What it looks like, for those without a key. */
  readonly Sample?: ComponentType;
}
