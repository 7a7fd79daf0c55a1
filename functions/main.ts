// The first import registers functions that need no setting. When a later import then throws because of a wrong setting, the
// host shows that error; without any function it would only report that it found none.
import './http/service.ts';
import './start.ts';
import './telemetry.ts';
import './http/console.ts';
import './http/dead-letters.ts';
import './http/deliveries.ts';
import './http/environments.ts';
import './http/events.ts';
import './http/firings.ts';
import './http/forget.ts';
import './http/metrics.ts';
import './http/overview.ts';
import './http/pick-lists.ts';
import './http/subscriptions.ts';
import './http/triggers.ts';
import './queues.ts';
import './timers.ts';
