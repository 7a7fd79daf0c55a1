/* The operations that mutations break, one of each kind, and places within them. */
export const TRIGGER = 'OnSegmentThresholdCrossed';
export const SAMPLE = 'GetSegmentThresholdCrossedSample';
export const UNSUBSCRIBE = 'DeleteSubscription';
export const CHOICES = 'ListSegmentChoices';
export const LIST = 'ListSegments';
export const ACTION = 'PublishMetricChange';

export const subscription = `${TRIGGER} parameters body schema`;
export const environmentId = `${subscription} properties environmentId`;
export const segment = `${subscription} properties segment`;
export const label = `${subscription} properties label`;
export const callbackUrl = `${subscription} properties callbackUrl`;
export const dataSource = 'OnDataSourceRefreshFailed parameters body schema properties dataSource';
export const outcome = 'OnFullRefreshCompleted parameters body schema properties outcome';
export const content = `^${TRIGGER} x-ms-notification-content`;
export const notification = `${content} schema`;
export const runId = `${notification} properties runId`;
export const event = `${ACTION} parameters body schema`;
export const page = `${LIST} responses 200 schema`;
export const token = `${UNSUBSCRIBE} parameters token`;
export const host = 'x-properties properties connectionParameters host';
export const key = 'x-properties properties connectionParameters api_key';
export const policies = 'x-properties properties policyTemplateInstances';
