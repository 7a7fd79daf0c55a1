// The first import registers functions that need no setting: if a later one throws for a wrong setting, the host then
// shows that error, where it would otherwise just find no function.
import './http/service.ts';
import './start.ts';
import './http/dead-letters.ts';
import './http/deliveries.ts';
import './http/environments.ts';
import './http/events.ts';
import './http/firings.ts';
import './http/metrics.ts';
import './http/pick-lists.ts';
import './http/subscriptions.ts';
import './http/triggers.ts';
import './queues.ts';
import './timers.ts';
