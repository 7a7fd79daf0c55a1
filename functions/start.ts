import { app } from '@azure/functions';
import { SecretsKeyError } from '../shared/application/errors.ts';
import { verifySecretsKey } from '../shared/application/store/secrets-key.ts';
import { getDeps } from '../shared/composition-root.ts';

/** Milliseconds. A storage that answers later must not hold up the start; the first use of the store checks the key again. */
const PATIENCE_MS = 5_000;

/** A start with a wrong key fails, so no message leaves its queue until the right key is back. */
app.hook.appStart(async () => {
  const deps = getDeps();
  const checked = verifySecretsKey(deps).catch((fault) => {
    if (fault instanceof SecretsKeyError) throw fault;
  });
  await Promise.race([checked, deps.clock.sleep(PATIENCE_MS)]);
});
