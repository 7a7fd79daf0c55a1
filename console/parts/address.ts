import { useMemo, useSyncExternalStore } from 'react';

/*
 * The whole state of a view is in the hash of the address, such as `#/environments/contoso/firings?since=24h`. What stands behind
 * the hash reaches no server and no log. A router library would put the query before the hash.
 */

/** The address of a view and its state. */
export interface Address {
  /** Such as `/environments/contoso/status`, as it stands in the address: names are encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Changes of a query: an undefined or empty value takes the parameter away. */
export type QueryChanges = Readonly<Record<string, string | undefined>>;

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('hashchange', listener);
  };
}

function parse(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : `/${path}`, query: new URLSearchParams(query) };
}

export function currentAddress(): Address {
  return parse(location.hash);
}

export function useAddress(): Address {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => parse(hash), [hash]);
}

/** The link to an address, such as `#/subscriptions?environment=contoso`. */
export function linkTo(path: string, query: QueryChanges = {}): string {
  return hashOf({ path, query: changed(new URLSearchParams(), query) });
}

/** The link to the present address with another query: to open a pane, for example. */
export function linkHere(changes: QueryChanges): string {
  const { path, query } = currentAddress();
  return hashOf({ path, query: changed(query, changes) });
}

/** Goes to a link. `replace` leaves no step behind for the back button, as for a letter typed into a filter. */
export function go(link: string, { replace = false } = {}): void {
  if (link === location.hash) return;
  if (replace) history.replaceState(null, '', link);
  else history.pushState(null, '', link);
  // The event of the browser would come later, and a field whose text is in the address would lose letters until then.
  for (const listener of listeners) listener();
}

/** Changes the query of the present address. */
export function changeQuery(changes: QueryChanges, options: { readonly replace?: boolean } = {}): void {
  go(linkHere(changes), options);
}

/**
 * The names in a path by a pattern such as `/environments/:environment/status`; undefined when the path is another one.
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const parts = path.replace(/\/$/, '').split('/');
  if (parts.length !== wanted.length) return undefined;
  const names: Record<string, string> = {};
  for (const [index, word] of wanted.entries()) {
    const part = parts[index] ?? '';
    if (!word.startsWith(':')) {
      if (word !== part) return undefined;
    } else {
      const value = decoded(part);
      if (value === undefined || value === '') return undefined;
      names[word.slice(1)] = value;
    }
  }
  return names;
}

/** The path of a pattern with its names filled in. */
export function pathOf(pattern: string, names: Readonly<Record<string, string>>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(names[name] ?? ''));
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function changed(query: URLSearchParams, changes: QueryChanges): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

function hashOf({ path, query }: Address): string {
  const text = query.toString();
  return `#${path}${text === '' ? '' : `?${text}`}`;
}
