// The first import registers a function that needs no setting: if a later one throws for a wrong setting, the host then
// shows that error, where it would otherwise just find no function.
import './ping.ts';
import './health.ts';
import './refresh-status-queue.ts';
import './metric-change-queue.ts';
import './webhook-delivery-queue.ts';
import './sweep-timer.ts';
import './subscription-create.ts';
import './subscription-delete.ts';
import './subscription-get.ts';
import './subscription-list.ts';
import './subscription-test.ts';
import './trigger-list.ts';
import './trigger-sample.ts';
import './environment-list.ts';
import './data-source-list.ts';
import './segment-list.ts';
import './measure-list.ts';
import './refresh-status-events.ts';
import './metric-change-events.ts';
import './dead-letter-list.ts';
