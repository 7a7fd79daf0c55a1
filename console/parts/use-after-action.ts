import { useQueryClient } from '@tanstack/react-query';

/** A worker takes up what was queued within this time, if it has no more to do. */
const SOON_MS = 2_000;

/** Reads everything on the page again after an action: at once, and once more when its effect has come. */
export function useAfterAction(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    setTimeout(() => void queries.invalidateQueries(), SOON_MS);
    await queries.invalidateQueries();
  };
}
