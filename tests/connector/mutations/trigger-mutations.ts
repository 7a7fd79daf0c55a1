import { mutationsOf } from './mutate.ts';

/** Triggers, and the calls of the designer. */
export const triggerMutations = mutationsOf(`
  # What flows start with
  trigger-is-a-webhook | an address that is an object, a visible address | put $callbackUrl type = "object" ; cut $callbackUrl x-ms-visibility
  trigger-is-a-webhook | an advanced address, an optional address | put $callbackUrl x-ms-visibility = "advanced" ; cut $subscription required callbackUrl
  trigger-is-a-webhook | no address, a second address | cut $callbackUrl x-ms-notification-url ; put $label x-ms-notification-url = true
  action-has-no-mark-of-a-trigger | no content | cut $content
  trigger-is-a-webhook | content without a schema, content without a description | cut $notification ; cut $content description
  trigger-is-a-webhook | a schema of the 201 too, no mark, which makes it an action | copy $notification to $TRIGGER responses 201 schema ; cut $TRIGGER x-ms-trigger
  trigger-is-a-webhook | a batch, though one object comes, a PUT beside the POST | put $TRIGGER x-ms-trigger = "batch" ; put ^$TRIGGER put = {}
  trigger-is-a-webhook | no POST, content on the path of an action | cut ^$TRIGGER post ; copy $content to ^$LIST x-ms-notification-content
  trigger-is-a-webhook | a 200 instead, no headers | put $TRIGGER responses = {"200":{"description":"Done."}} ; cut $TRIGGER responses 201 headers
  trigger-is-a-webhook | no Location | cut $TRIGGER responses 201 headers Location
  trigger-is-a-webhook | a Location that is a number | put $TRIGGER responses 201 headers Location type = "integer"
  trigger-is-a-webhook | no hint, an internal trigger | cut $TRIGGER x-ms-trigger-hint ; put $TRIGGER x-ms-visibility = "internal"
  trigger-is-a-webhook | no simulation, a summary with another beginning | cut $TRIGGER x-ms-operation-context ; put $TRIGGER summary = "Segment crosses"
  trigger-is-a-webhook | a description with another beginning | put $TRIGGER description = "Fires when it grows."
  trigger-is-a-webhook | a notification that is a text, a closed notification | put $notification = {"type":"string"} ; put $notification additionalProperties = false
  action-has-no-mark-of-a-trigger | a hint on an action | put $LIST x-ms-trigger-hint = "Refresh a segment."
  no-unknown-feature | a pairing of OnSegmentThresholdCrossed with another operation | put $TRIGGER x-ms-notification = {"operationId":"PublishMetricChange"}
  no-unknown-feature | a pairing of ListSegments with another operation | put $LIST x-ms-notification = {"operationId":"PublishMetricChange"}
  notification-is-plain | an address in a notification | put $runId x-ms-notification-url = true
  microsoft-definition | an address in a query | put $LIST parameters top x-ms-notification-url = true
  schema-is-exact | a part of a notification without a type | cut $runId type
  notification-is-plain | a nullable part, a part with two types | put $runId x-nullable = true ; put $runId type = ["string","null"]
  notification-is-plain | null among the choices | put $runId enum = ["a",null]
  property-has-texts | a part without a title, a part without a description | cut $runId title ; cut $runId description
  subscription-ends-by-one-delete | no DELETE, two of them | cut ^$UNSUBSCRIBE delete ; put ^GetSegment delete = {}
  subscription-ends-by-one-delete | a visible one, no 404 | cut $UNSUBSCRIBE x-ms-visibility ; cut $UNSUBSCRIBE responses 404
  subscription-ends-by-one-delete | no success, no token, a visible token | cut $UNSUBSCRIBE responses 204 ; cut $token ; cut $token x-ms-visibility
  subscription-ends-by-one-delete | a required token | put $token required = true
  simulation-is-a-sample | a sample with the schema of another | copy GetFullRefreshCompletedSample responses 200 schema to $SAMPLE responses 200 schema
  simulation-is-a-sample | the sample of another trigger | copy OnFullRefreshCompleted x-ms-operation-context to $TRIGGER x-ms-operation-context

  # What the designer does before a flow runs
  call-can-be-made | a visible sample | cut $SAMPLE x-ms-visibility
  call-can-be-made | a sample that is sent | put $TRIGGER x-ms-operation-context simulate = {"operationId":"PublishMetricChange"}
  call-can-be-made | a sample that is not there | put $TRIGGER x-ms-operation-context simulate = {"operationId":"GetNothing"}
  call-can-be-made | a sample that needs something | put $SAMPLE parameters = [{"name":"environmentId","in":"query","type":"string","required":true}]
  call-can-be-made | no test of the connection, no capabilities | cut x-ms-capabilities testConnection ; cut x-ms-capabilities
  call-can-be-made | a visible test | put x-ms-capabilities testConnection = {"operationId":"ListEnvironments"}
  call-can-be-made | a test that is not there | put x-ms-capabilities testConnection = {"operationId":"GetNothing"}
  call-can-be-made | a test that needs something | put x-ms-capabilities testConnection = {"operationId":"ListSegmentChoices"}
  call-can-be-made | a test with a reference | put x-ms-capabilities testConnection = {"operationId":"ListSegmentChoices","parameters":{"environmentId":{"parameter":"environmentId"}}}
  pick-list-forms-agree | the old form of nothing | put $segment x-ms-dynamic-values operationId = "ListNothing"
  pick-list-forms-agree | the old form of an action | put $segment x-ms-dynamic-values operationId = "PublishMetricChange"
  pick-list-forms-agree | the old form without its environment | put $segment x-ms-dynamic-values parameters = {}
  pick-list-forms-agree | the old form without parameters | cut $segment x-ms-dynamic-values parameters
  pick-list-forms-agree | a value for nothing | put $dataSource x-ms-dynamic-values parameters all = true
  pick-list-forms-agree | a reference to nothing | put $segment x-ms-dynamic-values parameters environmentId parameter = "environment"
  pick-list-forms-agree | a text for a yes or no | put $dataSource x-ms-dynamic-values parameters includeAny = "true"
  pick-list-forms-agree | another collection in the old form | put $segment x-ms-dynamic-values value-collection = "items"
  pick-list-forms-agree | another value in the old form | put $segment x-ms-dynamic-values value-path = "id"
  pick-list-forms-agree | no title in the old form, the old form only | cut $segment x-ms-dynamic-values value-title ; cut $segment x-ms-dynamic-list
  pick-list-forms-agree | the new form only | cut $segment x-ms-dynamic-values
  pick-list-forms-agree | another operation in the new form | put $segment x-ms-dynamic-list operationId = "ListMeasureChoices"
  pick-list-forms-agree | another fixed value in the new form | put $dataSource x-ms-dynamic-list parameters includeAny value = false
  call-can-be-made | the new form of nothing | put $segment x-ms-dynamic-list operationId = "ListNothing"
  call-can-be-made | the new form without its environment | put $segment x-ms-dynamic-list parameters = {}
  call-can-be-made | the new form without parameters | cut $segment x-ms-dynamic-list parameters
  call-can-be-made | a way to nothing | put $segment x-ms-dynamic-list parameters = {"environmentId":{"parameterReference":"body/environment"}}
  call-can-be-made | a name in place of a way | put $segment x-ms-dynamic-list parameters = {"environmentId":{"parameterReference":"environmentId"}}
  call-can-be-made | a pick-list that depends on itself | put $segment x-ms-dynamic-list parameters = {"environmentId":{"parameterReference":"body/segment"}}
  call-can-be-made | a number for a yes or no | put $dataSource x-ms-dynamic-list parameters includeAny value = 1
  call-can-be-made | a reference to another type, a reference to an optional input | put $environmentId type = "integer" ; cut $subscription required environmentId
  call-can-be-made | a reference to an internal input, a visible pick-list | put $environmentId x-ms-visibility = "internal" ; cut $CHOICES x-ms-visibility
  choices-can-be-read | another collection | put $segment x-ms-dynamic-list itemsPath = "items"
  choices-can-be-read | an answer that is no array | put $CHOICES responses 200 schema properties value type = "object"
  choices-can-be-read | a title that the items do not have | put $segment x-ms-dynamic-list itemTitlePath = "name"
  pick-list-forms-agree | the value as the title in the new form | put $segment x-ms-dynamic-list itemTitlePath = "value"
  choices-can-be-read | items without their title | cut $CHOICES responses 200 schema properties value items properties title
  choices-can-be-read | no value | cut $segment x-ms-dynamic-list itemValuePath
  choices-can-be-read | choices that are numbers | put $CHOICES responses 200 schema properties value items properties value type = "integer"
  BodyOrFormDataParameterInFetchOperationNotAllowed | a name that means two inputs | add $CHOICES parameters = {"name":"query","in":"body","schema":{"type":"object"}}
  call-can-be-made | a reference to a later input | delay $subscription properties environmentId
`);
