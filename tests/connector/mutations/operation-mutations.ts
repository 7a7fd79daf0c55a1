import { mutationsOf } from './mutate.ts';

/** Operations, and what they take and give. */
export const operationMutations = mutationsOf(`
  # Paths and operations
  operation-operationId | no id | cut $LIST operationId
  operation-operationId-unique | an id twice | put $LIST operationId = "PublishMetricChange"
  operation-id-in-pascal-case | an id with an underscore, an id in camel case | put $LIST operationId = "List_Segments" ; put $LIST operationId = "listSegments"
  operation-success-response | no responses, errors only | put $LIST responses = {} ; cut $LIST responses 200
  BodyOrFormDataParameterInFetchOperationNotAllowed | a GET with a body | add $LIST parameters = {"name":"body","in":"body","schema":{"type":"string"}}
  operation-follows-the-service | a body of no type, http for one operation | put $ACTION consumes = [] ; put $TRIGGER schemes = ["http"]
  operation-follows-the-service | HTML for one operation | put $TRIGGER produces = ["text/html"]
  operation-follows-the-service | XML for a pick-list, an operation without the key | put $CHOICES produces = ["text/xml"] ; put $TRIGGER security = []
  operation-follows-the-service | a test of the connection without it | put ListEnvironmentChoices security = []
  path-has-known-operations | no operation, a PATCH, shared parameters | put paths /nothing = {} ; put ^$ACTION patch = {} ; put ^$ACTION parameters = []
  microsoft-definition | an operation without content | put paths /nothing = {"get":{}}
  path-is-plain | no slash first, a query in a path | move $ACTION to api/events/metric-change ; move $ACTION to /api/events/metric-change?all=true
  path-is-plain | a wildcard, an open brace | move $ACTION to /api/events/* ; move $ACTION to /api/events/{id
  path-is-plain | a variable over two segments, a default in a path | move $ACTION to /api/events/{a/b} ; move $UNSUBSCRIBE to /api/subscriptions/{id=1}
  no-$ref-siblings | a path by reference | put ^$ACTION $ref = "#/paths/other"
  paths-cannot-be-confused | a path in capitals too | repeat $ACTION at /API/EVENTS/METRIC-CHANGE
  paths-cannot-be-confused | a path with another variable | repeat $UNSUBSCRIBE at /api/subscriptions/{other}
  paths-cannot-be-confused | a fixed segment where another path has a variable | repeat $UNSUBSCRIBE at /api/subscriptions/all
  path-params | a variable that is no parameter | move $UNSUBSCRIBE to /api/subscriptions/{id}/{part}
  path-params | a path without its variable | move $UNSUBSCRIBE to /api/subscriptions/one
  summaries-differ | the same summary twice | copy ListMeasures summary to $LIST summary

  # Parameters of operations
  ConnectionIdParameterNotAllowed | a parameter connectionId | put $token name = "connectionId"
  body-is-required-and-plain | a pick-list on the body itself | put $ACTION parameters body x-ms-dynamic-values = {"operationId":"ListSegmentChoices"}
  body-is-required-and-plain | an optional body, an optional subscription | cut $ACTION parameters body required ; put $TRIGGER parameters body required = false
  operation-parameters | a parameter twice | add $UNSUBSCRIBE parameters = {"name":"token","in":"query","type":"string"}
  operation-parameters | two bodies | add $ACTION parameters = {"name":"more","in":"body","schema":{"type":"string"}}
  ParamtersWithSameNameMustHaveSameTypeAndVisibility | a parameter of another type | put $CHOICES parameters environmentId type = "integer"
  ParamtersWithSameNameMustHaveSameTypeAndVisibility | a less visible parameter | put $LIST parameters environmentId x-ms-visibility = "advanced"
  ParamtersWithSameNameMustHaveSameTypeAndVisibility | a trigger that takes another type | put $environmentId type = "integer"
  ParamtersWithSameNameMustHaveSameTypeAndVisibility | a trigger that hides its input | put $environmentId x-ms-visibility = "advanced"
  input-can-be-filled-in | an optional internal parameter with a default | put $token default = "none"
  input-can-be-filled-in | an optional internal property with a default | add $subscription properties = {"origin":{"type":"string","default":"flow","x-ms-visibility":"internal"}}
  input-can-be-filled-in | a required internal parameter without a default | put $token required = true
  input-can-be-filled-in | a required internal property without a default | put $event properties metricType x-ms-visibility = "internal"
  no-unknown-feature | a required input that is read only | put $segment readOnly = true
  microsoft-definition | an optional part of a path | put $UNSUBSCRIBE parameters id required = false
  PathParameterMissingEncoding | no encoding of a part of the path | cut $UNSUBSCRIBE parameters id x-ms-url-encoding
  PathParameterMissingEncoding | double encoding | put $UNSUBSCRIBE parameters id x-ms-url-encoding = "double"
  PathParameterMissingEncoding | an encoding of a query | put $token x-ms-url-encoding = "single"

  # What operations answer
  answers-are-exact | a default with a schema, a schema for 400 | copy $LIST responses 200 to $LIST responses default ; copy $LIST responses 200 to $LIST responses 400
  answers-are-exact | 200 and 202, 200 without a schema, 202 without one | put $LIST responses 202 = {"description":"Accepted."} ; cut $page ; cut $ACTION responses 202 schema
  answers-are-exact | 204 with a schema | put $UNSUBSCRIBE responses 204 schema = {"type":"string"}
  answers-are-exact | a schema for 404 | put $UNSUBSCRIBE responses 404 schema = {"type":"string"}
  headers-are-plain | a header twice | put $LIST responses 200 headers = {"Location":{},"location":{}}
  headers-are-plain | a header without a description | cut $TRIGGER responses 201 headers Location description
  answer-is-described | an empty description, a description without a period | put $LIST responses 200 description = "" ; put $LIST responses 200 description = "A page"
  answer-is-described | a description in small letters | put $LIST responses 401 description = "the key."
  answer-is-described | a header without a period | put $TRIGGER responses 201 headers Location description = "The address"
  wrong-key-is-declared | no 401 | cut $LIST responses 401
  wrong-body-is-declared | no 400 | cut $TRIGGER responses 400
  oas2-unused-definition | a schema that nothing uses | put definitions Spare = {"type":"string"}
  invalid-ref | a schema that is not there, a reference to another file | put $page = {"$ref":"#/definitions/Nothing"} ; put $page = {"$ref":"other.json#/Thing"}
  invalid-ref | a parameter that is not there | add $LIST parameters = {"$ref":"#/parameters/Nothing"}
  invalid-ref | a schema as a parameter | add $LIST parameters = {"$ref":"#/definitions/Thing"}
  invalid-ref | a response that is not there | put $LIST responses 404 = {"$ref":"#/responses/Nothing"}
  invalid-ref | a schema as a response | put $LIST responses 404 = {"$ref":"#/definitions/Thing"}
  no-$ref-siblings | a title beside a reference | put $page = {"$ref":"#/definitions/Thing","title":"Thing"}

  # Schemas of bodies, answers and notifications
  schema-is-exact | an input without a type, an answer that is any object | add $event properties = {"more":{}} ; put $page = {"type":"object"}
  schema-is-exact | properties without a type, items without a type | cut $event type ; cut $page properties value items type
  schema-is-exact | a text with required properties, an exclusive minimum without a minimum | put $label required = ["text"] ; put $label exclusiveMinimum = true
  schema-is-exact | an exclusive maximum without a maximum | put $label exclusiveMaximum = true
  array-items | an array of anything | put $page = {"type":"array"}
  microsoft-definition | nothing required | put $event required = []
  RequiredPropertyDefinitionMissing | a required property that is none | add $event required = "nothing"
  no-unknown-feature | unique items | put $page uniqueItems = true
  UnrecognizedTypeFormat | an unknown format, a format of another type | put $label format = "phone" ; put $label format = "int32"
  UnrecognizedTypeFormat | an unknown format of a parameter, a file within a body | put $LIST parameters top format = "integer" ; put $label format = "binary"
  oas2-valid-schema-example | a number as the default of a text, a text as the default of a number | put $label default = 1 ; put $LIST parameters top default = "10"
  oas2-valid-schema-example | a default that cannot be chosen | put $outcome default = "all"
  microsoft-definition | no choices | put $outcome enum = []
  typed-enum | a number among texts | add $outcome enum = 1
  duplicated-entry-in-enum | a choice twice | add $outcome enum = "failed"
  microsoft-definition | a property required twice | add $event required = "value"
  input-can-be-filled-in | a label for what cannot be chosen | add $outcome x-ms-enum-values = {"value":"other","displayName":"Other"}
  input-can-be-filled-in | labels without choices, a choice without a label, no labels | cut $outcome enum ; add $outcome enum = "other" ; cut $outcome x-ms-enum-values
  microsoft-definition | a label without words | cut $outcome x-ms-enum-values 0 displayName
  input-can-be-filled-in | a value as its own label | put $outcome x-ms-enum-values 0 displayName = "any"
  input-can-be-filled-in | labels that differ in case only | put ListSubscriptions parameters status x-ms-enum-values 0 displayName = "gone"
  input-can-be-filled-in | two labels for one choice | add $outcome x-ms-enum-values = {"value":"any","displayName":"Whatever"}
  bounds-leave-room | a maximum below the minimum, a length without room | put $LIST parameters top maximum = 0 ; add $label = {"minLength":2,"maxLength":1}
  bounds-leave-room | a number of items without room | add $label = {"minItems":2,"maxItems":1}
  microsoft-definition | a negative minLength, a negative maxLength | put $label minLength = -1 ; put $label maxLength = -1
  microsoft-definition | a negative minItems, a negative maxItems | put $label minItems = -1 ; put $label maxItems = -1
  microsoft-definition | a negative minProperties, a negative maxProperties | put $label minProperties = -1 ; put $label maxProperties = -1
  microsoft-definition | a pattern that is none | put $label pattern = "[a-z"
  no-secret | a signing secret in a notification | put $notification properties secret = {}
  no-secret | a token in an answer, a password in a body | put $CHOICES responses 200 schema properties token = {} ; put $event properties password = {}
  simulation-is-a-sample | a sample of something else | put $SAMPLE responses 200 schema = {"type":"object"}
  BodySchemaCountExceedsMaxAllowed | 513 properties in a body, 16,385 in an answer | grow $event properties = 513 ; grow $page properties = 16385
  SchemaRefLoopNotAllowed | a schema that holds itself | put $runId = {"$ref":"#/definitions/SegmentThresholdCrossedNotification"}
`);
