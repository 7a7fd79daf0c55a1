import { app } from '@azure/functions';
import { inInvocation } from '../shared/adapters/inbound/invocation-log.ts';
import { reportingAction } from '../shared/adapters/inbound/operator-actions.ts';
import { getDeps, getMeter } from '../shared/composition-root.ts';

/** Each handler logs as its invocation, and a call that changes something is reported. */
app.hook.preInvocation((hook) => {
  const { functionHandler } = hook;
  hook.functionHandler = (input, context) =>
    inInvocation(context, () =>
      reportingAction(
        () => getDeps().report,
        { input, context },
        () => functionHandler(input, context),
      ),
    );
});

/** What has been measured since the last export would be lost with the process. */
app.hook.appTerminate(async () => {
  await getMeter()?.flush();
});
