import { mutationsOf } from './mutate.ts';

/** What makers see in the designer. */
export const designerMutations = mutationsOf(`
  designer-finds-the-answer | errors beside a 202 | put $ACTION responses 401 = {"description":"The key is wrong."}
  designer-finds-the-answer | a body of a 202 beside a 200 | put $LIST responses 202 = {"description":"Later.","schema":{"type":"object"}}
  input-is-in-its-place | an advanced data source, an advanced label | put $dataSource x-ms-visibility = "advanced" ; put $label x-ms-visibility = "advanced"
  input-is-in-its-place | a data source that is nothing, a filter that is nothing | cut $dataSource x-ms-visibility ; cut ListSubscriptions parameters status x-ms-visibility
  name-does-not-repeat-its-parent | the name of an object | put $health outcome title = "Delivery Outcome"
  name-does-not-repeat-its-parent | the name of an array in the singular | put $page properties value items properties name title = "Segment Name"
  shown-names-differ | a name twice in a notification, twice in an object | put $runId title = "Value" ; put $health status title = "Outcome"
  array-says-what-it-holds | items, a single item | put $page properties value title = "Items" ; put $page properties value title = "Segment"
  names-come-before-ids | an ID that is required | add $notification required = "notificationId"
  names-come-before-ids | a summary that is advanced | put $notification properties summary x-ms-visibility = "advanced"
  names-come-before-ids | a sequence in sight, a link in sight | cut $notification properties sequence x-ms-visibility ; cut $page properties nextLink x-ms-visibility
  name-is-not-ambiguous | an environment of whatever kind | put $LIST parameters environmentId x-ms-summary = "Environment"
  name-is-not-ambiguous | an environment in a notification | put $notification properties environmentId title = "Environment ID"
`);
